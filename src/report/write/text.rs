//! A result as plain text: for a file, for line mode, and for ears.
//!
//! Nothing here is drawn. A chart becomes a line of words a row, a comparison becomes labelled lists, and only
//! the titles of the parts are underlined, so that a screen reader has nothing to spell out.

use super::{CODE, one_line, written_on};
use crate::report::document::{Block, Bullet, Chapter, Columns, Document, Headline, Part, Range};
use crate::report::words;
use crate::text::wrap;

/// The width of a report that is written to a file, in columns.
pub const WIDTH: usize = 76;
/// No line is broken shorter than this, however narrow the window.
const NARROWEST: usize = 20;

/// A whole document.
pub(super) fn document(document: &Document) -> String {
    let date = document.date.map_or_else(String::new, |date| format!("\n{}.\n", written_on(date)));
    if let ([only], None) = (document.chapters.as_slice(), &document.headline) {
        // There is nothing to number and nothing to look for.
        return parts_text(&only.parts, WIDTH) + &date;
    }
    let code = document.code.as_deref();
    let mut out = match &document.headline {
        Some(headline) => headline_text(headline, code, WIDTH),
        None => Page::new(WIDTH).paragraph(&document.title),
    };
    if code.is_none() {
        out.push('\n');
    }
    out += &Page::new(WIDTH).paragraph(&format!("Quiz: {}", document.quiz));
    out += date.trim_start();
    for (number, chapter) in (1..).zip(&document.chapters) {
        let title = chapter_title(number, chapter);
        out += &format!("\n\n{title}\n{}\n\n", "-".repeat(title.chars().count()));
        out += &parts_text(&chapter.parts, WIDTH);
    }
    out
}

/// The verdict, both paths, what it means, and the code of the result where there is one.
pub fn headline_text(headline: &Headline, code: Option<&str>, width: usize) -> String {
    let mut page = Page::new(width);
    if let Some(notice) = &headline.notice {
        page.text(notice, "", "");
        page.gap();
    }
    page.text(&headline.verdict, "", "");
    page.gap();
    for bar in &headline.bars {
        page.text(&format!("{} ({}): {}", bar.name, bar.short, bar.text), "", "  ");
    }
    if !headline.bars.is_empty() {
        page.gap();
    }
    page.text(&headline.meaning, "", "");
    if let Some(code) = code {
        page.gap();
        page.text(&format!("{CODE}: {code}"), "", "");
    }
    page.out
}

/// The title of a chapter, with its number in the document.
pub fn chapter_title(number: usize, chapter: &Chapter) -> String {
    format!("{number}. {}: {}", chapter.title, chapter.about)
}

/// What parts of a chapter say.
pub fn parts_text(parts: &[Part], width: usize) -> String {
    Page::new(width).parts(parts)
}

/// The same for ears: no dash before a statement, which would be heard as a minus before its figure.
pub fn parts_spoken(parts: &[Part], width: usize) -> String {
    Page { mark: "", ..Page::new(width) }.parts(parts)
}

/// Lines being written.
#[derive(Debug)]
struct Page {
    width: usize,
    /// What stands before a statement of a list.
    mark: &'static str,
    out: String,
}

impl Page {
    fn new(width: usize) -> Self {
        Self { width: width.max(NARROWEST), mark: "- ", out: String::new() }
    }

    /// One paragraph and nothing else.
    fn paragraph(mut self, text: &str) -> String {
        self.text(text, "", "");
        self.out
    }

    fn parts(mut self, parts: &[Part]) -> String {
        for part in parts {
            self.gap();
            if let Some(heading) = &part.heading {
                self.text(heading, "", "");
            }
            for (index, block) in part.blocks.iter().enumerate() {
                // A heading keeps what it heads close.
                if index > 0 {
                    self.gap();
                }
                self.block(block);
            }
        }
        self.out
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// An empty line, but never two.
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A text broken at the width; the first line is indented by `first`, the others by `rest`.
    fn text(&mut self, text: &str, first: &str, rest: &str) {
        for line in wrap(&one_line(text), self.width, first, rest) {
            self.line(&line);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(text) => self.text(text, "", ""),
            Block::Bullets(bullets) => {
                for bullet in bullets {
                    self.bullet(bullet, self.mark);
                }
            }
            Block::Steps(steps) => {
                for (number, step) in (1..).zip(steps) {
                    self.bullet(step, &format!("{number}. "));
                }
            }
            Block::Rows(rows) => {
                for row in rows {
                    self.text(&format!("{}:", row.label), "", "");
                    for line in &row.lines {
                        self.text(line, self.mark, "  ");
                    }
                }
            }
            Block::Likings(groups) => {
                for group in groups {
                    self.text(&format!("{}:", group.heading), "", "");
                    for row in &group.rows {
                        self.text(&format!("{}: {}", row.label, row.text), self.mark, "  ");
                    }
                }
            }
            Block::Ranges(chart) => {
                for row in &chart.rows {
                    self.range(row);
                }
            }
            Block::Bars(bars) => {
                for bar in bars {
                    self.text(&format!("{}: {}", named(&bar.short, &bar.label), bar.text), self.mark, "  ");
                }
            }
            Block::Shares(shares) => {
                for row in &shares.rows {
                    self.text(&row.told(), self.mark, "  ");
                }
            }
            Block::Columns(columns) => self.columns(columns),
            Block::Figures(figures) => self.block(&figures.in_words()),
        }
    }

    fn bullet(&mut self, bullet: &Bullet, mark: &str) {
        let indent = " ".repeat(mark.len().max(2));
        let text = match &bullet.lead {
            Some(lead) => format!("{lead}: {}", bullet.text),
            None => bullet.text.clone(),
        };
        self.text(&text, mark, &indent);
        if let Some(note) = &bullet.note {
            self.text(&format!("({})", note.trim()), &indent, &indent);
        }
        if let Some(link) = &bullet.link {
            self.text(link, &indent, &indent);
        }
    }

    fn range(&mut self, row: &Range) {
        let label = named(&row.short, &row.label);
        let figures = words::median_first(row.pay, row.remark.as_deref());
        self.text(&format!("{label}: {figures}"), self.mark, "  ");
        if let Some(note) = &row.note {
            self.text(note, "  ", "  ");
        }
    }

    fn columns(&mut self, columns: &Columns) {
        for (label, cells) in &columns.rows {
            self.gap();
            self.text(label, "", "");
            for (head, cell) in columns.marked().iter().zip(cells) {
                self.text(&format!("{head}:"), "  ", "  ");
                for text in cell {
                    self.text(text, &format!("  {}", self.mark), "    ");
                }
            }
        }
    }
}

/// A label with the short name of its path before it: "HI, Data Scientists".
fn named(short: &str, label: &str) -> String {
    if short.is_empty() { label.to_owned() } else { format!("{short}, {label}") }
}
