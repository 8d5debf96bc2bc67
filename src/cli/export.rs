//! `career-fit export WHAT`: content files to start from, forms, SQL, completions and the manual page.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Command, Subcommand, ValueEnum};
use clap_complete::Shell;
use clap_mangen::Man;

use super::{files, help};
use crate::content::{Content, PROFILES, QUESTIONS, STARTER_PROFILES, STARTER_QUESTIONS, WAGES, schema};
use crate::forms;
use crate::forms::sql::{self, Dialect};
use crate::text::printable;

#[derive(Debug, Args)]
#[command(subcommand_value_name = "WHAT", disable_help_subcommand = true, arg_required_else_help = false)]
pub(super) struct Export {
    #[command(subcommand)]
    what: What,
    /// Write to a new file instead of standard output
    #[arg(long, value_name = "FILE", global = true)]
    output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The built-in questions, questions.toml
    ///
    /// Change a copy of them: career-fit --questions COPY takes the quiz with it.
    #[command(after_long_help = help::CONTENT)]
    Questions,
    /// The built-in profiles of the two fields, profiles.toml
    ///
    /// Change a copy of them: career-fit --profiles COPY takes the quiz with it.
    #[command(after_long_help = help::CONTENT)]
    Profiles,
    /// The built-in wage table, wages.csv
    ///
    /// Add occupations to a copy of it: career-fit --wages COPY takes the quiz with it.
    #[command(after_long_help = help::CONTENT)]
    Wages,
    /// Small files to start from, for two fields of your own
    ///
    /// The smallest questions and profiles that pass every check, about two other fields, with comments on what each
    /// line is for, and the schemas that let an editor complete and check them. No file is replaced.
    #[command(after_long_help = help::STARTER)]
    Starter {
        /// The folder to write to; it is created if it doesn't exist
        folder: PathBuf,
    },
    /// A JSON Schema, for editors and programs
    ///
    /// An editor that knows TOML completes and checks a content file by the schema that its first line names.
    #[command(after_long_help = help::SCHEMA)]
    Schema {
        /// Which file or output it describes
        of: Schema,
    },
    /// The questions, to paste into a form tool
    ///
    /// The stem, the answers and the questions, and what to do with the results. As CSV, one row per question with its
    /// id, for a script that makes a form or names the columns of a table.
    #[command(after_long_help = help::FORM)]
    Form {
        /// The format
        #[arg(long, value_enum, default_value_t = List::Text)]
        format: List,
    },
    /// The quiz on paper, with a key to score it by hand
    ///
    /// A web page that prints on two pages: the questions, and a key that gives the same side as the program.
    #[command(after_long_help = help::SHEET)]
    Sheet,
    /// The scoring as one SQL query, for answers in a database
    ///
    /// The table has one row per respondent and one column per question, named by its id, with 1 to 5 or NULL for a
    /// skip. The query returns what score writes, except for the code.
    #[command(after_long_help = help::SQL)]
    Sql {
        /// The database it is for
        #[arg(long, value_name = "WHICH", value_enum)]
        dialect: Dialect,
        /// The table of answers; also SCHEMA.TABLE
        #[arg(long, value_name = "TABLE")]
        table: String,
        /// The column that identifies respondents
        #[arg(long, value_name = "COLUMN", default_value = "id")]
        id: String,
        /// The table has the tie-breaker questions too
        #[arg(long)]
        extra: bool,
    },
    /// Completions for your shell
    ///
    /// With them, the Tab key completes commands, options and their values.
    #[command(after_long_help = help::COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// The manual page
    ///
    /// All commands and options on one page, with exit codes, environment and files.
    #[command(after_long_help = help::MANUAL)]
    Man,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum List {
    /// To read, or to copy from
    Text,
    /// Comma-separated values
    Csv,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Schema {
    /// The questions, questions.toml
    Questions,
    /// The profiles, profiles.toml
    Profiles,
    /// A result as JSON
    Result,
    /// A comparison of two results as JSON
    Comparison,
    /// The summary of a group as JSON
    Group,
    /// The findings of check as JSON
    Check,
}

impl Schema {
    fn text(self) -> String {
        match self {
            Self::Questions => schema::questions(),
            Self::Profiles => schema::profiles(),
            Self::Result => include_str!("../../schema/result.schema.json").to_owned(),
            Self::Comparison => include_str!("../../schema/comparison.schema.json").to_owned(),
            Self::Group => include_str!("../../schema/group.schema.json").to_owned(),
            Self::Check => include_str!("../../schema/check.schema.json").to_owned(),
        }
    }
}

/// Writes what was asked for. `load` reads the content, if it is needed; `command` is the whole program's.
pub(super) fn export(
    export: &Export,
    load: impl Fn() -> Result<Content>,
    command: Command,
) -> Result<ExitCode> {
    let text = match &export.what {
        What::Form { format: List::Text } => forms::text(&load()?.instrument),
        What::Form { format: List::Csv } => forms::csv(&load()?.instrument),
        What::Sheet => forms::sheet::html(&load()?),
        What::Sql { dialect, table, id, extra } => {
            let source = sql::Source { dialect: *dialect, table, id, has_tie_breakers: *extra };
            sql::query(&load()?, source)?
        }
        What::Questions => QUESTIONS.to_owned(),
        What::Profiles => PROFILES.to_owned(),
        What::Wages => WAGES.to_owned(),
        What::Starter { folder } => return starter(folder, export.output.as_deref()),
        What::Schema { of } => of.text(),
        What::Completions { shell } => completions(*shell, command)?,
        What::Man => manual(command)?,
    };
    files::write(export.output.as_deref(), text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the starter files into a folder, all or none, and says how to continue.
fn starter(folder: &Path, output: Option<&Path>) -> Result<ExitCode> {
    if output.is_some() {
        bail!("a starter has several files: name a folder for them, and leave out --output");
    }
    let written = [
        ("questions.toml", STARTER_QUESTIONS.to_owned()),
        ("profiles.toml", STARTER_PROFILES.to_owned()),
        ("questions.schema.json", schema::questions()),
        ("profiles.schema.json", schema::profiles()),
    ];
    if let Some((name, _)) = written.iter().find(|(name, _)| folder.join(name).exists()) {
        bail!("{} already exists: name another folder", folder.join(name).display());
    }
    fs::create_dir_all(folder).with_context(|| format!("can't create the folder {}", folder.display()))?;
    for (name, text) in &written {
        crate::files::write(&folder.join(name), text.as_bytes(), false)?;
    }
    let [questions, profiles] = ["questions.toml", "profiles.toml"].map(|name| folder.join(name));
    let (questions, profiles) = (questions.display(), profiles.display());
    let text = format!(
        "Wrote {questions} and {profiles}, each with a schema for your editor.\n\
         Open both in a text editor. To check them at any time:\n\n  \
         career-fit check --questions {questions} --profiles {profiles}\n\n\
         To take the quiz, leave out the word check.\n"
    );
    files::write(None, printable(&text).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The completion script of a shell, with workarounds for two bugs of the generator.
fn completions(shell: Shell, mut command: Command) -> Result<String> {
    let name = command.get_name().to_owned();
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut command, &name, &mut bytes);
    let text = String::from_utf8(bytes)?;
    Ok(match shell {
        // If a program's name has a hyphen, the script sets one state and looks for another (clap issue 6421):
        // nothing after a command would be completed.
        Shell::Bash => text.replace(&name.replace('-', "__subcmd__"), &name.replace('-', "__")),
        // Two colons make it forget what came before an argument that may be repeated: no option after a code
        // would get its values completed.
        Shell::Zsh => text.replace("'*::", "'*:"),
        _ => text,
    })
}

/// The manual page: all commands on one page, so that everything is found by one search.
fn manual(mut command: Command) -> Result<String> {
    command.build();
    let mut page = Vec::new();
    // Without a date; an empty one would let the next field take its place.
    let man = Man::new(command.clone()).date(" ").manual("User Commands");
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    man.render_extra_section(&mut page)?;
    let shared: Vec<_> = command.get_arguments().map(clap::Arg::get_id).cloned().collect();
    for leaf in leaves(&command) {
        page.extend(format!(".SH \"{}\"\n", leaf.get_bin_name().unwrap_or_default()).into_bytes());
        let hide = |arg: clap::Arg| if shared.contains(arg.get_id()) { arg.hide(true) } else { arg };
        let man = Man::new(leaf.clone().mut_args(hide));
        let mut sections = Vec::new();
        man.render_synopsis_section(&mut sections)?;
        man.render_description_section(&mut sections)?;
        man.render_options_section(&mut sections)?;
        man.render_extra_section(&mut sections)?;
        page.extend(String::from_utf8(sections)?.replace("\n.SH ", "\n.SS ").into_bytes());
    }
    Ok(String::from_utf8(page)? + include_str!("manual.roff"))
}

/// The commands that have no commands of their own.
fn leaves(command: &Command) -> Vec<&Command> {
    let own = command.get_subcommands().filter(|below| below.get_name() != "help");
    own.flat_map(|below| if below.has_subcommands() { leaves(below) } else { vec![below] }).collect()
}
