//! Saved quizzes: what is saved is restored, what can't be used is set aside, and no quiz overwrites another.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use career_fit::content::Content;
use career_fit::content::wages::NATION;
use career_fit::instrument::{Response, Session};
use career_fit::quiz::{Earlier, Quiz};
use career_fit::storage::{SaveStatus, Storage};
use proptest::prelude::*;

use crate::harness::{change_items, content};

fn open(folder: &Path, content: &Content) -> (Storage, Earlier) {
    Storage::for_quiz(Ok(folder.join("state")), content, false)
}

/// A quiz with `count` answers, every fifth question skipped.
fn answered(content: &Content, count: usize) -> Quiz {
    let mut quiz = Quiz::new(content.clone(), NATION);
    quiz.start();
    for number in 0..count {
        if number % 5 == 4 {
            quiz.skip();
        } else {
            let response = Response::all().nth(number % 5).unwrap();
            quiz.answer(response, Some(Duration::from_millis(1500)));
            quiz.advance();
        }
    }
    quiz
}

/// A quiz with its result.
fn finished(content: &Content) -> Quiz {
    let mut quiz = answered(content, 24);
    quiz.take_offer(false);
    quiz.finish();
    assert!(quiz.session().seen_result());
    quiz
}

fn save(storage: &mut Storage, quiz: &Quiz) {
    assert_eq!(*storage.save(&quiz.to_json()), SaveStatus::On);
}

fn settled(earlier: &Earlier) -> Option<usize> {
    earlier.session.as_ref().map(Session::settled)
}

/// All files of the state folder, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("state")).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The only file of the state folder.
fn only_file(folder: &Path) -> PathBuf {
    let files = files(folder);
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

/// Makes the newest file look as if it had been saved at this second.
fn date_newest(folder: &Path, second: u64) {
    let modified = |path: &PathBuf| fs::metadata(path).unwrap().modified().unwrap();
    let newest = files(folder).into_iter().max_by_key(modified).unwrap();
    let file = fs::File::options().append(true).open(newest).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(second)).unwrap();
}

fn json(session: &Session) -> String {
    serde_json::to_string(session).unwrap()
}

