//! The quiz under every front end: its steps, the outcome of its answers, and its revision.

use career_fit::content::Content;
use career_fit::content::wages::NATION;
use career_fit::instrument::{Response, Session, Step, TieBreakers};
use career_fit::quiz::{Earlier, Ending, Outcome, Quiz};
use career_fit::report::Tab;
use proptest::prelude::*;

use crate::harness::{PERSONAS, Persona, change_items, content};

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
fn tie_breakers_are_offered_if_it_is_too_close_and_can_be_taken_later() {
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
fn declined_tie_breakers_are_not_mentioned_once_it_is_clear() {
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
fn the_outcome_follows_the_answers() {
    let mut quiz = finished("hi");
    let wanted = persona("hi").outcome(quiz.content());
    let outcome = quiz.outcome().unwrap();
    assert_eq!((&outcome.code, &outcome.assessment), (&wanted.code, &wanted.assessment));
    assert_eq!(quiz.summary(80), Some(wanted.summary(quiz.content(), Some(&quiz.wages()), 80)));
    change(&mut quiz, 1);
    assert!(quiz.outcome().is_none(), "that was of other answers");
    let now = Outcome::new(quiz.content(), quiz.session().answers().clone(), &[]);
    assert_ne!(now.code, wanted.code);
    assert_eq!(
        quiz.summary(80),
        Some(now.summary(quiz.content(), Some(&quiz.wages()), 80)),
        "left from the review"
    );
    quiz.finish();
    assert_eq!(quiz.outcome().unwrap().code, now.code);
    quiz.review();
    assert_eq!(quiz.outcome().unwrap().code, now.code, "looking over the answers changes none");
}

#[test]
fn a_code_shows_the_same_result() {
    let quiz = finished("lean");
    let answers = quiz.outcome().unwrap().answers.clone();
    let shown = Quiz::finished(content(), NATION, answers);
    assert_eq!((shown.session().step(), shown.ending()), (Step::Result, Ending::Finished));
    for tab in Tab::ALL {
        assert_eq!(shown.chapter(tab), quiz.chapter(tab));
    }
    assert_eq!(shown.revision(), 0, "there is nothing to save");
}

#[test]
fn there_is_no_outcome_before_the_result() {
    let mut quiz = answered("torn");
    assert_eq!((quiz.session().step(), quiz.ending()), (Step::Offer, Ending::Early));
    quiz.back();
    assert!(quiz.outcome().is_none() && quiz.headline().is_none() && quiz.chapter(Tab::Glance).is_none());
    assert_eq!((quiz.summary(80), quiz.left_out()), (None, None));
}

#[test]
fn the_first_tab_says_what_changed_since_the_last_quiz() {
    let last = finished("hi").session().answers().clone();
    let after = |name: &str| {
        let earlier = Earlier { last: Some(last.clone()), ..Earlier::default() };
        let mut quiz = Quiz::new(content(), NATION).with_earlier(earlier);
        answer(&mut quiz, persona(name));
        quiz.finish();
        quiz
    };
    let says =
        |quiz: &Quiz, tab: Tab| format!("{:?}", quiz.chapter(tab)).contains("Last time: Clearly HI. Now: ");
    let him = after("him");
    assert!(says(&him, Tab::Glance) && !says(&him, Tab::Why));
    assert!(!says(&after("hi"), Tab::Glance), "nothing moved");
    assert!(!says(&finished("him"), Tab::Glance), "there was no last time");
}

#[test]
fn pay_is_for_the_chosen_place() {
    let mut quiz = finished("hi");
    let nation = quiz.chapter(Tab::Pay);
    quiz.set_place("Ohio");
    assert_ne!(quiz.chapter(Tab::Pay), nation);
    assert_eq!(quiz.wages().place(), "Ohio");
}

#[test]
fn terms_are_those_of_the_current_step() {
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
    assert!(has(&quiz, "medical coding") && !has(&quiz, "programming"), "in this question");
    quiz.review();
    assert!(has(&quiz, "medical coding") && has(&quiz, "programming"), "the review shows all questions");
    assert_eq!(names(&answered("torn"), of_result), [""; 0], "the offer has none");
    assert_eq!(names(&finished("hi"), of_result), ["database"]);
}

/// Whether a step changed something to save.
fn changes(quiz: &mut Quiz, step: impl FnOnce(&mut Quiz)) -> bool {
    let before = quiz.revision();
    step(quiz);
    quiz.revision() != before
}

#[test]
fn the_revision_grows_with_every_change_and_not_by_moving_about() {
    let mut quiz = Quiz::new(content(), NATION);
    assert!(!changes(&mut quiz, Quiz::start), "nothing is answered");
    assert!(changes(&mut quiz, |quiz| quiz.answer(Response::HIGHEST, None)));
    assert!(!changes(&mut quiz, |quiz| {
        quiz.answer(Response::HIGHEST, None);
        quiz.advance();
        quiz.back();
        quiz.review();
        quiz.back();
    }));
    assert!(changes(&mut quiz, Quiz::skip), "an answer is removed");
    assert!(changes(&mut quiz, Quiz::skip), "another question is skipped");
}

/// What the next start finds of a saved quiz.
fn restarted(quiz: &Quiz) -> Quiz {
    let earlier = Earlier::from_json(&quiz.to_json(), &quiz.content().instrument).unwrap();
    Quiz::new(quiz.content().clone(), NATION).with_earlier(earlier)
}

#[test]
fn an_unfinished_quiz_is_resumed_or_replaced() {
    let mut quiz = Quiz::new(content(), NATION);
    quiz.start();
    quiz.skip();
    let mut resumed = restarted(&quiz);
    assert_eq!((resumed.earlier().unwrap().settled(), resumed.earlier_code()), (1, None));
    assert!(!changes(&mut resumed, Quiz::resume));
    assert_eq!((resumed.session().at(), resumed.earlier().is_some()), (1, false));
    let mut new = restarted(&quiz);
    assert!(!changes(&mut new, Quiz::start), "the earlier one is still on disk");
    assert_eq!((new.session().at(), new.session().settled()), (0, 0));
    assert!(changes(&mut new, |quiz| quiz.answer(Response::LOWEST, None)));
}

#[test]
fn a_finished_quiz_shows_its_result_again() {
    let quiz = finished("hi");
    let code = quiz.outcome().unwrap().code.clone();
    let mut again = restarted(&quiz);
    assert_eq!(again.earlier_code(), Some(code.clone()));
    assert!(again.last_time().unwrap().starts_with("Last time: Your answers point clearly to"));
    again.resume();
    assert_eq!(again.outcome().unwrap().code, code);
}

#[test]
fn a_finished_quiz_is_compared_with_the_next_unless_it_is_someone_elses() {
    let is_compared = |start: fn(&mut Quiz)| {
        let mut quiz = restarted(&finished("hi"));
        start(&mut quiz);
        answer(&mut quiz, persona("him"));
        quiz.finish();
        // Also after another restart.
        let mut shown = restarted(&quiz);
        shown.resume();
        let has_part = |quiz: &Quiz| format!("{:?}", quiz.chapter(Tab::Glance)).contains("Last time: ");
        assert_eq!(has_part(&quiz), has_part(&shown));
        has_part(&quiz)
    };
    assert!(is_compared(Quiz::start));
    assert!(!is_compared(Quiz::start_over));
}

#[test]
fn a_quiz_taken_again_can_go_back_to_its_result() {
    let mut quiz = finished("hi");
    let code = quiz.outcome().unwrap().code.clone();
    assert!(!changes(&mut quiz, Quiz::again), "the result is still on disk");
    assert_eq!((quiz.session().step(), quiz.session().settled()), (Step::Welcome, 0));
    quiz.resume();
    assert_eq!(quiz.outcome().unwrap().code, code);
    quiz.again();
    assert!(!changes(&mut quiz, Quiz::start));
    assert!(changes(&mut quiz, |quiz| quiz.answer(Response::LOWEST, None)));
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

    /// A quiz moves as its session does, its outcome is that of its answers, and every change is a new revision.
    #[test]
    fn a_quiz_moves_as_its_session_does(ops in prop::collection::vec(any_op(), 0..120)) {
        let content = small();
        let (mut quiz, mut session) = (Quiz::new(content.clone(), NATION), Session::new(&content.instrument));
        for op in ops {
            let before = (quiz.to_json(), quiz.revision());
            act(&mut quiz, op);
            drive(&mut session, &content, op);
            prop_assert_eq!(format!("{:?}", quiz.session()), format!("{session:?}"), "{:?}", op);
            prop_assert_eq!(quiz.to_json() != before.0, quiz.revision() != before.1, "{:?}", op);
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
