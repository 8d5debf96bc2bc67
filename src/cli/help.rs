//! The list of commands in the help, and the examples below the options, which the manual page repeats.

pub(super) const USAGE: &str = "career-fit [OPTIONS] [COMMAND]";

/// The help of the program, with its commands under three headings.
pub(super) const TEMPLATE: &str = "\
{about-with-newline}
{usage-heading} {usage}

\x1b[1m\x1b[4mTake the quiz:\x1b[0m
           Without a command
  show     Show a result from its code
  compare  Compare two results

\x1b[1m\x1b[4mFor a class:\x1b[0m
  demo     Watch an example person
  room     Ask a room by show of hands
  score    Score answer files
  group    Summarize a class

\x1b[1m\x1b[4mYour own content:\x1b[0m
  check    Check content or answers
  export   Export content and forms

{all-args}{after-help}";

/// A heading styled like clap's, and the examples: a line saying what each does, then the command.
macro_rules! examples {
    ($($line:literal)*) => {
        concat!("\x1b[1m\x1b[4mExamples:\x1b[0m" $(, "\n", $line)*)
    };
}

pub(super) const QUIZ: &str = examples!(
    "  Take the quiz:"
    "    career-fit"
    "  Take it and store nothing:"
    "    career-fit --no-save"
    "  See pay in Ohio:"
    "    career-fit --state Ohio"
    "  Use your own questions:"
    "    career-fit --questions mine.toml"
);

pub(super) const SCORE: &str = examples!(
    "  Score a class into a new file:"
    "    career-fit score a.csv --output b.csv"
    "  Copy columns of your own, such as a term:"
    "    career-fit score a.csv --keep Term,Section"
    "  One JSON object per line, for a program:"
    "    career-fit score a.csv --format json"
    "  A handout for each respondent, with pay in Ohio:"
    "    career-fit score a.csv --reports handouts --output b.csv --state Ohio"
    "  See first how each column is interpreted:"
    "    career-fit check answers.csv"
    "  Read from standard input:"
    "    career-fit score - < answers.csv"
);

pub(super) const CHECK: &str = examples!(
    "  Check your own files:"
    "    career-fit check --questions q.toml --profiles p.toml"
    "  See how the columns of an export are interpreted:"
    "    career-fit check answers.csv"
    "  The same for a workbook, with a passthrough column:"
    "    career-fit check answers.xlsx --keep Term"
);

pub(super) const FORM: &str = examples!(
    "  See what to paste where:"
    "    career-fit export form"
    "  One row per question, for a script:"
    "    career-fit export form --format csv"
);

pub(super) const SHEET: &str = examples!(
    "  Write the page, then print it from a browser:"
    "    career-fit export sheet --output sheet.html"
);

pub(super) const SHOW: &str = examples!(
    "  Open a result full screen:"
    "    career-fit show CODE"
    "  Print it as text, with pay in Ohio:"
    "    career-fit show CODE --format text --state Ohio"
    "  Write a page to print or send:"
    "    career-fit show CODE --output result.html"
);

pub(super) const COMPARE: &str = examples!(
    "  See what changed in a semester:"
    "    career-fit compare FIRST SECOND"
    "  Write a page to print or send:"
    "    career-fit compare FIRST SECOND --output changes.html"
);

pub(super) const ROOM: &str = examples!(
    "  A room of 30, by show of hands:"
    "    career-fit room --people 30"
    "  All questions, with five answers:"
    "    career-fit room --people 30 --full"
    "  Line by line, for a screen reader:"
    "    career-fit room --plain"
);

pub(super) const DEMO: &str = examples!(
    "  Choose a person to watch:"
    "    career-fit demo"
    "  Watch Ana, twice as fast:"
    "    career-fit demo ana --speed 2"
);

pub(super) const GROUP: &str = examples!(
    "  Read the codes of a class from an email:"
    "    career-fit group codes.txt"
    "  Terms side by side, as a page to print:"
    "    career-fit group answers.csv --by Term --output class.html"
    "  Two classes, one file each:"
    "    career-fit group morning.txt evening.txt --by file"
    "  A hand-in folder, for a spreadsheet:"
    "    career-fit group handed-in --output class.csv"
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

pub(super) const SQL: &str = examples!(
    "  Score a table in its database:"
    "    career-fit export sql --dialect postgres --table survey.answers | psql"
    "  Into a file, for Spark:"
    "    career-fit export sql --dialect spark --table lake.answers --output score.sql"
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
