//! Bytes from a terminal that aren't keys, and more keys than are read at once.

use std::time::Duration;

use career_fit::instrument::{Response, ResponseSet};
use proptest::prelude::*;

use crate::harness::{content, outcome, sample_code};
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
        // What terminals reply to queries of other programs, and what they report unasked.
        (
            "xterm",
            "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c\x1b[>41;390;0c\x1bP!|00000000\x1b\\\x1b[4;4R\x1b[0n",
        ),
        (
            "xterm's colors",
            "\x1b]10;rgb:4444/4444/4444\x07\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b]4;4;rgb:4/4/4\x07",
        ),
        (
            "xterm's settings",
            "\x1bP1$r4;44m\x1b\\\x1bP1+r544e=787465726d\x1b\\\x1b[?1004;2$y\x1b[8;24;80t\x1b]ltitle 4\x1b\\",
        ),
        (
            "kitty",
            "\x1b[?62;c\x1b[>1;4000;35c\x1bP>|kitty(0.43.1)\x1b\\\x1b[?0u\x1b_Gi=31;OK\x1b\\\x1b[?997;1n",
        ),
        (
            "WezTerm",
            "\x1b[?65;4;6;18;22;52c\x1b[>1;277;0c\x1bP>|WezTerm 20260101-044444\x1b\\\x1b]11;rgb:0000/0000/0000\x1b\\",
        ),
        (
            "foot",
            "\x1b[?62;4;22;28;29c\x1b[>1;012401;0c\x1bP!|464f4f54\x1b\\\x1b[?2026;2$y\x1b[48;24;80;480;640t",
        ),
        (
            "Ghostty",
            "\x1b[?62;22;52c\x1b[>1;10;0c\x1bP>|ghostty 1.4.0\x1b\\\x1b[?2031;1$y\x1b[?997;2n\x1b[4;480;640t",
        ),
        (
            "iTerm2",
            "\x1b[?65;1;2;4;6;17;18;22c\x1b[>64;2500;0c\x1bP>|iTerm2 3.6.4\x1b\\\x1b]1337;ReportCellSize=4;4\x07\x1b[>0;95;0c",
        ),
        (
            "Windows Terminal",
            "\x1b[?61;4;6;7;14;21;22;23;24;28;32;42c\x1b[>0;10;1c\x1b[24;4R\x1b[49;75;0;1;0;1_",
        ),
        ("tmux", "\x1b[?1;2c\x1b[>84;0;0c\x1bP>|tmux 3.6\x1b\\\x1b]52;c;NDQ0\x07"),
        ("screen", "\x1b[?1;2c\x1b[>83;50001;0c"),
        ("a position", "\x1b[4;44R\x1b[?4;44;1R"),
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

/// Long after a terminal would have sent the rest of a sequence.
fn wait_for_silence() {
    std::thread::sleep(Duration::from_millis(400));
}

#[test]
fn cut_off_sequences_lose_no_later_key() {
    let mut session = Session::start(&[], &[], (80, 24));
    session.wait_for("Start");
    session.send("\r");
    session.wait_for("Question 1 of 24");
    for bytes in [
        "\x1b[",
        "\x1b[?2026;2",
        "\x1b]",
        "\x1b]11;rgb:",
        "\x1bP>|",
        "\x1b_G",
        "\x1b[200~4",
        "\x1bO",
        "\x1b[M",
    ] {
        session.send(bytes);
        wait_for_silence();
        session.send("?");
        session.wait_until(bytes, |session| session.text().contains("All keys of this screen"));
        session.send("?");
        session.wait_for("Question 1 of 24");
    }
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
}

#[test]
fn what_is_there_before_the_start_does_nothing() {
    let mut session = Session::start(&[], &[], (80, 24));
    session.send("q\x1b[?997;1n\x1b]11;rgb:4/4/4\x07\x1b[?20");
    session.wait_for("Start");
    wait_for_silence();
    session.send("\r");
    session.wait_for("Question 1 of 24");
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
}

#[test]
fn pastes_fill_text_fields_and_nothing_else() {
    let mut session = Session::start(&["show", &sample_code()], &[], (80, 24));
    session.wait_for("At a glance");
    session.send("\x1b[200~q\rw\x1b[201~");
    session.wait_for("Pasting does nothing here.");
    session.send("s");
    session.wait_for("Type to search:");
    session.send("\x1b[200~ new mex\n\x1b[201~");
    session.wait_for("Type to search: new mex");
    session.wait_for("> New Mexico");
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
}

/// Bytes of keys and sequences, whole and cut off, but for those that leave.
fn noise() -> impl Strategy<Value = Vec<u8>> {
    let starts = ["\x1b[", "\x1b]", "\x1bP", "\x1b_", "\x1bO", "\x1b[?", "\x1b[200~", "\x1b[M", "\x1b"];
    let start = prop::sample::select(starts.to_vec()).prop_map(|start| start.as_bytes().to_vec());
    let piece = prop_oneof![start, prop::collection::vec(any::<u8>(), 0..8)];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| {
        let is_left = |byte: &u8| !matches!(byte, b'q' | b'Q' | b'!' | b'y' | b'Y' | 0x03 | 0x1a);
        pieces.concat().into_iter().filter(is_left).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn after_any_bytes_and_silence_ctrl_c_ends(bytes in noise()) {
        let mut session = Session::start(&["--no-save"], &[], (80, 24));
        session.wait_for("Start");
        session.send_bytes(&bytes);
        wait_for_silence();
        session.send("\x03");
        prop_assert_eq!(session.wait_for_exit(), 130);
        session.assert_terminal_restored();
    }
}
