//! The quiz under every front end: it advances by itself, its result is that of the answers, and it knows what there
//! is to keep.

use std::fs;
use std::path::Path;
use std::time::Duration;

use career_fit::content::Content;
use career_fit::content::wages::NATION;
use career_fit::instrument::{Response, Session, Step, TieBreakers};
use career_fit::quiz::{Ending, Outcome, Quiz};
use career_fit::report::Tab;
use career_fit::store::{Earlier, Keeper, Keeping};
use proptest::prelude::*;

use crate::harness::{PERSONAS, Persona, change_items, content, read_saved};

fn persona(name: &str) -> &'static Persona {
    PERSONAS.iter().find(|persona| persona.name == name).unwrap()
}

/// Answers as a persona does, as long as there is something to ask.
fn answer(quiz: &mut Quiz, persona: &Persona) {
    quiz.start();
    while quiz.session().step() == Step::Question {
        let item = quiz.content().instrument.item(quiz.session().at()).unwrap();
        match persona.answer(&item.id).and_then(Response::new) {
            None => quiz.skip(),
            Some(response) => {
                quiz.answer(response, None);
                assert!(quiz.advance());
            }
        }
    }
}

fn answered(name: &str) -> Quiz {
    let mut quiz = Quiz::new(content(), NATION);
    answer(&mut quiz, persona(name));
    quiz
}

/// The result of a persona who takes no tie-breakers.
fn finished(name: &str) -> Quiz {
    let mut quiz = answered(name);
    quiz.take_offer(false);
    quiz.finish();
    assert_eq!(quiz.session().step(), Step::Result);
    quiz
}

/// Changes the first answer, from the result or the review.
fn change(quiz: &mut Quiz, value: u8) {
    quiz.review();
    quiz.open(0);
    quiz.answer(Response::new(value).unwrap(), None);
    quiz.advance();
}

#[test]
fn tie_breakers_are_offered_where_it_is_too_close_and_can_be_taken_later() {
    assert_eq!(answered("hi").session().step(), Step::Result);
    assert_eq!(answered("torn").session().step(), Step::Offer);
    let mut clear = finished("hi");
    assert_eq!(clear.left_out(), None);
    clear.offer_again();
    assert_eq!(clear.session().step(), Step::Result, "there is nothing to settle");
    let mut torn = finished("torn");
    assert_eq!(torn.left_out().unwrap(), "You left out 6 questions that may settle it.");
    torn.offer_again();
    assert_eq!(torn.session().step(), Step::Offer);
    torn.take_offer(true);
    assert_eq!((torn.session().at(), torn.session().len()), (24, 30));
    assert_eq!(torn.left_out(), None, "they are taken");
}

#[test]
fn declined_tie_breakers_are_no_loss_once_it_is_clear() {
    let mut quiz = finished("torn");
    for item in 0..24 {
        quiz.review();
        quiz.open(item);
        let scale = quiz.content().instrument.items[item].scale.place;
        let liked = quiz.content().contrast.difference(scale) > 0;
        quiz.answer(if liked { Response::HIGHEST } else { Response::LOWEST }, None);
        quiz.advance();
    }
    quiz.finish();
    assert_eq!(quiz.session().tie_breakers(), TieBreakers::Declined);
    assert_eq!(quiz.left_out(), None);
    quiz.offer_again();
    assert_eq!(quiz.session().step(), Step::Result);
}

#[test]
fn the_result_is_that_of_the_answers_as_they_are() {
    let mut quiz = finished("hi");
    let wanted = persona("hi").outcome(quiz.content());
    let outcome = quiz.outcome().unwrap();
    assert_eq!((&outcome.code, &outcome.assessment), (&wanted.code, &wanted.assessment));
    assert_eq!(quiz.summary(80), Some(wanted.summary(quiz.content(), 80)));
    change(&mut quiz, 1);
    assert!(quiz.outcome().is_none(), "that was of other answers");
    let now = Outcome::new(quiz.content(), quiz.session().answers().clone(), &[]);
    assert_ne!(now.code, wanted.code);
    assert_eq!(quiz.summary(80), Some(now.summary(quiz.content(), 80)), "left from the review");
    quiz.finish();
    assert_eq!(quiz.outcome().unwrap().code, now.code);
    quiz.review();
    assert_eq!(quiz.outcome().unwrap().code, now.code, "looking over the answers changes none");
}

