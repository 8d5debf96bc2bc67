//! `career-fit demo`: a made-up person takes the quiz, before a class or for somebody who wants to see it first.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use crate::content::{Content, Person};
use crate::report::text::WIDTH;
use crate::text::{nearest, printable, wrap};

/// Whom to watch, and how fast.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Who takes the quiz; without it, you choose from a list
    person: Option<String>,
    /// How fast: 2 is twice as fast as a class can follow
    #[arg(long, value_name = "N", default_value = "1", value_parser = speed)]
    pub(super) speed: f64,
}

fn speed(text: &str) -> Result<f64, String> {
    let speed: Option<f64> = text.parse().ok().filter(|speed| (0.1..=100.0).contains(speed));
    speed.ok_or_else(|| "it must be a number from 0.1 to 100; 1 is for a class".to_owned())
}

impl Demo {
    /// The place of the person to watch; `None` where nobody was named.
    ///
    /// # Errors
    /// Where there is nobody of that name; it says who there is.
    pub(super) fn person(&self, content: &Content) -> Result<Option<usize>, String> {
        self.person.as_deref().map(|id| find(&content.people, id)).transpose()
    }
}

/// The place of a person, by id or by name in any case.
fn find(people: &[Person], id: &str) -> Result<usize, String> {
    let is_it = |person: &Person| [&person.id, &person.name].iter().any(|one| one.eq_ignore_ascii_case(id));
    people.iter().position(is_it).ok_or_else(|| {
        let known: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
        let id = printable(id);
        match nearest(&id, &known) {
            Some(near) => format!("there is no made-up person \"{id}\": did you mean {near}?"),
            None => format!("there is no made-up person \"{id}\": there is {}", known.join(", ")),
        }
    })
}

/// Everybody in a line each.
pub(super) fn list(content: &Content) -> Result<ExitCode> {
    let mut out = "Made-up people. To watch one take the quiz: career-fit demo NAME\n\n".to_owned();
    let widest = content.people.iter().map(|person| person.id.chars().count()).max().unwrap_or(0);
    for person in &content.people {
        let (first, rest) = (format!("{:<widest$}  ", person.id), " ".repeat(widest + 2));
        for line in wrap(&person.about, WIDTH, &first, &rest) {
            out += &printable(&line);
            out.push('\n');
        }
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(out.as_bytes()).and_then(|()| stdout.flush()).context("can't write the list")?;
    Ok(ExitCode::SUCCESS)
}
