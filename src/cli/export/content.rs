//! Content files to start from: those that are compiled in, the smallest ones that pass every check, their schemas.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use super::super::files;
use crate::content::{PROFILES, QUESTIONS, STARTER_PROFILES, STARTER_QUESTIONS, WAGES, schema};
use crate::files as whole;

/// What a schema is of.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Schema {
    /// The questions, questions.toml
    Questions,
    /// The two paths, profiles.toml
    Profiles,
    /// A result as JSON
    Result,
    /// What moved between two results, as JSON
    Comparison,
    /// The picture of a group, as JSON
    Group,
    /// What a check of content found, as JSON
    Check,
}

/// A file that is compiled in.
#[derive(Debug, Clone, Copy)]
pub(super) enum BuiltIn {
    Questions,
    Profiles,
    Wages,
}

/// The text of a file that is compiled in.
pub(super) fn built_in(file: BuiltIn) -> String {
    match file {
        BuiltIn::Questions => QUESTIONS,
        BuiltIn::Profiles => PROFILES,
        BuiltIn::Wages => WAGES,
    }
    .to_owned()
}

/// The text of a schema.
pub(super) fn schema(of: Schema) -> String {
    match of {
        Schema::Questions => schema::questions(),
        Schema::Profiles => schema::profiles(),
        Schema::Result => include_str!("../../../schema/result.schema.json").to_owned(),
        Schema::Comparison => include_str!("../../../schema/comparison.schema.json").to_owned(),
        Schema::Group => include_str!("../../../schema/group.schema.json").to_owned(),
        Schema::Check => include_str!("../../../schema/check.schema.json").to_owned(),
    }
}

/// Writes the starter into a folder, all of it or nothing, and says how to go on.
pub(super) fn starter(folder: &Path, output: Option<&Path>) -> Result<ExitCode> {
    if output.is_some() {
        bail!("a starter is several files: name the folder that they are to be in, and leave out --output");
    }
    let written = [
        ("questions.toml", STARTER_QUESTIONS.to_owned()),
        ("profiles.toml", STARTER_PROFILES.to_owned()),
        ("questions.schema.json", schema(Schema::Questions)),
        ("profiles.schema.json", schema(Schema::Profiles)),
    ];
    if let Some((name, _)) = written.iter().find(|(name, _)| folder.join(name).exists()) {
        bail!(
            "there is a {name} in {} already, and it is left as it is: name another folder",
            folder.display()
        );
    }
    fs::create_dir_all(folder).with_context(|| format!("can't make the folder {}", folder.display()))?;
    for (name, text) in &written {
        whole::write(&folder.join(name), text.as_bytes(), false)?;
    }
    let [questions, profiles] = ["questions.toml", "profiles.toml"].map(|name| folder.join(name));
    let (questions, profiles) = (questions.display(), profiles.display());
    files::write(
        None,
        format!(
            "Written: {questions} and {profiles}, each with a schema for your editor.\n\
             Open both in an editor for plain text. To see whether all is well, at any time:\n\n  \
             career-fit check --questions {questions} --profiles {profiles}\n\n\
             To take the quiz: the same without the word check.\n"
        )
        .as_bytes(),
    )?;
    Ok(ExitCode::SUCCESS)
}