#[test]
fn a_result_is_the_same_from_its_code() {
    let quiz = finished("lean");
    let answers = quiz.outcome().unwrap().answers.clone();
    let shown = Quiz::finished(content(), NATION, answers);
    assert_eq!((shown.session().step(), shown.ending()), (Step::Result, Ending::Finished));
    for tab in Tab::ALL {
        assert_eq!(shown.chapter(tab), quiz.chapter(tab));
    }
    assert!(!shown.is_unsaved());
}

#[test]
fn before_the_result_there_is_none() {
    let mut quiz = answered("torn");
    assert_eq!((quiz.session().step(), quiz.ending()), (Step::Offer, Ending::Early));
    quiz.back();
    assert!(quiz.outcome().is_none() && quiz.headline().is_none() && quiz.chapter(Tab::Glance).is_none());
    assert_eq!((quiz.summary(80), quiz.left_out()), (None, None));
}

#[test]
fn the_first_part_says_what_moved_since_the_last_quiz() {
    let last = finished("hi").session().answers().clone();
    let after = |name: &str| {
        let earlier = Earlier { last: Some(last.clone()), ..Earlier::default() };
        let mut quiz = Quiz::new(content(), NATION).kept_by(Keeper::off(), earlier);
        answer(&mut quiz, persona(name));
        quiz.finish();
        quiz
    };
    let says = |quiz: &Quiz, tab: Tab| quiz.chapter(tab).unwrap().part("since").is_some();
    let him = after("him");
    assert!(says(&him, Tab::Glance) && !says(&him, Tab::Why));
    assert!(!says(&after("hi"), Tab::Glance), "nothing moved");
    assert!(!says(&finished("him"), Tab::Glance), "there was no last time");
}

#[test]
fn pay_is_for_the_place_that_was_chosen() {
    let mut quiz = finished("hi");
    let nation = quiz.chapter(Tab::Pay);
    quiz.set_place("Ohio");
    assert_ne!(quiz.chapter(Tab::Pay), nation);
    assert_eq!(quiz.wages().place(), "Ohio");
}

#[test]
fn terms_are_those_of_the_step() {
    let names = |quiz: &Quiz, of_the_result: &str| -> Vec<String> {
        let terms = quiz.terms_in_view(|| vec![of_the_result.to_owned()]);
        terms.into_iter().map(|term| term.name.clone()).collect()
    };
    let of_result = "whatever the screen shows of a database";
    let has = |quiz: &Quiz, name: &str| names(quiz, of_result).iter().any(|found| found == name);
    let mut quiz = Quiz::new(content(), NATION);
    assert!(has(&quiz, "Health Informatics (HI)") && !has(&quiz, "medical coding"));
    quiz.start();
    while !quiz.content().instrument.item(quiz.session().at()).unwrap().text.contains("medical code") {
        assert!(!has(&quiz, "medical coding"), "not in this question");
        quiz.skip();
    }
    assert!(has(&quiz, "medical coding") && !has(&quiz, "decision support"), "in this question");
    quiz.review();
    assert!(has(&quiz, "medical coding") && has(&quiz, "decision support"), "the review shows all questions");
    assert_eq!(names(&answered("torn"), of_result), [""; 0], "the offer has none");
    assert_eq!(names(&finished("hi"), of_result), ["database"]);
}

// What there is to keep.

/// Longer than any disk takes that works.
const TIMEOUT: Duration = Duration::from_secs(60);

fn kept_in(folder: &Path) -> Quiz {
    let content = content();
    let (keeper, earlier) = Keeper::open_in(Ok(folder.to_owned()), &content, false);
    Quiz::new(content, NATION).kept_by(keeper.waiting(TIMEOUT), earlier)
}

/// Keeps a quiz; says whether there was something to keep.
fn keep(quiz: &mut Quiz) -> bool {
    let is_unsaved = quiz.is_unsaved();
    assert!(!quiz.keep(), "it works as before");
    assert!(!quiz.is_unsaved());
    is_unsaved
}

