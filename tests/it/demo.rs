//! Example people: their verdicts, that everything marks them as examples, and the pace of a demo.

use career_fit::code::{Changes, CodeError, Codec, Difference, encode};
use career_fit::content::{Content, Person, QUESTIONS, SourceFile};
use career_fit::instrument::TieBreakers;
use career_fit::quiz::Outcome;
use career_fit::scoring::Verdict;

use crate::harness::{OTHER_PROFILES, OTHER_QUESTIONS, change_items, content, err, out, run};

/// Part of everything that is made of an example person's answers.
const EXAMPLE: &str = "EXAMPLE, a made-up person";

fn of_person(content: &Content, person: &Person) -> Outcome {
    Outcome::new(content, person.answers.clone(), &[])
}

#[test]
fn people_get_their_expected_verdicts() {
    let content = content();
    let mut verdicts = Vec::new();
    for person in &content.people {
        let outcome = of_person(&content, person);
        assert_eq!(outcome.assessment.verdict, person.verdict, "{}", person.name);
        assert_eq!(outcome.assessment.flags.names().count(), 0, "{} answers with care", person.name);
        verdicts.push(person.verdict.name());
    }
    assert_eq!(verdicts, ["clear", "clear", "both", "close", "neither"]);
    let sides: Vec<_> = content.people.iter().filter_map(|person| person.verdict.side()).collect();
    assert_ne!(sides[0], sides[1], "a clear one on either side");
}

#[test]
fn people_of_both_fields_are_described_alike() {
    let content = content();
    let words = |place: usize| content.people[place].about.split_whitespace().count();
    assert!(words(0).abs_diff(words(1)) <= 2, "{} and {} words", words(0), words(1));
    let like = |place: usize| of_person(&content, &content.people[place]).assessment.comparison.unwrap().like;
    let ([first, second], [other, one]) = (like(0), like(1));
    assert!((first - one).abs() < 0.05 && (second - other).abs() < 0.05, "{first} {second} {other} {one}");
}

#[test]
fn only_codes_of_people_are_marked_as_examples() {
    let content = content();
    let codec = Codec::new(&content);
    for person in &content.people {
        let code = codec.encode(&person.answers);
        let opened = codec.decode(&code).unwrap();
        assert!(opened.answers.made_up && opened.changes.is_empty(), "{code}");
        assert_eq!(opened.answers.responses, person.answers.responses);
        let mut real = person.answers.clone();
        real.made_up = false;
        let code = codec.encode(&real);
        assert!(!codec.decode(&code).unwrap().answers.made_up, "{code}");
    }
}

#[test]
fn codes_of_people_are_checked_against_the_content() {
    let content = content();
    let code = encode(&content, &content.people[0].answers);
    let mut reworded = content.clone();
    reworded.instrument.stem.push('!');
    let opened = Codec::new(&reworded).decode(&code).unwrap();
    assert!(opened.answers.made_up);
    assert_eq!(opened.changes, Changes { wording: true, ..Changes::default() });
    let mut later = content.clone();
    later.instrument.version = "4.0.0".to_owned();
    let refused = Codec::new(&later).decode(&code);
    assert_eq!(refused, Err(CodeError::OtherQuestions(Difference::Version(3))));
    let mut others = content;
    change_items(&mut others.instrument, |items| items.swap(0, 1));
    let refused = Codec::new(&others).decode(&code);
    assert_eq!(refused, Err(CodeError::OtherQuestions(Difference::Unknown)));
}

#[test]
fn every_format_is_marked_as_an_example() {
    let content = content();
    let code = encode(&content, &content.people[0].answers);
    for format in ["text", "markdown", "html"] {
        let shown = run(&["show", &code, "--format", format], b"");
        assert!(out(&shown).contains(EXAMPLE), "{format}: {}", out(&shown));
    }
    let json = out(&run(&["show", &code, "--format", "json"], b""));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["made_up"], true);
    let moved = out(&run(&["compare", &code, &code], b""));
    assert!(moved.contains(EXAMPLE), "{moved}");
    let mut real = content.people[0].answers.clone();
    real.made_up = false;
    let real = out(&run(&["show", &encode(&content, &real), "--format", "json"], b""));
    assert!(!real.contains("made_up"), "{real}");
}

