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
    "    career-fit score a.csv --keep Term,Section"
    "  One JSON object a line, for a program:"
    "    career-fit score a.csv --format json"
    "  A handout for each, with pay in Ohio:"
    "    career-fit score a.csv --reports handouts --output b.csv --state Ohio"
    "  See first what each column is taken for:"
    "    career-fit check answers.csv"
    "  Read standard input:"
    "    career-fit score - < answers.csv"
);

pub(super) const CHECK: &str = examples!(
    "  Check files of your own:"
    "    career-fit check --questions q.toml --profiles p.toml"
    "  See what the columns of an export are taken for:"
    "    career-fit check answers.csv"
    "  Of a workbook, with a column to carry through:"
    "    career-fit check answers.xlsx --keep Term"
);

pub(super) const FORM: &str = examples!(
    "  Read what to paste where:"
    "    career-fit export form"
    "  A row a question, for a script:"
    "    career-fit export form --format csv"
);

pub(super) const SHEET: &str = examples!(
    "  Write the page, then print it from a browser:"
    "    career-fit export sheet --output sheet.html"
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

pub(super) const ROOM: &str = examples!(
    "  A room of 30, by show of hands:"
    "    career-fit room --people 30"
    "  All questions, with five answers:"
    "    career-fit room --people 30 --full"
    "  Line by line, for a screen reader:"
    "    career-fit room --plain"
);

pub(super) const DEMO: &str = examples!(
    "  Choose whom to watch:"
    "    career-fit demo"
    "  Watch Ana, twice as fast:"
    "    career-fit demo ana --speed 2"
);

pub(super) const GROUP: &str = examples!(
    "  Read a class's codes from a mail:"
    "    career-fit group codes.txt"
    "  Set terms and sections side by side, as a page to print:"
    "    career-fit group answers.csv --by Term,Section --format html --output class.html"
    "  Two classes, a file each:"
    "    career-fit group morning.txt evening.txt --by file"
    "  What was handed in, for a spreadsheet:"
    "    career-fit group handed-in --format csv --output class.csv"
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
    "  Score a table where it is:"
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