#[test]
fn a_saved_quiz_is_restored() {
    let content = content();
    for count in [1, 7, 23, 24] {
        let folder = tempfile::tempdir().unwrap();
        let quiz = answered(&content, count);
        save(&mut open(folder.path(), &content).0, &quiz);
        let earlier = open(folder.path(), &content).1;
        assert_eq!(earlier.note, None);
        assert_eq!(json(&earlier.session.unwrap()), json(quiz.session()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_answers_are_restored(values in proptest::collection::vec(0u8..=5, 0..=24)) {
        let content = content();
        let mut quiz = Quiz::new(content.clone(), NATION);
        quiz.start();
        for value in values {
            match Response::new(value) {
                Some(response) => {
                    quiz.answer(response, None);
                    quiz.advance();
                }
                None => quiz.skip(),
            }
        }
        let earlier = Earlier::from_json(&quiz.to_json(), &content.instrument).unwrap();
        prop_assert_eq!(json(&earlier.session.unwrap()), json(quiz.session()));
    }
}

#[test]
fn the_last_result_is_saved_with_the_next_quiz() {
    let (folder, content) = (tempfile::tempdir().unwrap(), content());
    let first = finished(&content);
    save(&mut open(folder.path(), &content).0, &first);
    let (mut storage, earlier) = open(folder.path(), &content);
    let mut second = Quiz::new(content.clone(), NATION).with_earlier(earlier);
    second.start();
    second.answer(Response::HIGHEST, None);
    save(&mut storage, &second);
    drop(storage);
    let earlier = open(folder.path(), &content).1;
    assert_eq!(settled(&earlier), Some(1));
    assert_eq!(earlier.last.as_ref(), Some(first.session().answers()));
}

#[test]
fn starting_fresh_keeps_a_finished_quiz_for_comparison_only() {
    let (folder, content) = (tempfile::tempdir().unwrap(), content());
    let quiz = finished(&content);
    save(&mut open(folder.path(), &content).0, &quiz);
    let earlier = Storage::for_quiz(Ok(folder.path().join("state")), &content, true).1;
    assert!(earlier.session.is_none());
    assert_eq!(earlier.last.as_ref(), Some(quiz.session().answers()));
}

#[test]
fn quizzes_running_at_the_same_time_have_a_file_each() {
    let (folder, content) = (tempfile::tempdir().unwrap(), content());
    let (mut first, _) = open(folder.path(), &content);
    save(&mut first, &answered(&content, 3));
    let (mut second, earlier) = open(folder.path(), &content);
    assert!(earlier.session.is_none(), "a running quiz is not offered");
    save(&mut second, &answered(&content, 9));
    assert_eq!(files(folder.path()).len(), 2);
    drop((first, second));
    let (_first, one) = open(folder.path(), &content);
    let (_second, other) = open(folder.path(), &content);
    let mut found = [settled(&one), settled(&other)];
    found.sort();
    assert_eq!(found, [Some(3), Some(9)]);
}

#[test]
fn the_latest_unfinished_quiz_is_offered_before_a_finished_one() {
    let (folder, content) = (tempfile::tempdir().unwrap(), content());
    let quizzes = [finished(&content), answered(&content, 4), answered(&content, 9), finished(&content)];
    let mut running = Vec::new();
    for (second, quiz) in (1..).zip(&quizzes) {
        let (mut storage, _) = open(folder.path(), &content);
        save(&mut storage, quiz);
        date_newest(folder.path(), second);
        running.push(storage);
    }
    drop(running);
    // Each is held, so the next start finds the next.
    let mut held = Vec::new();
    for wanted in [Some(9), Some(4), Some(24), Some(24), None] {
        let (storage, earlier) = open(folder.path(), &content);
        assert_eq!((settled(&earlier), &earlier.note), (wanted, &None));
        held.push(storage);
    }
}

#[test]
fn a_quiz_about_other_content_is_left_alone() {
    let (folder, content) = (tempfile::tempdir().unwrap(), content());
    let mut other = content.clone();
    change_items(&mut other.instrument, |items| items[0].text.push('x'));
    save(&mut open(folder.path(), &content).0, &answered(&content, 10));
    let (mut storage, earlier) = open(folder.path(), &other);
    assert!(earlier.session.is_none() && earlier.note.is_none());
    save(&mut storage, &answered(&other, 2));
    drop(storage);
    for (content, wanted) in [(&content, 10), (&other, 2)] {
        assert_eq!(settled(&open(folder.path(), content).1), Some(wanted));
    }
}

#[test]
fn a_truncated_file_is_set_aside() {
    let (folder, content) = (tempfile::tempdir().unwrap(), content());
    save(&mut open(folder.path(), &content).0, &answered(&content, 6));
    let path = only_file(folder.path());
    let whole = fs::read(&path).unwrap();
    for length in (0..whole.len()).step_by(29).chain([whole.len() - 1]) {
        fs::write(&path, &whole[..length]).unwrap();
        let earlier = open(folder.path(), &content).1;
        assert!(earlier.session.is_none(), "truncated at {length}");
        let aside = only_file(folder.path());
        let wanted = format!(
            "An earlier quiz is damaged; it was set aside as {}.",
            aside.file_name().unwrap().display()
        );
        assert_eq!(earlier.note, Some(wanted));
        assert_eq!(fs::read(&aside).unwrap(), &whole[..length]);
        fs::remove_file(aside).unwrap();
    }
}

#[test]
fn impossible_content_is_not_restored() {
    let content = content();
    let whole = answered(&content, 6).to_json();
    assert!(Earlier::from_json(&whole, &content.instrument).is_some());
    for (from, to) in [
        ("\"responses\":[1,", "\"responses\":[6,"),
        ("\"responses\":[1,", "\"responses\":["),
        ("\"skipped\":[false,", "\"skipped\":[true,"),
        ("\"skipped\":[false,", "\"skipped\":["),
        ("null]", "5]"),
        ("\"not_offered\"", "\"perhaps\""),
    ] {
        assert!(whole.contains(from), "{from} in {whole}");
        assert!(Earlier::from_json(&whole.replacen(from, to, 1), &content.instrument).is_none(), "{to}");
    }
}

#[test]
fn a_folder_that_cannot_be_created_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("state"), "").unwrap();
    let SaveStatus::Failed(why) = open(folder.path(), &content()).0.status().clone() else { panic!() };
    assert!(why.starts_with("can't use"), "{why}");
    let (storage, _) = Storage::for_quiz(Err(anyhow::anyhow!("there is no home folder")), &content(), false);
    assert_eq!(storage.status().failure().unwrap(), "Not saved: there is no home folder");
}

#[test]
fn leftovers_of_a_kill_are_removed() {
    let (folder, content) = (tempfile::tempdir().unwrap(), content());
    save(&mut open(folder.path(), &content).0, &answered(&content, 3));
    let state = folder.path().join("state");
    fs::write(state.join(".abc123.tmp"), "half").unwrap();
    fs::write(state.join("mine.tmp"), "").unwrap();
    open(folder.path(), &content);
    assert!(!state.join(".abc123.tmp").exists() && state.join("mine.tmp").exists());
}

// An open file keeps its folder from being removed elsewhere.
#[cfg(unix)]
#[test]
fn a_removed_folder_is_created_again_and_locked_as_before() {
    let (folder, content) = (tempfile::tempdir().unwrap(), content());
    let (mut first, _) = open(folder.path(), &content);
    save(&mut first, &answered(&content, 3));
    fs::remove_dir_all(folder.path().join("state")).unwrap();
    save(&mut first, &answered(&content, 4));
    let (mut second, earlier) = open(folder.path(), &content);
    assert!(earlier.session.is_none(), "the first is still running");
    save(&mut second, &answered(&content, 9));
    save(&mut first, &answered(&content, 5));
    drop((first, second));
    assert_eq!(files(folder.path()).len(), 2);
}

#[cfg(unix)]
#[test]
fn a_quiz_never_overwrites_a_file_that_another_has_taken_over() {
    let (folder, content) = (tempfile::tempdir().unwrap(), content());
    let state = folder.path().join("state");
    let (mut first, _) = open(folder.path(), &content);
    save(&mut first, &answered(&content, 3));
    // The folder is replaced by a copy, in which nothing is locked.
    let path = only_file(folder.path());
    let text = fs::read(&path).unwrap();
    fs::remove_dir_all(&state).unwrap();
    fs::create_dir(&state).unwrap();
    fs::write(&path, text).unwrap();
    let (mut second, earlier) = open(folder.path(), &content);
    assert_eq!(settled(&earlier), Some(3));
    save(&mut second, &answered(&content, 9));
    save(&mut first, &answered(&content, 4));
    drop((first, second));
    let (_one, first) = open(folder.path(), &content);
    let (_other, second) = open(folder.path(), &content);
    let mut found = [settled(&first), settled(&second)];
    found.sort();
    assert_eq!(found, [Some(4), Some(9)]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, chown, symlink};

    use rustix::fs::{CWD, FileType, Mode, mknodat};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn only_the_owner_can_read_what_is_saved() {
        let (folder, content) = (tempfile::tempdir().unwrap(), content());
        let state = folder.path().join("state");
        fs::create_dir(&state).unwrap();
        for open_mode in [0o777, 0o1777, 0o770, 0o702] {
            fs::set_permissions(&state, fs::Permissions::from_mode(open_mode)).unwrap();
            save(&mut open(folder.path(), &content).0, &answered(&content, 3));
            assert_eq!(mode(&state), 0o700, "{open_mode:o}");
            assert_eq!(mode(&only_file(folder.path())), 0o600);
        }
    }

    #[test]
    fn links_pipes_and_folders_in_place_of_a_file_are_set_aside() {
        let (folder, content) = (tempfile::tempdir().unwrap(), content());
        save(&mut open(folder.path(), &content).0, &answered(&content, 3));
        let path = only_file(folder.path());
        let victim = folder.path().join("victim");
        fs::write(&victim, "kept").unwrap();
        let plants: [&dyn Fn(); 3] = [
            &|| symlink(&victim, &path).unwrap(),
            &|| mknodat(CWD, &path, FileType::Fifo, Mode::from(0o600), 0).unwrap(),
            &|| fs::create_dir(&path).unwrap(),
        ];
        fs::remove_file(&path).unwrap();
        for plant in plants {
            plant();
            let (mut storage, earlier) = open(folder.path(), &content);
            let note = earlier.note.unwrap();
            assert!(note.starts_with("An earlier quiz can't be read; it was set aside as"), "{note}");
            save(&mut storage, &answered(&content, 3));
            drop(storage);
            fs::remove_dir_all(folder.path().join("state")).unwrap();
            fs::create_dir(folder.path().join("state")).unwrap();
        }
        assert_eq!(fs::read_to_string(victim).unwrap(), "kept");
    }

    #[test]
    fn the_state_folder_may_be_a_link_of_the_user() {
        let (folder, content) = (tempfile::tempdir().unwrap(), content());
        fs::create_dir(folder.path().join("elsewhere")).unwrap();
        symlink(folder.path().join("elsewhere"), folder.path().join("state")).unwrap();
        save(&mut open(folder.path(), &content).0, &answered(&content, 3));
        assert_eq!(fs::read_dir(folder.path().join("elsewhere")).unwrap().count(), 1);
    }

    #[test]
    fn files_and_folders_of_other_users_are_not_used() {
        let (folder, content) = (tempfile::tempdir().unwrap(), content());
        let state = folder.path().join("state");
        save(&mut open(folder.path(), &content).0, &answered(&content, 3));
        // Only an administrator can give a file away; to everyone else, /usr belongs to another user.
        let theirs = if chown(only_file(folder.path()), Some(12345), None).is_ok() {
            let note = open(folder.path(), &content).1.note.unwrap();
            assert!(note.starts_with("An earlier quiz can't be read"), "{note}");
            chown(&state, Some(12345), None).unwrap();
            state
        } else {
            PathBuf::from("/usr")
        };
        let storage = Storage::for_quiz(Ok(theirs), &content, false).0;
        let why = storage.status().failure().unwrap();
        assert!(why.contains("it belongs to another user"), "{why}");
    }
}