#[test]
fn score_excludes_examples_and_says_so() {
    let content = content();
    let made_up = |place: usize| encode(&content, &content.people[place].answers);
    let real = crate::harness::sample_code();
    let rows = format!("id,code\n1,{}\n2,{real}\n3,{}\n", made_up(0), made_up(3));
    let scored = run(&["score", "-"], rows.as_bytes());
    assert_eq!(scored.status.code(), Some(0));
    let lines: Vec<String> = out(&scored).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2, "a header and one result: {lines:?}");
    assert!(lines[1].starts_with("2,clear,"), "{lines:?}");
    assert!(err(&scored).contains("excluded: 2 codes of example people"), "{}", err(&scored));
}

/// Loads the built-in questions with these people instead.
fn with_people(people: &str) -> Result<Content, career_fit::content::Problems> {
    let start = QUESTIONS.find("[[person]]").unwrap();
    let questions = format!("{}{people}", &QUESTIONS[..start]);
    let profiles = SourceFile::built_in("profiles.toml", career_fit::content::PROFILES);
    Content::load(SourceFile::from_text("questions.toml", questions), profiles)
}

#[test]
fn errors_in_people_are_reported_with_their_location() {
    let scales =
        ["it_systems", "programming", "data_analytics", "management", "medical_coding", "patient_records"];
    let all = |list: &str| scales.map(|scale| format!("{scale} = {list}\n")).concat();
    let head = |id: &str, more: &str| {
        format!("[[person]]\nid = \"{id}\"\nname = \"N\"\nabout = \"A.\"\n{more}\n[person.answers]\n")
    };
    let (four, clear) = ("[1, 2, 3, 4]", "verdict = \"clear\"\npath = \"hi\"");
    let cases = [
        head("a", "verdict = \"clear\"") + &all(four),
        head("b", "verdict = \"both\"\npath = \"hi\"") + &all(four),
        head("c", "verdict = \"clear\"\npath = \"hin\"") + &all(four),
        head("d", clear) + &all(four).replace("it_systems", "it_system"),
        head("e", clear) + &all(four).replacen(four, "[1, 2, 3]", 1),
        head("f", clear) + &all("[1, 2, 3, 4, 5]").replacen("[1, 2, 3, 4, 5]", four, 1),
    ];
    let problems = with_people(&cases.concat()).unwrap_err();
    insta::assert_snapshot!("made_up_people", problems.render(false));
    let cases = [
        head("a", "verdict = \"cleer\"") + &all(four),
        head("b", "verdict = \"both\"") + &all(four).replacen('4', "6", 1),
        head("b", "verdict = \"both\"\nage = 20") + &all(four).replacen(four, "\"1234\"", 1),
        "[[person]]\n".to_owned(),
    ];
    let problems = with_people(&cases.concat()).unwrap_err();
    insta::assert_snapshot!("made_up_people_of_another_kind", problems.render(false));
}