#[test]
fn what_changes_something_is_to_be_kept_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut quiz = kept_in(folder.path());
    assert_eq!(*quiz.keeping(), Keeping::On);
    quiz.start();
    assert!(!keep(&mut quiz), "nothing is answered");
    quiz.answer(Response::HIGHEST, None);
    assert!(keep(&mut quiz));
    quiz.answer(Response::HIGHEST, None);
    quiz.advance();
    quiz.back();
    quiz.review();
    quiz.back();
    assert!(!keep(&mut quiz), "moving about changes nothing");
    quiz.skip();
    assert!(keep(&mut quiz), "an answer is gone");
    quiz.skip();
    assert!(keep(&mut quiz), "a skip is one more");
}

#[test]
fn the_code_is_kept_with_its_result() {
    let folder = tempfile::tempdir().unwrap();
    let code = || read_saved(folder.path(), "last-code-");
    let mut quiz = kept_in(folder.path());
    quiz.start();
    quiz.answer(Response::MIDDLE, None);
    keep(&mut quiz);
    assert_eq!(code(), None);
    answer(&mut quiz, persona("hi"));
    assert!(keep(&mut quiz));
    let first = persona("hi").outcome(quiz.content()).code;
    assert_eq!(code(), Some(first.clone()));
    change(&mut quiz, 1);
    assert!(keep(&mut quiz));
    assert_eq!(code(), Some(first), "there is no new result yet");
    quiz.finish();
    assert!(keep(&mut quiz));
    assert_eq!(code(), Some(quiz.outcome().unwrap().code.clone()));
}

#[test]
fn an_earlier_quiz_goes_on_or_stays_until_the_first_answer_of_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let saved = || read_saved(folder.path(), "quiz-1-").unwrap();
    let mut quiz = kept_in(folder.path());
    quiz.start();
    quiz.skip();
    keep(&mut quiz);
    drop(quiz);
    let before = saved();
    let mut goes_on = kept_in(folder.path());
    assert_eq!((goes_on.earlier().unwrap().settled(), goes_on.earlier_code()), (1, None));
    goes_on.resume();
    assert_eq!((goes_on.session().at(), goes_on.earlier().is_some()), (1, false));
    assert!(!keep(&mut goes_on));
    drop(goes_on);
    let mut anew = kept_in(folder.path());
    anew.start();
    assert_eq!((anew.session().at(), anew.session().settled()), (0, 0));
    assert!(!keep(&mut anew));
    assert_eq!(saved(), before);
    anew.answer(Response::LOWEST, None);
    keep(&mut anew);
    assert_ne!(saved(), before);
}

#[test]
fn a_finished_one_is_found_with_its_code() {
    let folder = tempfile::tempdir().unwrap();
    let mut quiz = kept_in(folder.path());
    answer(&mut quiz, persona("hi"));
    quiz.finish();
    keep(&mut quiz);
    drop(quiz);
    let mut again = kept_in(folder.path());
    let code = persona("hi").outcome(again.content()).code;
    assert_eq!(again.earlier_code(), Some(code.clone()));
    again.resume();
    assert_eq!(again.outcome().unwrap().code, code);
}

#[test]
fn that_nothing_can_be_kept_is_said_once_until_it_works_again() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let mut quiz = kept_in(&state);
    assert_eq!((quiz.not_saved(), quiz.when_cut_off()), (None, "What you answered is saved."));
    fs::remove_dir_all(&state).unwrap();
    quiz.start();
    quiz.answer(Response::LOWEST, None);
    assert!(quiz.keep(), "it worked before");
    assert!(quiz.not_saved().unwrap().starts_with("Not saved: "));
    assert!(quiz.stays().starts_with("Your answers could not be saved: "), "{}", quiz.stays());
    quiz.answer(Response::MIDDLE, None);
    assert!(!quiz.keep(), "the same as before");
    fs::create_dir(&state).unwrap();
    quiz.answer(Response::HIGHEST, None);
    assert!(quiz.keep(), "it works again");
    assert_eq!(quiz.not_saved(), None);
    assert_eq!(
        quiz.what_was_kept(),
        "Your answers are saved. Start career-fit again to go on where you were."
    );
}

#[test]
fn a_quiz_taken_again_keeps_the_result_until_its_first_answer() {
    let folder = tempfile::tempdir().unwrap();
    let saved = || read_saved(folder.path(), "quiz-1-").unwrap();
    let mut quiz = kept_in(folder.path());
    answer(&mut quiz, persona("hi"));
    keep(&mut quiz);
    let (before, code) = (saved(), quiz.outcome().unwrap().code.clone());
    quiz.again();
    assert_eq!((quiz.session().step(), quiz.session().settled()), (Step::Welcome, 0));
    quiz.resume();
    assert_eq!(quiz.outcome().unwrap().code, code, "back to the result");
    quiz.again();
    quiz.start();
    keep(&mut quiz);
    assert_eq!(saved(), before);
    quiz.answer(Response::LOWEST, None);
    assert!(keep(&mut quiz));
    assert_ne!(saved(), before);
    quiz.again();
    assert_eq!(quiz.session().answered(), 1, "only from a result");
}

