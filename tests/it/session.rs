//! The way through the quiz: every step against every operation, on all states that can be reached.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use career_fit::instrument::{Instrument, Response, Session, Step, TieBreakers};
use proptest::prelude::*;

use crate::harness::{change_items, content};

/// Everything that can be done to a session. `close` is what it is told about being too close.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Op {
    Start,
    Answer(u8),
    Skip { close: bool },
    Advance { close: bool },
    Back,
    Review,
    Open(usize),
    Finish { close: bool },
    TakeOffer(bool),
    OfferAgain,
}

fn ops(items: usize) -> Vec<Op> {
    let mut ops = vec![Op::Start, Op::Answer(5), Op::Back, Op::Review, Op::OfferAgain];
    for yes in [false, true] {
        ops.extend([Op::Skip { close: yes }, Op::Advance { close: yes }, Op::Finish { close: yes }]);
        ops.push(Op::TakeOffer(yes));
    }
    // One place beyond the last, too.
    ops.extend((0..=items).map(Op::Open));
    ops
}

/// Does it; says what it returned, for those that return whether they went anywhere.
fn run(session: &mut Session, op: Op, took: u64) -> Option<bool> {
    match op {
        Op::Start => session.start(),
        Op::Answer(value) => session.answer(Response::new(value).unwrap(), Some(Duration::from_millis(took))),
        Op::Skip { close } => session.skip(|_| close),
        Op::Advance { close } => return Some(session.advance(|_| close)),
        Op::Back => return Some(session.back()),
        Op::Review => session.review(),
        Op::Open(index) => session.open(index),
        Op::Finish { close } => session.finish(|_| close),
        Op::TakeOffer(accept) => session.take_offer(accept),
        Op::OfferAgain => session.offer_again(),
    }
    None
}

/// The shipped questions, cut down to `core` items and `extra` tie-breakers.
fn small(core: usize, extra: usize) -> Instrument {
    let mut instrument = content().instrument;
    let mut kept = [core, extra];
    change_items(&mut instrument, |items| {
        items.retain(|item| {
            let left = &mut kept[usize::from(item.tie_breaker)];
            let keep = *left > 0;
            *left = left.saturating_sub(1);
            keep
        });
    });
    instrument
}

/// Every field of a session but the revision, which only grows.
fn state(session: &Session) -> String {
    format!("{session:?}").rsplit_once(", revision").unwrap().0.to_owned()
}

/// The part of a session that is saved.
fn saved(session: &Session) -> String {
    serde_json::to_string(session).unwrap()
}

/// The steps that an operation may lead to from a step; empty if it must do nothing.
fn leads_to(step: Step, op: Op) -> &'static [Step] {
    use Step::{Offer, Question, Result, Review, Welcome};
    match (step, op) {
        (Welcome, Op::Start) | (Question, Op::Answer(_)) | (Review, Op::Open(_)) => &[Question],
        (Question, Op::Skip { .. } | Op::Advance { .. }) => &[Question, Review, Offer, Result],
        (Question, Op::Back) => &[Question, Welcome, Review],
        (Question | Offer | Result, Op::Review) => &[Review],
        (Review, Op::Finish { .. }) => &[Question, Offer, Result],
        (Review, Op::Back) => &[Question, Result],
        (Result, Op::OfferAgain) => &[Offer],
        (Offer, Op::Back | Op::TakeOffer(_)) => &[Question, Review, Result],
        (
            Welcome,
            Op::Answer(_)
            | Op::Skip { .. }
            | Op::Advance { .. }
            | Op::Back
            | Op::Review
            | Op::Open(_)
            | Op::Finish { .. }
            | Op::TakeOffer(_)
            | Op::OfferAgain,
        )
        | (Question, Op::Start | Op::Open(_) | Op::Finish { .. } | Op::TakeOffer(_) | Op::OfferAgain)
        | (
            Review,
            Op::Start
            | Op::Answer(_)
            | Op::Skip { .. }
            | Op::Advance { .. }
            | Op::Review
            | Op::TakeOffer(_)
            | Op::OfferAgain,
        )
        | (
            Result,
            Op::Start
            | Op::Answer(_)
            | Op::Skip { .. }
            | Op::Advance { .. }
            | Op::Back
            | Op::Open(_)
            | Op::Finish { .. }
            | Op::TakeOffer(_),
        )
        | (
            Offer,
            Op::Start
            | Op::Answer(_)
            | Op::Skip { .. }
            | Op::Advance { .. }
            | Op::Open(_)
            | Op::Finish { .. }
            | Op::OfferAgain,
        ) => &[],
    }
}

