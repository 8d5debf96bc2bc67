//! A handout for each row that is scored, all of them as one page to print, and a page that lists them.
//!
//! No existing file is replaced. The list is written last: if it is there, all handouts are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::input::Progress;
use super::today;
use crate::batch::ScoredRow;
use crate::content::{Content, Wages};
use crate::files;
use crate::quiz::Outcome;
use crate::report::{self, Extras};
use crate::scoring::Verdict;
use crate::text::printable;

/// The page that lists all handouts.
const INDEX: &str = "index.html";
/// All handouts, to print at once.
const ALL: &str = "all.html";
/// The name of a file has at most this many characters of the id.
const MAX_NAME: usize = 40;

/// Where handouts are written, and what they contain besides the result.
pub(super) struct Reports<'a> {
    folder: PathBuf,
    content: &'a Content,
    wages: Wages,
    extras: Extras,
}

impl<'a> Reports<'a> {
    /// Returns an error if there is a list of handouts already.
    pub(super) fn new(folder: &Path, content: &'a Content, place: &'static str) -> Result<Self> {
        let index = folder.join(INDEX);
        if fs::symlink_metadata(&index).is_ok() {
            bail!("{} already exists: remove it or choose another folder", index.display());
        }
        let extras = Extras { date: Some(today()), answers: true, appendix: false };
        Ok(Self { folder: folder.to_owned(), content, wages: content.wages(place), extras })
    }

    /// Writes the handouts and the list. `kept` are the names of the passthrough columns.
    pub(super) fn write(&self, rows: &[ScoredRow], kept: &[String]) -> Result<()> {
        let folder = &self.folder;
        files::create_private_folder(folder)
            .with_context(|| format!("can't make the folder {}", folder.display()))?;
        let progress = Progress::new("Handouts", Some(rows.len() as u64));
        let mut pages = Vec::new();
        for (done, row) in (1..).zip(rows) {
            if let Some(outcome) = &row.outcome {
                let mut document =
                    report::document(&outcome.facts(self.content), Some(&self.wages), self.extras);
                document.name = name(row);
                let page = report::html::document(&document);
                files::write(&folder.join(file_name(row)), page.as_bytes(), false)?;
                pages.push(report::html::handout_pages(&document));
            }
            progress.set(done);
        }
        let title = format!("Handouts | {}", self.content.instrument.title);
        let all = report::html::handouts(&title, &pages);
        files::write(&folder.join(ALL), all.as_bytes(), false)?;
        let list = self.list(&title, rows, kept).into_string();
        Ok(files::write(&folder.join(INDEX), list.as_bytes(), false)?)
    }

    fn list(&self, title: &str, rows: &[ScoredRow], kept: &[String]) -> Markup {
        const STYLE: &str = "body { margin: 2rem auto; padding: 0 1rem; max-width: 75rem; font: 100%/1.5 system-ui, sans-serif; } \
            table { border-collapse: collapse; width: 100%; } th, td { padding: .3rem .6rem; border-bottom: 1px solid #999; text-align: left; vertical-align: top; }";
        let first: Vec<&ScoredRow> = rows.iter().filter(|row| !reasons(row).is_empty()).collect();
        let all: Vec<&ScoredRow> = rows.iter().collect();
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                    meta name="color-scheme" content="light dark";
                    title { (title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    h1 { "Handouts" }
                    p { (self.content.instrument.title) }
                    p { a href=(ALL) { "All handouts to print" } ", two pages each" }
                    @if !first.is_empty() {
                        h2 { "Whom to see first: " (first.len()) " of " (rows.len()) }
                        (self.table(&first, kept))
                        h2 { "Everyone" }
                    }
                    (self.table(&all, kept))
                }
            }
        }
    }

    fn table(&self, rows: &[&ScoredRow], kept: &[String]) -> Markup {
        html! {
            table {
                thead {
                    tr {
                        @for head in ["Row", "Who"] { th { (head) } }
                        @for head in kept { th { (printable(head)) } }
                        @for head in ["Result", "Notes", "Handout"] { th { (head) } }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            td { (row.number) }
                            td { (name(row).unwrap_or_default()) }
                            @for cell in &row.kept { td { (printable(cell)) } }
                            td { (self.result(row.outcome.as_ref())) }
                            td { (reasons(row).join(", ")) }
                            td { @if row.outcome.is_some() { a href=(file_name(row)) { (file_name(row)) } } }
                        }
                    }
                }
            }
        }
    }

    fn result<'o>(&self, outcome: Option<&'o Outcome>) -> &'o str {
        outcome.map_or("Couldn't be scored", |outcome| &outcome.headline(self.content).brief)
    }
}

/// The respondent's id on one line.
fn name(row: &ScoredRow) -> Option<String> {
    let id = row.id.as_deref()?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!id.is_empty()).then(|| printable(&id))
}

/// Why an advisor should see this person first; empty if there is no reason.
fn reasons(row: &ScoredRow) -> Vec<&'static str> {
    let Some(Outcome { assessment, .. }) = &row.outcome else { return vec!["error in the row"] };
    let flags = assessment.flags;
    let reasons = [
        (assessment.verdict == Verdict::Incomplete, "too few answers"),
        (assessment.verdict.is_too_close(), "too close to call"),
        (flags.low_interest, "low interest"),
        (flags.straight_line, "many equal answers"),
        (flags.inconsistent, "inconsistent answers"),
        (flags.rushed, "answered very fast"),
    ];
    reasons.into_iter().filter(|(applies, _)| *applies).map(|(_, reason)| reason).collect()
}

/// A file name that is valid everywhere and differs for each row: its number, and the plain characters of its id.
fn file_name(row: &ScoredRow) -> String {
    let number = row.number;
    let id = row.id.as_deref().unwrap_or_default();
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let id: String = id.trim().chars().map(plain).take(MAX_NAME).collect();
    let id = id.trim_matches('-');
    // The id may be the row's number.
    if id.is_empty() || id == number.to_string() {
        format!("{number:04}.html")
    } else {
        format!("{number:04}-{id}.html")
    }
}

#[cfg(test)]
mod tests {
    use super::{ScoredRow, file_name};

    fn row(number: u64, id: &str) -> ScoredRow {
        ScoredRow { number, id: Some(id.to_owned()), kept: Vec::new(), outcome: None }
    }

    #[test]
    fn file_names_are_safe_and_unique() {
        for (number, id, wanted) in [
            (1, "ana", "0001-ana.html"),
            (2, "Ana", "0002-Ana.html"),
            (3, "../../etc/passwd", "0003-etc-passwd.html"),
            (4, "a.b@c.edu", "0004-a-b-c-edu.html"),
            (5, "5", "0005.html"),
            (6, "日本", "0006.html"),
            (12_345, "con", "12345-con.html"),
            (7, "\u{1b}[2J\n<script>", "0007-2J--script.html"),
        ] {
            assert_eq!(file_name(&row(number, id)), wanted);
        }
        assert_eq!(file_name(&row(8, &"x".repeat(500))).len(), 5 + 40 + 5);
    }
}