// On random walks.

#[derive(Debug, Clone, Copy)]
enum Op {
    Start,
    Answer(u8),
    Skip,
    Advance,
    Back,
    Review,
    Open(usize),
    Finish,
    TakeOffer(bool),
    OfferAgain,
    End,
}

fn any_op() -> impl Strategy<Value = Op> {
    prop_oneof![
        1 => Just(Op::Start),
        8 => (1..=5u8).prop_map(Op::Answer),
        8 => Just(Op::Skip),
        16 => Just(Op::Advance),
        2 => Just(Op::Back),
        2 => Just(Op::Review),
        2 => (0..9usize).prop_map(Op::Open),
        4 => Just(Op::Finish),
        2 => any::<bool>().prop_map(Op::TakeOffer),
        2 => Just(Op::OfferAgain),
        1 => Just(Op::End),
    ]
}

/// The shipped content with one item a scale and a tie-breaker a scale, so that a walk comes to its end.
fn small() -> Content {
    let mut content = content();
    change_items(&mut content.instrument, |items| {
        items.retain(|item| item.id.ends_with("_1") || item.tie_breaker);
    });
    content
}

fn act(quiz: &mut Quiz, op: Op) {
    match op {
        Op::Start => quiz.start(),
        Op::Answer(value) => quiz.answer(Response::new(value).unwrap(), None),
        Op::Skip => quiz.skip(),
        Op::Advance => drop(quiz.advance()),
        Op::Back => drop(quiz.back()),
        Op::Review => quiz.review(),
        Op::Open(index) => quiz.open(index),
        Op::Finish => quiz.finish(),
        Op::TakeOffer(accept) => quiz.take_offer(accept),
        Op::OfferAgain => quiz.offer_again(),
        Op::End => quiz.end(),
    }
}

/// The same on the session alone, which is told what follows from its answers.
fn drive(session: &mut Session, content: &Content, op: Op) {
    let outcome = |session: &Session| Outcome::new(content, session.answers().clone(), session.times());
    let is_close = |session: &Session| outcome(session).assessment.verdict.is_too_close();
    match op {
        Op::Start => session.start(),
        Op::Answer(value) => session.answer(Response::new(value).unwrap(), None),
        Op::Skip => session.skip(is_close),
        Op::Advance => drop(session.advance(is_close)),
        Op::Back => drop(session.back()),
        Op::Review => session.review(),
        Op::Open(index) => session.open(index),
        Op::Finish => session.finish(is_close),
        Op::TakeOffer(accept) => session.take_offer(accept),
        Op::OfferAgain if is_close(session) => session.offer_again(),
        Op::OfferAgain => {}
        Op::End => session.end(is_close),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// A quiz goes where its session goes, its result is of its answers, and whatever would be lost is to be kept.
    #[test]
    fn a_quiz_goes_where_its_session_goes(ops in prop::collection::vec(any_op(), 0..120)) {
        let content = small();
        let (mut quiz, mut session) = (Quiz::new(content.clone(), NATION), Session::new(&content.instrument));
        for op in ops {
            let before = quiz.session().progress();
            quiz.keep();
            act(&mut quiz, op);
            drive(&mut session, &content, op);
            prop_assert_eq!(format!("{:?}", quiz.session()), format!("{session:?}"), "{:?}", op);
            if before != session.progress() {
                prop_assert!(quiz.is_unsaved(), "{:?}", op);
            }
            prop_assert!(quiz.outcome().is_some() || session.step() != Step::Result);
            if let Some(outcome) = quiz.outcome() {
                let now = Outcome::new(&content, session.answers().clone(), session.times());
                prop_assert!(session.seen_result());
                prop_assert_eq!(&outcome.answers, session.answers());
                prop_assert_eq!(&outcome.code, &now.code);
                prop_assert_eq!(&outcome.assessment, &now.assessment);
            }
        }
    }
}
