//! Bytes from a terminal that aren't keys, and more keys than are read at once.

use career_fit::instrument::{Response, ResponseSet};

use crate::harness::{content, outcome};
use crate::pty::Session;
use crate::tui::persona;

/// The fourth option if it is the answer given.
pub(crate) const ANSWERED: &str = "> 4  Like              your answer";

#[test]
fn terminal_noise_is_ignored() {
    let noise = [
        ("a paste", "\x1b[200~4 4 4\x1b[201~"),
        ("a paste of whole lines", "\x1b[200~4\r4\rq\rs\x03\x1b\x1b[201~"),
        ("focus", "\x1b[I\x1b[O"),
        ("a click", "\x1b[<0;6;16M\x1b[<0;6;16m"),
        ("a click of the old kind", "\x1b[M !0"),
        ("a click of rxvt", "\x1b[32;6;16M"),
        ("the wheel", "\x1b[<64;6;16M\x1b[<65;6;16M\x1b[<65;6;16M"),
        ("a button nobody has", "\x1b[<128;6;16M"),
        ("unknown sequences", "\x1b[99;1X\x1b[4@\x1b[8;24;80t\x1b[0n\x1b[E\x1b[99~\x1bOk\x1b[?62;22c"),
        ("characters that mean nothing", "\x00\x07\x1c\u{e9}\u{1f600}"),
        ("letters with Alt", "\x1b4\x1bs\x1bq\x1br"),
    ];
    let mut session = Session::start(&[], &[], (80, 24));
    session.wait_for("Start");
    session.send("\r");
    session.wait_for("Question 1 of 24");
    for (name, bytes) in noise {
        session.send(bytes);
        // The key behind the noise is taken, and shows what the noise has done.
        session.send("r");
        session.wait_until(name, |session| session.text().contains(" 0 of 24 answered"));
        session.send("b");
        session.wait_until(name, |session| {
            session.text().contains("Question 1 of 24") && session.text().contains("  3  Unsure")
        });
    }
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
}

#[test]
fn a_lone_escape_is_the_key() {
    let mut session = Session::start(&[], &[], (80, 24));
    session.wait_for("Start");
    session.send("\r");
    session.wait_for("Question 1 of 24");
    session.send("4");
    session.wait_for("Question 2 of 24");
    session.send("\x1b");
    session.wait_for("Question 1 of 24");
    session.wait_for(ANSWERED);
    session.send("\x1b");
    session.wait_for("Start");
    session.send("\r");
    session.wait_for("Question 2 of 24");
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
}

#[test]
fn a_thousand_keys_at_once_are_all_handled() {
    let content = content();
    let mut keys = "\r".to_owned();
    let mut responses = ResponseSet::empty(content.instrument.items.len());
    let core = content.instrument.items.iter().enumerate().filter(|(_, item)| !item.tie_breaker);
    for (index, item) in core {
        let value = persona("hi").answer(&item.id).unwrap();
        responses.set(index, Response::new(value));
        // About 40 keys a question, of one byte and of three, so that reads end in the middle of some.
        keys += &"\x1b[B\x1b[A".repeat(19);
        keys += "\x1b[A";
        keys += &"\x1b[B".repeat(usize::from(value) - 1);
        keys += "\r";
    }
    keys += "c";
    let mut session = Session::start(&[], &[], (80, 24));
    session.wait_for("Start");
    session.send(&keys);
    session.wait_for("The code of this result");
    session.wait_for(&outcome(&content, responses).code);
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
    let sent = session.raw.len();
    assert!(sent < 50_000, "{sent} bytes: a frame for many keys, not for each");
}