/// What holds of every session.
fn check_state(session: &Session, core: usize, items: usize) {
    let accepted = session.tie_breakers() == TieBreakers::Accepted;
    assert_eq!(session.len(), if accepted { items } else { core });
    assert!(!session.is_empty());
    assert!(session.at() < session.len(), "beyond the last question");
    for index in 0..items {
        let answered = session.responses().get(index).is_some();
        assert!(!(answered && session.is_skipped(index)), "answered and skipped at once");
        assert_eq!(session.is_settled(index), answered || session.is_skipped(index));
        assert!(index < session.len() || !session.is_settled(index), "settled, but never asked");
    }
    assert_eq!(session.first_open(), (0..session.len()).find(|&index| !session.is_settled(index)));
    assert_eq!(session.settled(), (0..items).filter(|&index| session.is_settled(index)).count());
    assert_eq!(session.answered(), session.responses().iter().flatten().count());
    assert!(!session.from_review() || session.step() == Step::Question);
    assert!(session.step() != Step::Result || session.seen_result());
    assert!(session.step() != Step::Offer || !accepted, "offered what was accepted");
}

/// What holds of every move.
fn check_move(before: &Session, op: Op, told: Option<bool>, after: &Session, took: u64) {
    let allowed = leads_to(before.step(), op);
    let still = state(before) == state(after);
    if allowed.is_empty() {
        assert!(still, "this must do nothing here");
    }
    assert!(still || allowed.contains(&after.step()), "this must not lead to {:?}", after.step());
    if let Some(went) = told {
        assert_eq!(went, !still, "says that it went somewhere, or does not");
    }
    assert_eq!(
        saved(before) != saved(after),
        before.revision() != after.revision(),
        "a change is a revision"
    );
    check_answers(before, op, after, took);
    check_tie_breakers(before, op, after);
    check_question(before, op, after);
    check_review(before, op, after);
}

/// Answers change only by answering and skipping, and only at the current question.
fn check_answers(before: &Session, op: Op, after: &Session, took: u64) {
    let here = before.at();
    let asked = before.step() == Step::Question;
    for (index, old) in before.responses().iter().enumerate() {
        let (new, was) = (after.responses().get(index), before.is_settled(index));
        let (old_time, time) = (before.times()[index], after.times()[index]);
        match op {
            Op::Answer(value) if asked && index == here => {
                assert_eq!(new, Response::new(value));
                let first = if was { old_time } else { Some(Duration::from_millis(took)) };
                assert_eq!(time, first, "only the first answer is timed");
            }
            Op::Skip { .. } if asked && index == here => {
                assert!(new.is_none() && after.is_skipped(index), "not skipped");
                assert_eq!(time, old_time);
            }
            Op::Answer(_)
            | Op::Skip { .. }
            | Op::Start
            | Op::Advance { .. }
            | Op::Back
            | Op::Review
            | Op::Open(_)
            | Op::Finish { .. }
            | Op::TakeOffer(_)
            | Op::OfferAgain => {
                assert_eq!((new, time), (old, old_time), "lost or changed by moving about");
                assert_eq!(after.is_skipped(index), before.is_skipped(index));
            }
        }
    }
}

/// Tie-breakers are offered when it is too close, once, and again only when asked for.
fn check_tie_breakers(before: &Session, op: Op, after: &Session) {
    if after.step() == Step::Offer && before.step() != Step::Offer {
        match op {
            Op::Skip { close } | Op::Advance { close } | Op::Finish { close } => {
                assert!(close, "offered though it is not close");
                assert_eq!(before.tie_breakers(), TieBreakers::NotOffered, "offered twice");
                assert_eq!(after.first_open(), None, "offered before the end");
            }
            Op::OfferAgain => assert_eq!(before.tie_breakers(), TieBreakers::Declined),
            other => panic!("offered by {other:?}"),
        }
    }
    match (before.tie_breakers(), after.tie_breakers()) {
        (old, new) if old == new => {}
        (TieBreakers::NotOffered | TieBreakers::Declined, TieBreakers::Accepted) => {
            assert_eq!(op, Op::TakeOffer(true));
            assert_eq!(
                (after.step(), after.at()),
                (Step::Question, before.len()),
                "not at the first of them"
            );
        }
        (TieBreakers::NotOffered, TieBreakers::Declined) => assert_eq!(op, Op::TakeOffer(false)),
        (old, new) => panic!("{old:?} became {new:?}"),
    }
}

