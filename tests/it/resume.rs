//! Nothing is lost: the real program killed, left, closed and started again.

use std::fs;

use career_fit::content::QUESTIONS;

use crate::pty::{Session, arrow_keys};

fn start(state: &std::path::Path, arguments: &[&str]) -> Session {
    Session::start(arguments, &[("XDG_STATE_HOME", state.to_str().unwrap())], (80, 24))
}

/// Answers the first questions with "Like", and waits until the next stands.
fn answer(session: &mut Session, count: usize) {
    session.wait_for("Start");
    session.send("\r");
    for number in 1..=count {
        session.wait_for(&format!("Question {number} of 24"));
        session.send(&arrow_keys(4));
    }
    session.wait_for(&format!("Question {} of 24", count + 1));
}

#[test]
fn a_killed_quiz_can_be_resumed() {
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &[]);
    answer(&mut session, 6);
    session.signal("KILL");
    session.wait_for_exit();
    let mut session = start(state.path(), &[]);
    session.wait_for("Go on with question");
    // The frame goes out before the answer is kept, so the last one may be missing, but no other.
    let screen = session.text();
    assert!(screen.contains("question 7 of 24") || screen.contains("question 6 of 24"), "{screen}");
    session.send("\r");
    session.wait_for("of 24");
    session.send("\x1b[D");
    session.wait_for("your answer");
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
}

#[test]
fn every_way_to_quit_saves_the_answers() {
    for how in ["q\r", "\x03", "TERM", "HUP"] {
        let state = tempfile::tempdir().unwrap();
        let mut session = start(state.path(), &[]);
        answer(&mut session, 3);
        if how == "q\r" {
            session.send("q");
            session.wait_for("Your answers are saved");
            session.send("\r");
        } else if how.starts_with('\x03') {
            session.send(how);
        } else {
            session.signal(how);
        }
        session.wait_for_exit();
        if !matches!(how, "TERM" | "HUP") {
            let left = session.text();
            assert!(left.starts_with("Your answers are saved. Start career-fit again to go on"), "{left}");
            assert_eq!(left.lines().count(), 1, "{left}");
        }
        let mut session = start(state.path(), &[]);
        session.wait_for("Go on with question 4 of 24");
        session.send("\x03");
        session.wait_for_exit();
    }
}

#[test]
fn a_finished_quiz_is_shown_or_taken_again() {
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &[]);
    session.answer("hi");
    session.wait_for("Your answers point");
    session.send("q");
    session.wait_for("saved on this computer");
    session.send("\r");
    assert_eq!(session.wait_for_exit(), 0);
    let mut session = start(state.path(), &[]);
    session.wait_for("See your last result");
    let screen = session.text();
    assert!(screen.contains("Last time: Your answers point clearly to Health Informatics (HI)."), "{screen}");
    session.send("\r");
    session.wait_for("Your answers point");
    session.send("\x03");
    session.wait_for_exit();
    let mut session = start(state.path(), &[]);
    session.wait_for("Take the quiz again");
    session.send("\x1b[B\r");
    session.wait_for("Question 1 of 24");
    session.send("\x03");
    session.wait_for_exit();
}

#[test]
fn no_save_stores_nothing_and_fresh_offers_nothing() {
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &["--no-save"]);
    answer(&mut session, 3);
    session.send("q");
    session.wait_for("Nothing is saved");
    session.send("\r");
    session.wait_for_exit();
    assert_eq!(fs::read_dir(state.path()).unwrap().count(), 0);
    let mut session = start(state.path(), &[]);
    answer(&mut session, 3);
    session.send("q\r");
    session.wait_for_exit();
    let mut session = start(state.path(), &["--fresh"]);
    session.wait_for("> Start");
    session.send("\x03");
    session.wait_for_exit();
}

#[test]
fn damaged_files_and_failed_saves_are_reported_in_the_footer() {
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &[]);
    answer(&mut session, 1);
    session.send("q\r");
    session.wait_for_exit();
    let saved = fs::read_dir(state.path().join("career-fit")).unwrap().next().unwrap().unwrap().path();
    fs::write(saved, "{").unwrap();
    let mut session = start(state.path(), &[]);
    session.wait_for("An earlier quiz is damaged");
    session.send("\x03");
    session.wait_for_exit();
    let file = state.path().join("file");
    fs::write(&file, "").unwrap();
    let mut session = start(&file, &[]);
    session.wait_for("Not saved");
    answer(&mut session, 2);
    session.wait_for("Not saved");
    session.send("\x03");
    session.wait_for_exit();
}

