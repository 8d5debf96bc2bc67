//! A handout for each row that is scored, and a page that lists them.
//!
//! Each file comes out whole or not at all, and none takes the place of another. The list gets its name last, so that
//! where it is, all are.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use maud::{PreEscaped, html};

use super::files::new_file;
use super::today;
use crate::content::{Content, Wages};
use crate::files::{Whole, Writers};
use crate::quiz::Outcome;
use crate::report::{Extras, Format};
use crate::rows::Row;
use crate::text::printable;

/// The page that lists all.
const INDEX: &str = "index.html";

/// A name of a file has at most this many characters of an id.
const NAME: usize = 40;

/// The handouts of one run.
pub(super) struct Reports<'a> {
    folder: PathBuf,
    content: &'a Content,
    wages: Wages,
    index: Whole,
    pages: Writers,
    /// What a handout says beside the result.
    extras: Extras,
}

impl<'a> Reports<'a> {
    /// Starts the list, in a folder that is made where it isn't there.
    pub(super) fn new(folder: &Path, content: &'a Content, place: &'static str) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("can't make the folder {}", folder.display()))?;
        let index = new_file(&folder.join(INDEX))?;
        let pages = Writers::new().context("can't write the handouts")?;
        let folder = folder.to_owned();
        let extras = Extras { date: Some(today()), answers: true };
        let mut reports = Self { folder, content, wages: content.wages(place), index, pages, extras };
        let head = top(content);
        reports.write(&head)?;
        Ok(reports)
    }

    /// Writes the handout of a row.
    pub(super) fn add(&mut self, row: &Row<'_>, outcome: &Outcome) -> Result<()> {
        let id = String::from_utf8_lossy(&row.id()).into_owned();
        let name = file_name(row.location.row, &id);
        let page = outcome.report(self.content, Format::Html, Some(&self.wages), self.extras)?;
        self.pages.write(self.folder.join(&name), page)?;
        let headline = &outcome.headline(self.content).brief;
        let line = html! {
            tr { td { (row.location.row) } td { (printable(&id)) } td { (headline) } td { a href=(name) { (name) } } }
        };
        self.write(&line.into_string())
    }

    /// Lists a row that could not be scored.
    pub(super) fn add_unread(&mut self, row: &Row<'_>) -> Result<()> {
        let id = String::from_utf8_lossy(&row.id()).into_owned();
        let line = html! {
            tr { td { (row.location.row) } td { (printable(&id)) } td { "Could not be scored" } td {} }
        };
        self.write(&line.into_string())
    }

    /// Puts the list in its place.
    pub(super) fn finish(mut self) -> Result<()> {
        self.write("</tbody></table></body></html>\n")?;
        self.pages.finish()?;
        Ok(self.index.finish()?)
    }

    /// Leaves the folder as it was, where nothing was written into it.
    pub(super) fn give_up(self) {
        let Self { folder, index, pages, .. } = self;
        drop(index);
        // What went wrong is told already.
        let _ = pages.finish();
        // Only an empty folder goes.
        let _ = fs::remove_dir(folder);
    }

    fn write(&mut self, text: &str) -> Result<()> {
        self.index.write_all(text.as_bytes()).with_context(|| format!("can't write {INDEX}"))
    }
}

/// How the list begins.
fn top(content: &Content) -> String {
    const STYLE: &str = "body { margin: 2rem auto; padding: 0 1rem; max-width: 60rem; font: 100%/1.5 system-ui, sans-serif; } \
        table { border-collapse: collapse; width: 100%; } th, td { padding: .3rem .6rem; border-bottom: 1px solid #999; text-align: left; }";
    let head = html! {
        meta charset="utf-8";
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
        title { "Handouts | " (content.instrument.title) }
        style { (PreEscaped(STYLE)) }
    };
    let title = html! {
        h1 { "Handouts" }
        p { (content.instrument.title) }
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head>{}</head><body>{}",
        head.into_string(),
        title.into_string()
    ) + "<table><thead><tr><th>Row</th><th>Who</th><th>Result</th><th>Handout</th></tr></thead><tbody>\n"
}

/// A name that is safe in any system and no other row's: the row's number, and what is plain of the id.
fn file_name(row: u64, id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let id: String = id.trim().chars().map(plain).take(NAME).collect();
    let id = id.trim_matches('-');
    // An id that is the row's number says nothing more.
    if id.is_empty() || id == row.to_string() {
        format!("{row:04}.html")
    } else {
        format!("{row:04}-{id}.html")
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_are_safe_and_no_two_are_alike() {
        for (row, id, wanted) in [
            (1, "ana", "0001-ana.html"),
            (2, "Ana", "0002-Ana.html"),
            (3, "../../etc/passwd", "0003-etc-passwd.html"),
            (4, "a.b@c.edu", "0004-a-b-c-edu.html"),
            (5, "5", "0005.html"),
            (6, "日本", "0006.html"),
            (12_345, "con", "12345-con.html"),
            (7, "\u{1b}[2J\n<script>", "0007-2J--script.html"),
        ] {
            assert_eq!(file_name(row, id), wanted);
        }
        assert_eq!(file_name(8, &"x".repeat(500)).len(), 5 + 40 + 5);
    }
}