/// Moving from question to question.
fn check_question(before: &Session, op: Op, after: &Session) {
    let here = before.at();
    match (before.step(), op) {
        (Step::Welcome, Op::Start) => assert_eq!(after.at(), before.first_open().unwrap_or(0)),
        (Step::Question, Op::Advance { .. }) if !before.is_settled(here) => {
            assert_eq!(after.step(), Step::Question, "went on without an answer");
            assert_eq!(after.at(), here);
        }
        (Step::Question, Op::Back | Op::Review) if before.from_review() => {
            assert_eq!(after.step(), Step::Review, "opened from the review, must lead back to it");
        }
        // Opened from the review by its number it leads back there, else to the next without an answer.
        (Step::Question, Op::Skip { .. } | Op::Advance { .. }) if before.from_review() => {
            let asks = after.step() == Step::Question;
            assert!(!asks || after.from_review() && after.at() > here, "goes round in circles");
            let next = (here + 1..before.len()).find(|&index| after.responses().get(index).is_none());
            assert!(!asks || next == Some(after.at()), "not the next without an answer");
        }
        (Step::Question, Op::Skip { .. } | Op::Advance { .. }) if here + 1 < before.len() => {
            assert_eq!((after.step(), after.at()), (Step::Question, here + 1));
        }
        (Step::Question, Op::Skip { close } | Op::Advance { close }) => {
            // At the end: the review where something is open, the offer where it is due, else the result.
            let due = close
                && before.tie_breakers() == TieBreakers::NotOffered
                && after.first_open().is_none()
                && after.responses().iter().count() > after.len();
            let wanted = match (after.first_open(), due) {
                (Some(_), _) => Step::Review,
                (None, true) => Step::Offer,
                (None, false) => Step::Result,
            };
            assert_eq!(after.step(), wanted);
            if wanted != Step::Result {
                check_return(after, here);
            }
        }
        (Step::Question, Op::Review) => check_return(after, here),
        (Step::Question, Op::Back) if here == 0 => assert_eq!(after.step(), Step::Welcome),
        (Step::Question, Op::Back) => assert_eq!((after.step(), after.at()), (Step::Question, here - 1)),
        _ => {}
    }
}

/// Back from a review or an offer that a question led to is that question, until there is a result to go back to.
fn check_return(after: &Session, here: usize) {
    let mut returned = after.clone();
    returned.back();
    let wanted =
        if after.step() == Step::Review && after.seen_result() { Step::Result } else { Step::Question };
    assert_eq!((returned.step(), returned.at()), (wanted, here));
}

/// Review, offer and result.
fn check_review(before: &Session, op: Op, after: &Session) {
    match (before.step(), op) {
        (Step::Review, Op::Open(index)) if index < before.len() => {
            assert_eq!((after.step(), after.at(), after.from_review()), (Step::Question, index, true));
        }
        (Step::Review, Op::Open(_)) => assert_eq!(after.step(), Step::Review),
        (Step::Review, Op::Finish { .. }) => match before.first_open() {
            Some(open) => assert_eq!((after.step(), after.at()), (Step::Question, open)),
            None if before.missing() > 0 => {
                assert_eq!((after.step(), after.from_review()), (Step::Question, true));
                let first = after.responses().iter().position(|response| response.is_none());
                assert_eq!(Some(after.at()), first, "not at the first without an answer");
            }
            None => assert_ne!(after.step(), Step::Question),
        },
        (Step::Review, Op::Back) => {
            let wanted = if before.seen_result() { Step::Result } else { Step::Question };
            assert_eq!(after.step(), wanted);
        }
        (Step::Offer, Op::TakeOffer(false)) if before.seen_result() => {
            assert_eq!(after.step(), Step::Result, "declined on the way to the result");
        }
        _ => {}
    }
    if after.step() == Step::Result && before.step() != Step::Result && op != Op::Back {
        assert_eq!(after.first_open(), None, "a result with open questions");
    }
}

