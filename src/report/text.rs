//! A document as plain text, for files, line mode and screen readers.
//!
//! Nothing is drawn: each row of a chart becomes a line of words, and a comparison becomes labeled lists. Only the
//! titles of chapters are underlined.

use super::document::{Block, Cells, Chapter, Document, Headline, ListItem, Part, Table};
use super::{CODE, one_line, written_on};
use crate::text::wrap;

/// The width of a report in a file, in columns.
pub const WIDTH: usize = 76;
/// No line is wrapped shorter than this, however narrow the window.
const MIN_WIDTH: usize = 20;

pub fn document(document: &Document) -> String {
    let date = document.date.map_or_else(String::new, |date| format!("{}.\n", written_on(date)));
    if let ([only], None) = (document.chapters.as_slice(), &document.headline) {
        // A single chapter needs no title and no number.
        let parts = parts_text(&only.parts, WIDTH);
        return if date.is_empty() { parts } else { format!("{parts}\n{date}") };
    }
    let mut page = Page::new(WIDTH);
    match &document.headline {
        Some(headline) => page.headline(headline),
        None => page.text(&document.title, "", ""),
    }
    page.gap();
    if let Some(code) = &document.code {
        page.text(&format!("{CODE}: {code}"), "", "");
    }
    page.text(&format!("Quiz: {}", document.quiz), "", "");
    let mut out = page.out + &date;
    for (number, chapter) in (1..).zip(&document.chapters) {
        let title = chapter_title(number, chapter);
        out += &format!("\n\n{title}\n{}\n\n", "-".repeat(title.chars().count()));
        out += &parts_text(&chapter.parts, WIDTH);
    }
    out
}

/// The verdict, what it means, and both ratings.
pub fn headline_text(headline: &Headline, width: usize) -> String {
    let mut page = Page::new(width);
    page.headline(headline);
    page.out
}

/// The title of a chapter with its number.
pub fn chapter_title(number: usize, chapter: &Chapter) -> String {
    format!("{number}. {}: {}", chapter.title, chapter.about)
}

pub fn parts_text(parts: &[Part], width: usize) -> String {
    let mut page = Page::new(width);
    page.parts(parts);
    page.out
}

/// Parts for screen readers: without the dashes of list items, which are read aloud as minus signs before figures.
pub fn parts_spoken(parts: &[Part], width: usize) -> String {
    let mut page = Page { bullet: "", ..Page::new(width) };
    page.parts(parts);
    page.out
}

#[derive(Debug)]
struct Page {
    width: usize,
    /// The mark before list items.
    bullet: &'static str,
    out: String,
}

impl Page {
    fn new(width: usize) -> Self {
        Self { width: width.max(MIN_WIDTH), bullet: "- ", out: String::new() }
    }

    fn headline(&mut self, headline: &Headline) {
        if let Some(notice) = &headline.notice {
            self.text(notice, "", "");
            self.gap();
        }
        self.text(&headline.verdict, "", "");
        self.text(&headline.meaning, "", "");
        self.gap();
        for rating in &headline.ratings {
            self.text(&format!("{} ({}): {}", rating.name, rating.short, rating.in_words()), "", "  ");
        }
    }

    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            self.gap();
            if let Some(heading) = &part.heading {
                self.text(heading, "", "");
            }
            for (index, block) in part.blocks.iter().enumerate() {
                if index > 0 {
                    self.gap();
                }
                self.block(block);
            }
        }
    }

    /// An empty line, unless there is one already.
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Wraps a text, with `first` before its first line and `rest` before the others.
    fn text(&mut self, text: &str, first: &str, rest: &str) {
        for line in wrap(&one_line(text), self.width, first, rest) {
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => self.text(text, "", ""),
            Block::List(list) => {
                for (number, item) in (1..).zip(&list.items) {
                    let number = format!("{number}. ");
                    self.item(item, if list.is_ordered { &number } else { self.bullet });
                }
            }
            Block::Definitions(definitions) => {
                for definition in definitions.iter().filter(|one| !one.is_aside) {
                    self.text(&format!("{}:", definition.label), "", "");
                    for line in &definition.lines {
                        self.text(&line.in_words(), self.bullet, "  ");
                    }
                }
            }
            Block::BarChart(chart) => {
                for group in &chart.groups {
                    if let Some(heading) = &group.heading {
                        self.text(&format!("{heading}:"), "", "");
                    }
                    for bar in &group.bars {
                        self.text(&bar.in_words(), self.bullet, "  ");
                    }
                }
            }
            Block::RangeChart(chart) => {
                for row in &chart.rows {
                    self.text(&row.in_words(), self.bullet, "  ");
                }
            }
            Block::Table(table) => self.table(table),
        }
    }

    fn item(&mut self, item: &ListItem, mark: &str) {
        let indent = " ".repeat(mark.len().max(2));
        let text = match &item.lead {
            Some(lead) => format!("{lead}: {}", item.text),
            None => item.text.clone(),
        };
        self.text(&text, mark, &indent);
        if let Some(note) = &item.note {
            self.text(&format!("({})", note.trim()), &indent, &indent);
        }
        if let Some(link) = &item.link {
            self.text(link, &indent, &indent);
        }
    }

    fn table(&mut self, table: &Table) {
        for row in &table.rows {
            if table.cells == Cells::Figures {
                self.text(&table.in_words(row), self.bullet, "  ");
                continue;
            }
            self.gap();
            self.text(&row.label, "", "");
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                self.text(&format!("{}:", column.head), "  ", "  ");
                for text in cell {
                    self.text(text, &format!("  {}", self.bullet), "    ");
                }
            }
        }
    }
}