#[test]
fn the_answers_of_a_second_window_are_offered() {
    let state = tempfile::tempdir().unwrap();
    let mut first = start(state.path(), &[]);
    answer(&mut first, 0);
    let mut second = start(state.path(), &[]);
    answer(&mut second, 12);
    for session in [&mut second, &mut first] {
        session.send("\x03");
        assert_eq!(session.wait_for_exit(), 130);
    }
    let mut session = start(state.path(), &[]);
    session.wait_for("Go on with question 13 of 24");
    session.send("\x03");
    session.wait_for_exit();
}

#[test]
fn other_questions_leave_an_unfinished_quiz_alone() {
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &[]);
    answer(&mut session, 10);
    session.send("\x03");
    session.wait_for_exit();
    let other = state.path().join("other.toml");
    fs::write(&other, QUESTIONS.replace("How much would you like to", "Would you like to")).unwrap();
    let mut session = start(state.path(), &["--questions", other.to_str().unwrap()]);
    answer(&mut session, 2);
    session.send("\x03");
    session.wait_for_exit();
    for (arguments, wanted) in [(&[][..], 11), (&["--questions", other.to_str().unwrap()], 3)] {
        let mut session = start(state.path(), arguments);
        session.wait_for(&format!("Go on with question {wanted} of 24"));
        session.send("\x03");
        session.wait_for_exit();
    }
}

/// Makes what was saved look this much older.
fn age(state: &std::path::Path, by: std::time::Duration) {
    let saved = fs::read_dir(state.join("career-fit")).unwrap().map(|entry| entry.unwrap().path());
    let is_session = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "json");
    for path in saved.filter(is_session) {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(file.metadata().unwrap().modified().unwrap() - by).unwrap();
    }
}

#[test]
fn the_welcome_shows_the_age_of_an_earlier_quiz_and_one_key_starts_over() {
    let day = std::time::Duration::from_secs(24 * 60 * 60);
    for (older, wanted) in [(0, "from the last 24 hours"), (1, "from yesterday"), (3, "from 3 days ago")] {
        let state = tempfile::tempdir().unwrap();
        let mut session = start(state.path(), &[]);
        session.answer("hi");
        session.wait_for("Your answers point");
        session.send("q\r");
        session.wait_for_exit();
        age(state.path(), day * older);
        let mut session = start(state.path(), &[]);
        session.wait_for("o start over");
        let screen = session.text();
        assert!(screen.contains(&format!("There's an earlier quiz here, {wanted}.")), "{screen}");
        assert!(screen.contains("Not yours?"), "{screen}");
        session.send("o");
        session.wait_for("Question 1 of 24");
        session.send("\x1b[D");
        session.wait_for("> Start");
        // The other's result is not told of, nor compared with.
        session.answer("him");
        session.wait_for("Health Information Management");
        session.send("\x1b[F");
        session.wait_for_cursor_on("1");
        assert!(!session.text().contains("Last time"), "{}", session.text());
        session.send("\x03");
        session.wait_for_exit();
    }
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &[]);
    answer(&mut session, 3);
    session.send("\x03");
    session.wait_for_exit();
    age(state.path(), day * 3);
    let mut session = start(state.path(), &["--plain"]);
    session.wait_for("There is an earlier quiz on this computer, from 3 days ago.");
    session.wait_for("Type 1 or 2");
    session.send("over\n");
    session.wait_for("Question 1 of 24");
    session.signal("TERM");
    session.wait_for_exit();
}

#[test]
fn a_signal_ends_the_program_even_if_the_terminal_accepts_no_output() {
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &[]);
    answer(&mut session, 3);
    session.stop_output();
    session.send("?");
    session.signal("TERM");
    session.wait_for_exit();
    let mut session = start(state.path(), &[]);
    session.wait_for("Go on with question 4 of 24");
    session.send("\x03");
    session.wait_for_exit();
}