#[test]
fn built_in_people_are_not_used_with_other_content() {
    assert_eq!(with_people("").unwrap().people, []);
    let other = |name, text| SourceFile::from_text(name, text);
    let built_in = SourceFile::built_in("questions.toml", QUESTIONS);
    let renamed = career_fit::content::PROFILES.replacen("id = \"him\"", "id = \"records\"", 1);
    let content = Content::load(built_in, other("profiles.toml", renamed.as_str())).unwrap();
    let names: Vec<&str> = content.people.iter().map(|person| person.id.as_str()).collect();
    assert_eq!(names, ["ana", "leila", "jo", "tomas"], "people who would get the other field are left out");
    let content =
        Content::load(other("questions.toml", OTHER_QUESTIONS), other("profiles.toml", OTHER_PROFILES));
    assert_eq!(content.unwrap().people, []);
    let folder = tempfile::tempdir().unwrap();
    let (questions, profiles) = (folder.path().join("q.toml"), folder.path().join("p.toml"));
    std::fs::write(&questions, OTHER_QUESTIONS).unwrap();
    std::fs::write(&profiles, OTHER_PROFILES).unwrap();
    let files = ["--questions", questions.to_str().unwrap(), "--profiles", profiles.to_str().unwrap()];
    let none = run(&[&["demo"][..], &files].concat(), b"");
    assert_eq!(none.status.code(), Some(1));
    assert!(err(&none).contains("has no example people"), "{}", err(&none));
}

#[test]
fn tie_breakers_are_answered_too() {
    let content = content();
    let accepted = |person: &&Person| person.answers.tie_breakers == TieBreakers::Accepted;
    let who: Vec<&str> = content.people.iter().filter(accepted).map(|person| person.id.as_str()).collect();
    assert_eq!(who, ["jo"]);
    let jo = content.people.iter().find(|person| person.id == "jo").unwrap();
    assert_eq!(jo.verdict, Verdict::Close);
    assert_eq!(jo.answers.responses.given().count(), content.instrument.items.len());
}

#[test]
fn without_a_terminal_people_are_listed_and_played_in_line_mode() {
    let list = run(&["demo"], b"");
    assert_eq!(list.status.code(), Some(0));
    insta::assert_snapshot!("demo_list", out(&list));
    let content = content();
    for person in &content.people {
        let played = run(&["demo", &person.id], b"");
        let told = out(&played);
        assert_eq!(played.status.code(), Some(0), "{}", person.id);
        assert!(told.contains(&format!("{EXAMPLE}: {}.", person.name)), "{told}");
        assert!(told.contains(&encode(&content, &person.answers)), "the code of {}", person.id);
        assert!(told.contains("8. Sources"), "every part is told");
    }
    assert_eq!(run(&["demo", "ANA"], b"").status.code(), Some(0), "in any case");
    let unknown = run(&["demo", "anna"], b"");
    assert_eq!(unknown.status.code(), Some(2));
    assert_eq!(err(&unknown), "career-fit: there is no example person \"anna\": did you mean ana?\n");
    for speed in ["0", "-1", "1000", "fast", "nan"] {
        assert_eq!(run(&["demo", "ana", "--speed", speed], b"").status.code(), Some(2), "{speed}");
    }
}

#[cfg(feature = "tui")]
mod on_the_screen {
    use std::time::Duration;

    use career_fit::content::wages::NATION;
    use career_fit::tui::App;
    use career_fit::tui::demo::{Demo, Show};
    use career_fit::tui::keymap::{Input, Key};
    use career_fit::tui::theme::{Depth, Theme};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::{EXAMPLE, content};
    use crate::tui::text;

    const ESC: Key = Key::Esc;

    fn keys(keys: &str) -> Vec<Key> {
        keys.chars().map(Key::Char).collect()
    }

    /// Every screen of a demo with these keys at its start, and its time.
    fn watch(
        person: Option<usize>,
        speed: f64,
        keys: &[Key],
        (width, height): (u16, u16),
    ) -> Vec<(Duration, String)> {
        let window = Rect::new(0, 0, width, height);
        let show = Show { content: content().into(), place: NATION, person, speed };
        let mut demo = Demo::new(show, Theme::new(Depth::None, false), false, window);
        let mut screens = Vec::new();
        let mut see = |demo: &Demo, now| {
            let mut buffer = Buffer::empty(window);
            demo.draw(window, &mut buffer);
            screens.push((now, text(&buffer)));
        };
        see(&demo, Duration::ZERO);
        for key in keys {
            if let Some(action) = demo.action(Input::Key(*key)) {
                demo.update(action, Duration::ZERO);
                see(&demo, Duration::ZERO);
            }
        }
        while let Some(now) = demo.wakes_at() {
            demo.wake(now);
            see(&demo, now);
        }
        screens
    }