/// Back, again and again, ends at the welcome or at the result.
fn check_way_back(session: &Session) {
    let mut session = session.clone();
    for _ in 0..=session.len() + 4 {
        if matches!(session.step(), Step::Welcome | Step::Result) {
            return;
        }
        assert!(session.back(), "stuck");
    }
    panic!("back leads round in circles");
}

/// Answering what is asked and going on ends at the result.
fn check_way_on(session: &Session) {
    let mut session = session.clone();
    for _ in 0..=3 * session.len() + 10 {
        match session.step() {
            Step::Welcome => session.start(),
            Step::Question => {
                session.answer(Response::MIDDLE, None);
                assert!(session.advance(|_| true), "an answered question must lead on");
            }
            Step::Offer => session.take_offer(false),
            Step::Review => session.finish(|_| true),
            Step::Result => return,
        }
    }
    panic!("no way to the result");
}

/// Every state that can be reached, and every operation on each of them.
fn walk(core: usize, extra: usize) -> HashMap<String, Session> {
    let instrument = small(core, extra);
    let items = core + extra;
    let ops = ops(items);
    let first = Session::new(&instrument);
    let mut seen = HashMap::from([(state(&first), first.clone())]);
    let mut open = VecDeque::from([first]);
    while let Some(before) = open.pop_front() {
        for &op in &ops {
            let mut after = before.clone();
            // The time is that of the place, so that the states stay few.
            let took = 1000 + before.at() as u64;
            let told = run(&mut after, op, took);
            let told_all = std::panic::catch_unwind(|| {
                check_state(&after, core, items);
                check_move(&before, op, told, &after, took);
            });
            assert!(told_all.is_ok(), "{op:?}\nbefore {before:?}\nafter  {after:?}");
            seen.entry(state(&after)).or_insert_with(|| {
                open.push_back(after.clone());
                after
            });
        }
    }
    seen
}

#[test]
fn every_operation_in_every_state_keeps_the_rules() {
    for (core, extra) in [(1, 0), (1, 1), (2, 0), (2, 1), (1, 2)] {
        let seen = walk(core, extra);
        let reached = |step| seen.values().any(|session| session.step() == step);
        for step in [Step::Welcome, Step::Question, Step::Review, Step::Result] {
            assert!(reached(step), "{step:?} can't be reached");
        }
        assert_eq!(reached(Step::Offer), extra > 0, "there must be something to offer");
        for session in seen.values() {
            check_way_back(session);
            check_way_on(session);
        }
    }
}

#[test]
fn a_plain_run_goes_from_the_welcome_to_the_result() {
    let instrument = content().instrument;
    let mut session = Session::new(&instrument);
    assert_eq!((session.step(), session.len()), (Step::Welcome, 24));
    session.start();
    for index in 0..24 {
        assert_eq!((session.step(), session.at()), (Step::Question, index));
        assert!(!session.advance(|_| false), "nothing is answered yet");
        session.answer(Response::HIGHEST, Some(Duration::from_secs(3)));
        assert_eq!(session.at(), index, "an answer alone does not go on");
        assert!(session.advance(|session| session.answered() == 24));
    }
    assert_eq!(session.step(), Step::Offer);
    session.take_offer(true);
    assert_eq!((session.at(), session.len(), session.first_open()), (24, 30, Some(24)));
    for _ in 24..30 {
        session.skip(|_| panic!("asked once only"));
    }
    assert_eq!((session.step(), session.answered(), session.settled()), (Step::Result, 24, 30));
}

#[test]
fn whether_it_is_close_is_asked_only_at_the_end() {
    let mut session = Session::new(&small(3, 1));
    session.start();
    session.skip(|_| panic!("asked too early"));
    session.answer(Response::LOWEST, None);
    session.advance(|_| panic!("asked too early"));
    session.review();
    session.finish(|_| panic!("asked with an open question"));
    assert_eq!((session.step(), session.at()), (Step::Question, 2));
}

