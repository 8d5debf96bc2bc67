//! `career-fit export WHAT`: what the program can write about its content and about itself. None of it runs unless it
//! is asked for.

mod content;
mod manual;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::builder::PossibleValue;
use clap::{Args, Command, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::{files, help};
use crate::content::Content;
use crate::forms;
use crate::forms::sql::{self, Dialect};
use content::{BuiltIn, Schema, built_in};

/// What is written, and where to.
#[derive(Debug, Args)]
#[command(subcommand_value_name = "WHAT", disable_help_subcommand = true, arg_required_else_help = false)]
pub(super) struct Export {
    #[command(subcommand)]
    what: What,
    /// Write to a new file, not to standard output
    #[arg(long, value_name = "FILE", global = true)]
    output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The questions that are compiled in, questions.toml
    ///
    /// To change a copy of them: career-fit --questions COPY takes the quiz with it.
    #[command(after_long_help = help::CONTENT)]
    Questions,
    /// The two paths that are compiled in, profiles.toml
    ///
    /// To change a copy of them: career-fit --profiles COPY takes the quiz with it.
    #[command(after_long_help = help::CONTENT)]
    Profiles,
    /// The wage table that is compiled in, wages.csv
    ///
    /// To add occupations to a copy of it: career-fit --wages COPY takes the quiz with it.
    #[command(after_long_help = help::CONTENT)]
    Wages,
    /// Small files to start from, for two fields of your own
    ///
    /// The smallest questions and profiles that pass every check, on another pair of fields, with notes on what each
    /// line is for, and the schemas that let an editor complete and check them. Nothing is replaced.
    #[command(after_long_help = help::STARTER)]
    Starter {
        /// The folder to write them into; it is made where there is none
        folder: PathBuf,
    },
    /// A JSON Schema, for editors and programs
    ///
    /// An editor that knows TOML completes and checks a content file by the schema that its first line names.
    #[command(after_long_help = help::SCHEMA)]
    Schema {
        /// What it is of
        of: Schema,
    },
    /// The questions, to paste into a form tool
    ///
    /// The stem, the options and the texts, and what to do with the answers.
    #[command(after_long_help = help::FORM)]
    Form {
        /// What they are written as
        #[arg(long, value_enum, default_value_t = List::Text)]
        format: List,
    },
    /// A quiz on paper, with a key to score it by hand
    ///
    /// A web page that prints on two pages: the questions, and the key, which gives the same side as the program.
    #[command(after_long_help = help::SHEET)]
    Sheet,
    /// The scoring as one SQL query, for answers in a database
    ///
    /// The table has a row a person and a column a question, named by its id, with 1 to 5 or NULL for a skip. The query
    /// gives what score gives, but for the code.
    #[command(after_long_help = help::SQL)]
    Sql {
        /// Which database it is for
        #[arg(long, value_name = "WHICH", value_enum)]
        dialect: Dialect,
        /// The table of the answers; SCHEMA.TABLE too
        #[arg(long, value_name = "TABLE")]
        table: String,
        /// Its column that tells people apart
        #[arg(long, value_name = "COLUMN", default_value = "id")]
        id: String,
        /// The table has the extra questions too
        #[arg(long)]
        extra: bool,
    },
    /// Completions for your shell
    ///
    /// With them, the Tab key completes commands, options and their values.
    #[command(after_long_help = help::COMPLETIONS)]
    Completions {
        /// Which shell it is for
        shell: Shell,
    },
    /// The manual page
    ///
    /// All commands and options on one page, with exit codes, environment and files.
    #[command(after_long_help = help::MANUAL)]
    Man,
}

/// What a list is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum List {
    /// To read, or to paste from
    Text,
    /// Comma-separated values
    Csv,
}

/// Writes what was asked for: of the content, which is loaded where it is needed, or of the program's command.
pub(super) fn export(
    export: &Export,
    load: impl Fn() -> Result<Content>,
    command: Command,
) -> Result<ExitCode> {
    let text = match &export.what {
        What::Form { format: List::Text } => forms::form_text(&load()?.instrument),
        What::Form { format: List::Csv } => forms::form_csv(&load()?.instrument),
        What::Sheet => forms::sheet::html(&load()?),
        What::Sql { dialect, table, id, extra } => {
            let reading = sql::Reading { dialect: *dialect, table, id, has_tie_breakers: *extra };
            sql::query(&load()?, reading)?
        }
        What::Questions => built_in(BuiltIn::Questions),
        What::Profiles => built_in(BuiltIn::Profiles),
        What::Wages => built_in(BuiltIn::Wages),
        What::Starter { folder } => return content::starter(folder, export.output.as_deref()),
        What::Schema { of } => content::schema(*of),
        What::Completions { shell } => completions(*shell, command)?,
        What::Man => manual::page(command)?,
    };
    files::write(export.output.as_deref(), text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// What the shell reads. Two slips of the generator are mended; both were found by pressing Tab in the real shell.
fn completions(shell: Shell, mut command: Command) -> Result<String> {
    let name = command.get_name().to_owned();
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut command, &name, &mut bytes);
    let text = String::from_utf8(bytes)?;
    Ok(match shell {
        // Where a program's name has a hyphen, the script sets one state and looks for another (clap issue 6421):
        // nothing after a command would be completed.
        Shell::Bash => text.replace(&name.replace('-', "__subcmd__"), &name.replace('-', "__")),
        // Two colons make it forget what came before an argument that may be repeated: no option after a code
        // would get its values completed.
        Shell::Zsh => text.replace("'*::", "'*:"),
        _ => text,
    })
}

impl ValueEnum for Dialect {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::DuckDb => "DuckDB",
            Self::Postgres => "PostgreSQL",
            Self::Spark => "Spark SQL",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}