    /// The last screen after Ana's demo started and these keys were pressed.
    fn last_screen(keys: &[&[Key]]) -> String {
        watch(Some(0), 1.0, &keys.concat(), (80, 24)).pop().unwrap().1
    }

    #[test]
    fn every_screen_is_marked_as_an_example_at_every_size() {
        // Everything that opens while it is played, then above the result.
        let mut events = [Key::Char('?'), ESC, Key::Char('i'), ESC, Key::Char('q'), ESC, ESC].to_vec();
        for key in keys("2345678wsci?qr") {
            events.extend([key, ESC]);
        }
        for size in [(40, 12), (80, 24), (120, 40), (200, 60)] {
            for (person, events) in [(0, &events[..]), (3, &[])] {
                for (_, screen) in watch(Some(person), 1.0, events, size) {
                    assert!(screen.contains(EXAMPLE) && !screen.contains("Too small"), "{size:?}:\n{screen}");
                }
            }
        }
    }

    #[test]
    fn pace_lets_viewers_read_statement_and_answer() {
        let screens = watch(Some(0), 1.0, &[], (80, 24));
        let content = content();
        let person = &content.people[0];
        for (index, item) in content.instrument.items.iter().filter(|item| !item.tie_breaker).enumerate() {
            let start = format!("Question {} of 24", index + 1);
            let of_question: Vec<_> = screens.iter().filter(|(_, screen)| screen.contains(&start)).collect();
            let (shown, first_key) = (of_question[0].0, of_question[1].0);
            let words = u32::try_from(item.text.split_whitespace().count()).unwrap();
            assert!(first_key - shown >= Duration::from_millis(250) * words, "{start}");
            let (chosen, screen) = of_question.last().unwrap();
            let response = person.answers.responses.get(index).unwrap();
            let label = content.instrument.option(response);
            assert!(screen.contains(&format!("> {}  {label}", response.value())), "{screen}");
            let next = screens.iter().find(|(at, screen)| at > chosen && !screen.contains(&start)).unwrap();
            assert!(next.0 - *chosen >= Duration::from_millis(900), "{start}");
        }
        let (end, last) = screens.last().unwrap();
        assert!(last.contains("Your answers point clearly to Health Informatics"), "{last}");
        assert!((90..240).contains(&end.as_secs()), "it takes {end:?}");
        let (at_double_speed, _) = watch(Some(0), 2.0, &[], (80, 24)).pop().unwrap();
        assert_eq!(at_double_speed.as_millis(), (*end / 2).as_millis());
    }

    #[test]
    fn space_pauses_and_page_down_steps() {
        let events = [vec![Key::Char(' ')], vec![Key::PageDown; 5]].concat();
        let (at, last) = watch(Some(0), 1.0, &events, (80, 24)).pop().unwrap();
        assert_eq!(at, Duration::ZERO, "nothing moves by itself");
        assert!(last.contains("Question 2 of 24") && last.contains("Question 1: Strongly like."), "{last}");
        assert!(last.contains("Paused: → step, Space goes on"), "{last}");
    }

    #[test]
    fn n_and_p_go_to_the_next_and_previous_person() {
        for (before, name) in [("n", "Marcus"), ("p", "Tomas"), ("nnnnn", "Ana")] {
            let screen = last_screen(&[&keys(before), &[ESC]]);
            assert!(screen.contains(&format!("made-up person: {name}")), "{screen}");
        }
        for tab in ["1", "3", "5", "7"] {
            let screen = last_screen(&[&[ESC], &keys(tab), &keys("n ")]);
            assert!(screen.contains("Marcus takes the quiz"), "from tab {tab} of the result too");
        }
    }

