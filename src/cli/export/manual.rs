//! The manual page: one for all commands, so that everything is found by one search.

use std::io;

use anyhow::Result;
use clap::{Arg, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "Done."),
    ("1", "Bad content or data, or the quiz was left before its end."),
    ("2", "Bad usage."),
    ("130", "Interrupted."),
];

const ENVIRONMENT: &[(&str, &str)] = &[
    (
        "CAREER_FIT_QUESTIONS, CAREER_FIT_PROFILES, CAREER_FIT_WAGES",
        "Files of your own content, like the flags of these names. A flag wins over it.",
    ),
    ("CAREER_FIT_NO_SAVE", "Set to anything but 0: keep nothing on disk, like --no-save."),
    ("CAREER_FIT_HAND_IN", "The folder where answers can be handed in, like --hand-in."),
    ("NO_COLOR", "Set to anything: no colours. --color wins over it."),
    ("CLICOLOR", "0: no colours."),
    ("CLICOLOR_FORCE", "Set to anything but 0: colours even outside a terminal. NO_COLOR wins over it."),
    ("ACCESSIBLE", "Set to anything but 0: the quiz line by line, for screen readers."),
    ("TERM", "The kind of terminal, and with it how many colours it knows. dumb: the quiz line by line."),
    ("COLORTERM", "truecolor or 24bit: the terminal knows 16 million colours."),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "The locale; the first that is set counts. Where it is not UTF-8, only ASCII is written.",
    ),
    ("XDG_STATE_HOME", "The folder for what programs keep. Without it, ~/.local/state."),
];

const FILES: &[(&str, &str)] = &[
    (
        "~/.local/state/career-fit",
        "What the quiz keeps, readable only by you, unless --no-save is given. You may remove it at any time.",
    ),
    (
        "~/.local/state/career-fit/quiz-NUMBER-CONTENT.json",
        "Your answers so far, to go on with: a NUMBER for each quiz at the same time, a CONTENT for each set of questions.",
    ),
    ("~/.local/state/career-fit/room-CONTENT.json", "The counts of the last room, to go on with."),
    (
        "~/.local/state/career-fit/last-code-CONTENT.txt",
        "The code of your last result, to see what moved when you take the quiz again.",
    ),
];

/// The whole page, as source for `man`.
pub(super) fn page(mut command: Command) -> Result<String> {
    command.build();
    let below = leaves(&command);
    // No date, and not an empty one, which would let the next field take its place.
    let man = Man::new(command.clone()).date(" ").manual("User Commands");
    let mut page = source(|out| man.render_title(out))?;
    page += ".SH NAME\n";
    page += &body(|out| man.render_name_section(out))?;
    page += &synopsis(&command, &below);
    page += ".SH DESCRIPTION\n";
    page += &body(|out| man.render_description_section(out))?;
    page += ".SH OPTIONS\n";
    page += &options(command.get_arguments())?;
    page += ".SH COMMANDS\n";
    for leaf in &below {
        page += &about(leaf, &command)?;
    }
    page += &list("EXIT STATUS", EXIT_STATUS);
    page += &list("ENVIRONMENT", ENVIRONMENT);
    page += &list("FILES", FILES);
    page += &examples(&command, &below);
    Ok(page)
}

/// The commands that do something themselves, in their order.
fn leaves(command: &Command) -> Vec<&Command> {
    let own = command.get_subcommands().filter(|below| below.get_name() != "help");
    own.flat_map(|below| if below.has_subcommands() { leaves(below) } else { vec![below] }).collect()
}

/// How a command is called: `career-fit score [OPTIONS] <FILE>`.
fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.trim_start_matches("Usage:").trim().to_owned()
}

fn synopsis(command: &Command, below: &[&Command]) -> String {
    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]).control("nf", []);
    for command in std::iter::once(&command).chain(below) {
        let usage = usage(command);
        let (name, rest) = usage.split_once(' ').unwrap_or((&usage, ""));
        roff.text([bold(name), roman(format!(" {rest}"))]);
    }
    roff.control("fi", []);
    rendered(&roff)
}

/// What a command does, and the options that are its own.
fn about(leaf: &Command, top: &Command) -> Result<String> {
    let mut heading = Roff::new();
    heading.control("SS", [usage(leaf).as_str()]);
    let man = Man::new(leaf.clone());
    let shared: Vec<&str> = top.get_arguments().map(|argument| argument.get_id().as_str()).collect();
    let own = leaf.get_arguments().filter(|argument| !shared.contains(&argument.get_id().as_str()));
    Ok(rendered(&heading) + &body(|out| man.render_description_section(out))? + &options(own)?)
}

/// Options, under the headings that the help has.
fn options<'a>(arguments: impl Iterator<Item = &'a Arg>) -> Result<String> {
    let mut groups: Vec<(Option<&str>, Vec<Arg>)> = Vec::new();
    for argument in arguments {
        let (heading, plain) = (argument.get_help_heading(), argument.clone().help_heading(None));
        match groups.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, group)) => group.push(plain),
            None => groups.push((heading, vec![plain])),
        }
    }
    let (plain, headed): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(heading, _)| heading.is_none());
    let mut out = String::new();
    for (heading, group) in plain.into_iter().chain(headed) {
        if let Some(heading) = heading {
            out += &format!(".SS {heading}\n");
        }
        // A command that has these options and nothing else, not even a version to ask for.
        let bare = Command::new("").version("").disable_help_flag(true).disable_version_flag(true);
        let man = Man::new(bare.args(group));
        out += &body(|out| man.render_options_section(out))?;
    }
    Ok(out)
}

fn list(heading: &str, entries: &[(&str, &str)]) -> String {
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
    for (name, meaning) in entries {
        roff.control("TP", []).text([bold(*name)]).text([roman(*meaning)]);
    }
    rendered(&roff)
}

/// The examples of every command's long help: lines that say what one does, and commands set in further.
fn examples(command: &Command, below: &[&Command]) -> String {
    let mut roff = Roff::new();
    roff.control("SH", ["EXAMPLES"]);
    for help in std::iter::once(&command).chain(below).filter_map(|command| command.get_after_long_help()) {
        for line in help.to_string().lines().skip(1) {
            match line.strip_prefix("    ") {
                Some(command) => roff.control("RS", ["4"]).text([bold(command)]).control("RE", []),
                None => roff.control("PP", []).text([roman(line.trim())]),
            };
        }
    }
    rendered(&roff)
}

/// A part without the preamble that the page has already.
fn rendered(roff: &Roff) -> String {
    let (preamble, text) = (Roff::new().render(), roff.render());
    text.strip_prefix(&preamble).unwrap_or(&text).to_owned()
}

fn source(render: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<String> {
    let mut bytes = Vec::new();
    render(&mut bytes)?;
    Ok(String::from_utf8(bytes)?)
}

/// A section without its heading and what stands before it.
fn body(render: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<String> {
    let text = source(render)?;
    let after = text.split_once("\n.SH ").and_then(|(_, section)| section.split_once('\n'));
    Ok(after.map_or_else(String::new, |(_, body)| body.to_owned()))
}
