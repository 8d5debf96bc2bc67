//! Panics in the midst of things, built as the real program is: with the terminal taken, an answer on its way to the disk
//! and an output begun. `campaign.py` looks at what is left.
//!
//!     panic OUTPUT main|thread
#![allow(clippy::expect_used, clippy::panic, reason = "it is what this is for")]

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;
use std::{env, thread};

use career_fit::content::Content;
use career_fit::files::Whole;
use career_fit::instrument::{Response, Session};
use career_fit::store::Keeper;
use career_fit::tui::terminal::Guard;

fn main() {
    let mut arguments = env::args().skip(1);
    let output = PathBuf::from(arguments.next().expect("an output"));
    let on_a_thread = arguments.next().is_some_and(|place| place == "thread");
    let content = Content::built_in().expect("the content");
    let (keeper, _) = Keeper::open(&content, true);
    // What is saved is not waited for.
    let mut keeper = keeper.waiting(Duration::ZERO);
    let mut guard = Guard::open(false).expect("a terminal");
    guard.parts().1.send().expect("a screen");
    guard.listen().expect("a thread");
    let mut whole = Whole::new(&output, false).expect("an output");
    whole.write_all(b"half of it").expect("room");
    let mut session = Session::new(&content.instrument);
    session.start();
    for value in [1, 5, 2] {
        session.answer(Response::new(value).expect("an answer"), None);
        session.advance(|_| false);
    }
    keeper.keep(&content, &session, None);
    if on_a_thread {
        let _ = thread::spawn(|| panic!("on purpose")).join();
    }
    panic!("on purpose");
}