    #[test]
    fn esc_skips_to_the_result() {
        assert!(last_screen(&[&[ESC]]).contains("Ana\n  Your answers point clearly to Health Inf"));
    }

    #[test]
    fn again_restarts_the_same_person() {
        assert!(last_screen(&[&[ESC], &keys("a ")]).contains("Ana takes the quiz"));
    }

    #[test]
    fn other_keys_do_nothing_while_playing() {
        let (_, last) = watch(Some(2), 1.0, &keys(" 12345srbwct0"), (80, 24)).pop().unwrap();
        assert!(last.contains("Leila takes the quiz"), "{last}");
    }

    #[test]
    fn screens_look_as_approved() {
        let last = |person, keys: &[Key], size| watch(person, 1.0, keys, size).pop().unwrap().1;
        insta::assert_snapshot!("demo_people", last(None, &[], (80, 24)));
        insta::assert_snapshot!("demo_people_narrow", last(None, &[], (40, 12)));
        insta::assert_snapshot!("demo_person", last(Some(1), &[Key::Char(' ')], (80, 24)));
        let question = [Key::Char(' '), Key::Right, Key::Right, Key::Right];
        insta::assert_snapshot!("demo_question", last(Some(1), &question, (80, 24)));
        insta::assert_snapshot!("demo_question_narrow", last(Some(1), &question, (40, 12)));
        insta::assert_snapshot!("demo_result_keys", last(Some(1), &[ESC, Key::Char('?')], (80, 40)));
    }
}

#[cfg(all(unix, feature = "tui"))]
#[test]
fn demo_on_a_terminal_saves_nothing() {
    use crate::pty::Session;
    let state = tempfile::tempdir().unwrap();
    let environment = [("XDG_STATE_HOME", state.path().to_str().unwrap())];
    let mut session = Session::start(&["demo"], &environment, (80, 24));
    session.wait_for("> Ana");
    session.send("\x1b[B\r");
    session.wait_for("Marcus takes the quiz");
    session.send("\x1b");
    session.wait_for("point clearly to Health Information Management");
    let file = state.path().join("marcus.txt");
    session.send("w");
    session.wait_for("File:");
    session.send("\x1b[B");
    session.wait_for(".txt");
    session.send(&"\x7f".repeat(60));
    session.send(file.to_str().unwrap());
    session.send("\r");
    session.wait_for("Written to");
    assert!(std::fs::read_to_string(&file).unwrap().starts_with(EXAMPLE));
    session.send("q");
    session.wait_for("This was a made-up person's quiz");
    session.send("\r");
    assert_eq!(session.wait_for_exit(), 0);
    assert!(session.text().starts_with(EXAMPLE), "{}", session.text());
    let left: Vec<_> = std::fs::read_dir(state.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(left, ["marcus.txt"], "nothing else is kept");
    let mut session = Session::start(&["demo", "jo", "--speed", "100"], &environment, (80, 24));
    session.wait_for("1 At a glance");
    assert!(session.text().contains("Too close to call"), "{}", session.text());
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
}

#[cfg(unix)]
#[test]
fn enter_plays_each_answer_in_line_mode() {
    use crate::pty::Session;
    let mut session = Session::start(&["--plain", "demo", "ana"], &[], (80, 24));
    session.wait_for("Enter for what Ana types");
    session.send("help\n");
    session.wait_for("You can type");
    for number in 1..=24 {
        session.wait_for(&format!("Question {number} of 24"));
        session.wait_for("Enter for what Ana types");
        session.send("\n");
        // The result after the last answer is longer than the screen.
        if number < 24 {
            session.wait_for("Ana chose");
            // Only what comes from here on counts.
            session.screen.process(b"\x1b[2J\x1b[H");
            session.send("again\n");
        }
    }
    session.wait_for("Code of this result");
    session.send("quit\nyes\n");
    assert_eq!(session.wait_for_exit(), 0);
}
