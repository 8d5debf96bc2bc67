//! `career-fit export WHAT`: what the program can write about itself and its content. None of it runs unless it is asked for.

mod content;
mod manual;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Command, Subcommand};
use clap_complete::Shell;

use super::{files, help};
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

/// Writes what was asked for about the program's command.
pub(super) fn export(export: &Export, command: Command) -> Result<ExitCode> {
    let text = match &export.what {
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