#[test]
fn declining_leads_to_the_result() {
    let at_offer = || {
        let mut session = Session::new(&small(1, 1));
        session.start();
        session.answer(Response::MIDDLE, None);
        session.advance(|_| true);
        session
    };
    let mut session = at_offer();
    session.take_offer(false);
    assert_eq!(session.step(), Step::Result, "straight from the last question");
    session.review();
    session.finish(|_| true);
    assert_eq!(session.step(), Step::Result, "declined once, never asked again");
    session.offer_again();
    assert_eq!(session.step(), Step::Offer);
    session.back();
    assert_eq!(session.step(), Step::Result, "back where the wish came from");
    session.offer_again();
    session.take_offer(false);
    assert_eq!(session.step(), Step::Result);

    let mut session = at_offer();
    session.review();
    session.finish(|_| true);
    assert_eq!(session.step(), Step::Offer, "still not answered");
    session.back();
    assert_eq!(session.step(), Step::Review);
    session.finish(|_| true);
    session.take_offer(false);
    assert_eq!(session.step(), Step::Result, "from the review: on to the result");
}

#[test]
fn leaving_the_review_leads_back_to_the_question_it_was_opened_from() {
    let mut session = Session::new(&small(4, 0));
    session.start();
    session.skip(|_| false);
    session.skip(|_| false);
    session.review();
    session.open(0);
    session.answer(Response::LOWEST, None);
    session.advance(|_| false);
    session.open(1);
    session.review();
    session.back();
    assert_eq!((session.step(), session.at(), session.from_review()), (Step::Question, 2, false));
}

#[test]
fn what_a_result_still_needs_is_asked_for_one_by_one() {
    let mut session = Session::new(&small(6, 0));
    session.start();
    for value in [None, Some(4), None, None, Some(2), None] {
        match value.and_then(Response::new) {
            Some(response) => {
                session.answer(response, None);
                session.advance(|_| false);
            }
            None => session.skip(|_| false),
        }
    }
    assert_eq!((session.step(), session.missing()), (Step::Result, 2), "nothing is open: no review");
    session.review();
    let mut asked = Vec::new();
    session.finish(|_| false);
    while session.step() == Step::Question {
        asked.push(session.at());
        session.answer(Response::HIGHEST, None);
        session.advance(|_| false);
    }
    assert_eq!(asked, [0, 2, 3, 5], "only those that were skipped");
    assert_eq!((session.step(), session.missing()), (Step::Result, 0));
}

#[test]
fn a_result_and_its_review_are_no_circle() {
    let mut session = Session::new(&small(1, 0));
    session.start();
    session.answer(Response::MIDDLE, None);
    session.advance(|_| false);
    assert_eq!(session.step(), Step::Result);
    assert!(!session.back(), "there is nothing behind a result");
    session.review();
    assert!(session.back());
    assert_eq!(session.step(), Step::Result);
}

fn any_op() -> impl Strategy<Value = Op> {
    prop_oneof![
        1 => Just(Op::Start),
        8 => (1..=5u8).prop_map(Op::Answer),
        4 => any::<bool>().prop_map(|close| Op::Skip { close }),
        8 => any::<bool>().prop_map(|close| Op::Advance { close }),
        2 => Just(Op::Back),
        1 => Just(Op::Review),
        2 => prop_oneof![0..40usize, Just(usize::MAX)].prop_map(Op::Open),
        3 => any::<bool>().prop_map(|close| Op::Finish { close }),
        2 => any::<bool>().prop_map(Op::TakeOffer),
        1 => Just(Op::OfferAgain),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The same rules on the shipped questions, on long random walks with all five answers.
    #[test]
    fn random_walks_keep_the_rules(
        (core, extra) in prop_oneof![Just((24, 6)), (1..6usize, 0..4usize)],
        ops in prop::collection::vec(any_op(), 0..300),
    ) {
        let mut session = Session::new(&small(core, extra));
        for (took, op) in (0..).zip(ops) {
            let before = session.clone();
            let told = run(&mut session, op, took);
            check_state(&session, core, core + extra);
            check_move(&before, op, told, &session, took);
        }
        check_way_back(&session);
        check_way_on(&session);
    }
}
