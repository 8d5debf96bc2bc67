//! A document as Markdown: CommonMark, with the tables that GitHub and most others know.

use super::links::pieces;
use super::{CODE, one_line, written_on};
use crate::report::document::{
    Block, Bullet, Chapter, Columns, Document, Figures, GrowthBar, Headline, Likings, Link, Ranges, Row,
};
use crate::report::words;

/// A whole document.
pub(super) fn document(document: &Document) -> String {
    let mut page = Page { links: &document.links, out: String::new() };
    if let Some(notice) = document.headline.as_ref().and_then(|headline| headline.notice.as_ref()) {
        page.piece(&format!("**{}**", inline(notice)));
    }
    page.piece(&format!("# {}", inline(&document.title)));
    page.piece(&format!("*{}*", inline(&document.quiz)));
    if let Some(headline) = &document.headline {
        page.headline(headline);
    }
    if let Some(code) = &document.code {
        page.piece(&format!("{CODE}: **{}**", inline(code)));
    }
    if let Some(date) = document.date {
        page.piece(&format!("{}.", written_on(date)));
    }
    for chapter in &document.chapters {
        page.chapter(chapter);
    }
    page.out
}

/// Markdown being written.
#[derive(Debug)]
struct Page<'a> {
    /// Words that lead somewhere.
    links: &'a [Link],
    out: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// A piece that stands by itself, with an empty line before it.
    fn piece(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.line(text);
    }

    fn headline(&mut self, headline: &Headline) {
        if !headline.bars.is_empty() {
            let rows = headline
                .bars
                .iter()
                .map(|bar| vec![inline(&format!("{} ({})", bar.name, bar.short)), inline(&bar.text)]);
            self.table(&["Path", "You like what sets it apart"], rows);
        }
        self.piece(&self.paragraph(&headline.meaning));
    }

    fn chapter(&mut self, chapter: &Chapter) {
        self.piece(&format!("## {}: {}", inline(&chapter.title), inline(&chapter.about)));
        for part in &chapter.parts {
            if let Some(heading) = &part.heading {
                self.piece(&format!("### {}", inline(heading)));
            }
            for block in &part.blocks {
                self.block(block);
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(text) => self.piece(&self.paragraph(text)),
            Block::Bullets(bullets) => self.list(bullets.iter().map(|bullet| ("-".to_owned(), bullet))),
            Block::Steps(steps) => {
                self.list((1..).zip(steps).map(|(number, step)| (format!("{number}."), step)));
            }
            Block::Rows(rows) => self.rows(rows),
            Block::Likings(groups) => self.likings(groups),
            Block::Ranges(chart) => self.ranges(chart),
            Block::Bars(bars) => self.bars(bars),
            Block::Shares(shares) => {
                let rows =
                    shares.rows.iter().map(|row| [&row.label, &row.text].map(|text| inline(text)).to_vec());
                self.table(&[&inline(&shares.heading), &inline(&shares.figure)], rows);
            }
            Block::Columns(columns) => self.columns(columns),
            Block::Figures(figures) => self.figures(figures),
        }
    }

    /// A list; a note stands in the item's text, for some programs show a line of its own as a new paragraph.
    fn list<'a>(&mut self, bullets: impl Iterator<Item = (String, &'a Bullet)>) {
        for (index, (mark, bullet)) in bullets.enumerate() {
            if index == 0 {
                self.out.push('\n');
            }
            let lead = bullet.lead.as_ref().map_or_else(String::new, |lead| format!("**{}** ", inline(lead)));
            let note =
                bullet.note.as_ref().map_or_else(String::new, |note| format!(" *({})*", self.linked(note)));
            // What stands first in an item is read as the start of a block.
            let text = match &bullet.link {
                Some(link) => link_to(&bullet.text, link),
                None if lead.is_empty() => self.paragraph(&bullet.text),
                None => self.linked(&bullet.text),
            };
            self.line(&format!("{mark} {lead}{text}{note}"));
        }
    }

    /// Labels with what belongs to them, a list each.
    fn rows(&mut self, rows: &[Row]) {
        for row in rows {
            self.piece(&format!("**{}**", inline(&row.label)));
            let lines: Vec<Bullet> = row.lines.iter().map(Bullet::new).collect();
            self.list(lines.iter().map(|line| ("-".to_owned(), line)));
        }
    }

    fn likings(&mut self, groups: &[Likings]) {
        for group in groups {
            let rows = group.rows.iter().map(|row| vec![inline(&row.label), inline(&row.text)]);
            self.table(&[&inline(&group.heading), "1 to 5"], rows);
        }
    }

    fn ranges(&mut self, chart: &Ranges) {
        let rows = chart.rows.iter().map(|row| {
            let remark = row.remark.as_deref();
            let [label, short] = [&row.label, &row.short].map(|text| inline(text));
            match row.pay.map(|pay| pay.map(words::wage)) {
                Some([low, median, high]) => {
                    let remark = remark.map_or_else(String::new, |remark| format!(" ({})", inline(remark)));
                    vec![
                        short,
                        label,
                        format!("**{}**{remark}", inline(&median)),
                        inline(&low),
                        inline(&high),
                    ]
                }
                None => vec![
                    short,
                    label,
                    inline(&words::median_first(None, remark)),
                    String::new(),
                    String::new(),
                ],
            }
        });
        self.table(&["Path", "Occupation", "Median", "Low", "High"], rows);
        let notes: Vec<Bullet> = chart
            .rows
            .iter()
            .filter_map(|row| Some(Bullet::new(row.note.as_ref()?).lead(format!("{}:", row.label))))
            .collect();
        self.list(notes.iter().map(|note| ("-".to_owned(), note)));
    }

    fn bars(&mut self, bars: &[GrowthBar]) {
        let rows = bars.iter().map(|bar| [bar.short.as_str(), &bar.label, &bar.text].map(inline).to_vec());
        self.table(&["Path", "Occupation", "Growth and openings"], rows);
    }

    /// One table; a row goes on below itself with an empty label, for a cell holds one line only.
    fn columns(&mut self, columns: &Columns) {
        let [first, second] = columns.marked().map(|head| inline(&head));
        let rows = columns.rows.iter().flat_map(|(label, [left, right])| {
            let cell =
                |texts: &[String], index: usize| texts.get(index).map_or_else(String::new, |one| inline(one));
            (0..left.len().max(right.len())).map(move |index| {
                let label = if index == 0 { format!("**{}**", inline(label)) } else { String::new() };
                vec![label, cell(left, index), cell(right, index)]
            })
        });
        self.table(&["What", &first, &second], rows);
    }

    /// A text whose names lead to whom they name.
    fn linked(&self, text: &str) -> String {
        let text = one_line(text);
        let pieces = pieces(&text, self.links).into_iter();
        pieces
            .map(|(words, address)| address.map_or_else(|| escaped(words), |to| link_to(words, to)))
            .collect()
    }

    /// The same where it starts a paragraph or an item, and a number or a sign could begin a list or a heading.
    fn paragraph(&self, text: &str) -> String {
        shielded(self.linked(text))
    }

    fn figures(&mut self, figures: &Figures) {
        let cells = |label: &str, cells: &[String]| {
            std::iter::once(label).chain(cells.iter().map(String::as_str)).map(inline).collect()
        };
        match figures {
            Figures::Counts(counts) => {
                let rows = counts.rows.iter().map(|row| cells(&row.label, std::slice::from_ref(&row.text)));
                self.table(&[&inline(&counts.caption), "How many"], rows);
            }
            Figures::Spans(spans) => {
                let rows = spans.rows.iter().map(|row| cells(&row.label, std::slice::from_ref(&row.text)));
                self.table(&[&inline(&spans.head), &inline(&spans.caption)], rows);
            }
            Figures::Table(table) => {
                let heads: Vec<String> = cells(&table.heads.0, &table.heads.1);
                let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
                self.table(&heads, table.rows.iter().map(|(label, row)| cells(label, row)));
            }
        }
    }

    /// A table; heads and cells are escaped already.
    fn table(&mut self, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) {
        self.piece(&format!("| {} |", heads.join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(heads.len())));
        for row in rows {
            self.line(&format!("| {} |", row.join(" | ")));
        }
    }
}

/// A text in which nothing is markup, on one line.
fn inline(text: &str) -> String {
    escaped(&one_line(text))
}

/// The same of a piece of a line, with the blanks at its ends.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A web address between angle brackets, which it can't leave.
fn address(link: &str) -> String {
    one_line(link).replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E")
}

/// Words that lead to an address.
fn link_to(words: &str, to: &str) -> String {
    format!("[{}](<{}>)", inline(words), address(to))
}

/// Escaped text whose start begins neither a list nor a heading.
fn shielded(escaped: String) -> String {
    let digits = escaped.chars().take_while(char::is_ascii_digit).count();
    let (head, rest) = escaped.split_at_checked(digits).unwrap_or(("", &escaped));
    if rest.starts_with(['#', '+', '-', '=']) && head.is_empty()
        || rest.starts_with(['.', ')']) && !head.is_empty()
    {
        format!("{head}\\{rest}")
    } else {
        escaped
    }
}
