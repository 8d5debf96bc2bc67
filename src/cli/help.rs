//! What stands below the options in the long help: examples, a line of what one does, then the command. The manual
//! page gathers them all.

/// A heading as the parser of arguments styles its own, then the examples.
macro_rules! examples {
    ($($line:literal)*) => {
        concat!("\x1b[1m\x1b[4mExamples:\x1b[0m" $(, "\n", $line)*)
    };
}

pub(super) const QUIZ: &str = examples!(
    "  Take the quiz:"
    "    career-fit"
    "  Take it and keep nothing:"
    "    career-fit --no-save"
    "  See pay in Ohio:"
    "    career-fit --state Ohio"
    "  Ask questions of your own:"
    "    career-fit --questions mine.toml"
);

pub(super) const SCORE: &str = examples!(
    "  Score a class into a new file:"
    "    career-fit score a.csv --output b.csv"
    "  Keep your own columns, such as a group:"
    "    career-fit score answers.csv --keep"
    "  One JSON object a line, for a program:"
    "    career-fit score a.csv --format json"
    "  Read standard input:"
    "    career-fit score - < answers.csv"
);

pub(super) const SHOW: &str = examples!(
    "  Open a result on the full screen:"
    "    career-fit show CODE"
    "  Read it as text, with pay in Ohio:"
    "    career-fit show CODE --format text --state Ohio"
    "  Write a page to print or to send:"
    "    career-fit show CODE --format html --output result.html"
);

pub(super) const COMPARE: &str = examples!(
    "  See what changed in a semester:"
    "    career-fit compare FIRST SECOND"
    "  Write it as a page to print or to send:"
    "    career-fit compare FIRST SECOND --format html --output moved.html"
);

pub(super) const CHECK: &str = examples!(
    "  Check what is compiled in:"
    "    career-fit check"
    "  Check files of your own:"
    "    career-fit check --questions q.toml --profiles p.toml"
);

pub(super) const EXPORT: &str = examples!(
    "  Start with two fields of your own:"
    "    career-fit export starter our-quiz"
    "  Complete with Tab in bash, from ~/.bashrc:"
    "    eval \"$(career-fit export completions bash)\""
    "  Read the manual page:"
    "    career-fit export man | man -l -"
);

pub(super) const CONTENT: &str = examples!(
    "  Change the questions of the quiz:"
    "    career-fit export questions --output q.toml"
    "    career-fit check --questions q.toml"
);

pub(super) const STARTER: &str = examples!(
    "  Start with two fields of your own:"
    "    career-fit export starter our-quiz"
);

pub(super) const SCHEMA: &str = examples!(
    "  Let your editor check the questions:"
    "    career-fit export schema questions --output questions.schema.json"
);

pub(super) const COMPLETIONS: &str = examples!(
    "  For bash, in ~/.bashrc:"
    "    eval \"$(career-fit export completions bash)\""
    "  For zsh, in ~/.zshrc after compinit:"
    "    eval \"$(career-fit export completions zsh)\""
    "  For fish, in ~/.config/fish/config.fish:"
    "    career-fit export completions fish | source"
    "  For PowerShell, in its profile:"
    "    career-fit export completions powershell | Out-String | iex"
    "  For elvish, in ~/.config/elvish/rc.elv:"
    "    eval (career-fit export completions elvish | slurp)"
);

pub(super) const MANUAL: &str = examples!(
    "  Read the manual page:"
    "    career-fit export man | man -l -"
    "  Write it to a file:"
    "    career-fit export man --output career-fit.1"
);
