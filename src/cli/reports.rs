//! A handout for each row that is scored, and a page that lists them.
//!
//! No existing file is replaced. The list is written last: if it is there, all handouts are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use maud::{PreEscaped, html};

use super::input::Progress;
use super::today;
use crate::batch::ScoredRow;
use crate::content::{Content, Wages};
use crate::files;
use crate::report::{Extras, Format};
use crate::text::printable;

/// The page that lists all handouts.
const INDEX: &str = "index.html";
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
        let extras = Extras { date: Some(today()), answers: true };
        Ok(Self { folder: folder.to_owned(), content, wages: content.wages(place), extras })
    }

    /// Writes the handouts and the list.
    pub(super) fn write(&self, rows: &[ScoredRow]) -> Result<()> {
        let folder = &self.folder;
        fs::create_dir_all(folder).with_context(|| format!("can't make the folder {}", folder.display()))?;
        let progress = Progress::new("Handouts", Some(rows.len() as u64));
        let mut list = top(self.content);
        for (done, row) in (1..).zip(rows) {
            let line = match &row.outcome {
                Some(outcome) => {
                    let name = file_name(row.number, &row.id);
                    let page = outcome.report(self.content, Format::Html, Some(&self.wages), self.extras)?;
                    files::write(&folder.join(&name), &page, false)?;
                    let headline = &outcome.headline(self.content).brief;
                    html! {
                        tr { td { (row.number) } td { (printable(&row.id)) } td { (headline) } td { a href=(name) { (name) } } }
                    }
                }
                None => html! {
                    tr { td { (row.number) } td { (printable(&row.id)) } td { "Couldn't be scored" } td {} }
                },
            };
            list += &line.into_string();
            progress.set(done);
        }
        list += "</tbody></table></body></html>\n";
        Ok(files::write(&folder.join(INDEX), list.as_bytes(), false)?)
    }
}

/// The start of the list.
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

/// A file name that is valid everywhere and differs for each row: its number, and the plain characters of its id.
fn file_name(row: u64, id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let id: String = id.trim().chars().map(plain).take(MAX_NAME).collect();
    let id = id.trim_matches('-');
    // The id may be the row's number.
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
    fn file_names_are_safe_and_unique() {
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
