//! `career-fit export`: files as they are built in, and completions and a manual page with everything that the help has.

#[cfg(unix)]
use std::collections::BTreeSet;
use std::fs;

use crate::harness::{err, out, program, run};

/// Every command with the options that its help names.
fn commands() -> Vec<(Vec<&'static str>, Vec<String>)> {
    let commands: [&[&str]; 16] = [
        &[],
        &["score"],
        &["check"],
        &["show"],
        &["compare"],
        &["room"],
        &["group"],
        &["export", "form"],
        &["export", "sheet"],
        &["export", "questions"],
        &["export", "profiles"],
        &["export", "wages"],
        &["export", "starter"],
        &["export", "schema"],
        &["export", "completions"],
        &["export", "man"],
    ];
    let options = |command: &[&str]| {
        let help = out(&run(&[command, &["-h"]].concat(), b""));
        let words = help.split([' ', ',', '\n', '[']).filter(|word| word.starts_with("--"));
        words.filter(|word| word.len() > 2).map(str::to_owned).collect::<Vec<_>>()
    };
    commands.into_iter().map(|command| (command.to_vec(), options(command))).collect()
}

#[test]
fn manual_page_has_every_command_and_option() {
    let page = out(&run(&["export", "man"], b""));
    assert!(page.is_ascii());
    let plain = page.replace("\\-", "-");
    for (command, options) in commands() {
        assert!(plain.contains(&format!(" {}", command.join(" "))), "{command:?}");
        assert!(options.len() >= 5, "{options:?}");
        for option in options {
            assert!(plain.contains(&format!("\\fB{option}\\fR")), "{option} of {command:?}");
        }
    }
    for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "\"EXIT STATUS\"", "ENVIRONMENT", "FILES"] {
        assert!(page.contains(&format!("\n.SH {section}\n")), "{section}");
    }
    for word in
        ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "ACCESSIBLE", "TERM", "COLORTERM", "XDG_STATE_HOME"]
    {
        assert!(plain.contains(&format!("\\fB{word}\\fR")), "{word}");
    }
}

#[test]
fn completions_of_every_shell_have_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&["export", "completions", shell], b"");
        assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
        let script = out(&output);
        for (command, options) in commands() {
            for word in
                command.iter().copied().chain(options.iter().map(|option| option.trim_start_matches("--")))
            {
                assert!(script.contains(word), "{word} of {command:?} for {shell}");
            }
        }
    }
}

/// What bash offers for the last word.
#[cfg(unix)]
fn offered(words: &[&str]) -> BTreeSet<String> {
    let script = r#"eval "$("$0" export completions bash)"
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        function=$(complete -p career-fit | sed 's/.*-F \([^ ]*\).*/\1/')
        "$function" career-fit "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}""#;
    let output = std::process::Command::new("bash")
        .args(["--norc", "-c", script, env!("CARGO_BIN_EXE_career-fit")])
        .args(words)
        .output()
        .unwrap();
    assert_eq!(err(&output), "");
    out(&output).lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_options_and_values() {
    let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(offered(&["career-fit", "s"]), set(&["score", "show"]));
    assert_eq!(offered(&["career-fit", "--no"]), set(&["--no-save"]));
    assert_eq!(offered(&["career-fit", "--color", ""]), set(&["auto", "always", "never"]));
    assert_eq!(offered(&["career-fit", "show", "--f"]), set(&["--format"]));
    let formats = set(&["text", "markdown", "html", "json"]);
    assert_eq!(offered(&["career-fit", "show", "CODE", "--format", ""]), formats);
    assert_eq!(offered(&["career-fit", "export", "completions", "z"]), set(&["zsh"]));
}

#[test]
fn built_in_files_are_exported_unchanged() {
    use career_fit::content::{PROFILES, QUESTIONS, WAGES};
    for (name, text) in [("questions", QUESTIONS), ("profiles", PROFILES), ("wages", WAGES)] {
        assert_eq!(out(&run(&["export", name], b"")), text, "{name}");
    }
}

#[test]
fn export_writes_a_new_file_and_replaces_none() {
    let folder = tempfile::tempdir().unwrap();
    let export = |output: &str| {
        let mut program = program();
        program.args(["export", "man", "--output", output]).current_dir(folder.path());
        program.output().unwrap()
    };
    let written = export("career-fit.1");
    assert_eq!(
        (written.status.code(), out(&written), err(&written)),
        (Some(0), String::new(), "Wrote career-fit.1\n".to_owned())
    );
    let page = fs::read_to_string(folder.path().join("career-fit.1")).unwrap();
    assert_eq!(page, out(&run(&["export", "man"], b"")));
    let again = export("career-fit.1");
    assert_eq!(again.status.code(), Some(1));
    assert!(err(&again).contains("career-fit.1 already exists"), "{}", err(&again));
    assert_eq!(out(&export("-")), page);
}

#[test]
fn starter_folder_cannot_control_the_terminal() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("st\u{1b}]0;x\u{7}");
    let output = run(&["export", "starter", folder.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("st?]0;x?"), "{}", out(&output));
}
