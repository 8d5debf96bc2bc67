//! A document as CommonMark with the tables that GitHub and most others know.

use super::document::{
    BarChart, Block, Cells, Chapter, Definition, Document, Headline, Link, ListItem, RangeChart, Table,
};
use super::{CODE, links, one_line, written_on};

pub fn document(document: &Document) -> String {
    let mut page = Page { links: &document.links, out: String::new() };
    if let Some(notice) = document.headline.as_ref().and_then(|headline| headline.notice.as_ref()) {
        page.block_text(&format!("**{}**", inline(notice)));
    }
    page.block_text(&format!("# {}", inline(&document.title)));
    page.block_text(&format!("*{}*", inline(&document.quiz)));
    if let Some(headline) = &document.headline {
        page.headline(headline);
    }
    if let Some(code) = &document.code {
        page.block_text(&format!("{CODE}: **{}**", inline(code)));
    }
    if let Some(date) = document.date {
        page.block_text(&format!("{}.", written_on(date)));
    }
    for chapter in &document.chapters {
        page.chapter(chapter);
    }
    page.out
}

#[derive(Debug)]
struct Page<'a> {
    links: &'a [Link],
    out: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// A line with an empty line before it.
    fn block_text(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.line(text);
    }

    fn headline(&mut self, headline: &Headline) {
        self.block_text(&self.paragraph(&headline.meaning));
        if !headline.ratings.is_empty() {
            let rows = headline.ratings.iter().map(|rating| {
                vec![inline(&format!("{} ({})", rating.name, rating.short)), inline(&rating.in_words())]
            });
            self.rows(&["Field", "How much you like its work"].map(str::to_owned), rows);
        }
    }

    fn chapter(&mut self, chapter: &Chapter) {
        self.block_text(&format!("## {}: {}", inline(&chapter.title), inline(&chapter.about)));
        for part in &chapter.parts {
            if let Some(heading) = &part.heading {
                self.block_text(&format!("### {}", inline(heading)));
            }
            for block in &part.blocks {
                self.block(block);
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => self.block_text(&self.paragraph(text)),
            Block::List(list) => self.list(list.is_ordered, &list.items),
            Block::Definitions(definitions) => self.definitions(definitions),
            Block::BarChart(chart) => self.bar_chart(chart),
            Block::RangeChart(chart) => self.range_chart(chart),
            Block::Table(table) => self.table(table),
        }
    }

    /// A list. Notes are part of the item's text, because some programs show a line of its own as a new paragraph.
    fn list(&mut self, is_ordered: bool, items: &[ListItem]) {
        for (number, item) in (1..).zip(items) {
            if number == 1 {
                self.out.push('\n');
            }
            let mark = if is_ordered { format!("{number}.") } else { "-".to_owned() };
            let lead = item.lead.as_ref().map_or_else(String::new, |lead| format!("**{}** ", inline(lead)));
            let note =
                item.note.as_ref().map_or_else(String::new, |note| format!(" *({})*", self.linked(note)));
            let text = match &item.link {
                Some(link) => link_to(&item.text, link),
                // The start of an item can start a block.
                None if lead.is_empty() => self.paragraph(&item.text),
                None => self.linked(&item.text),
            };
            self.line(&format!("{mark} {lead}{text}{note}"));
        }
    }

    /// Labels, each with a list of its lines.
    fn definitions(&mut self, definitions: &[Definition]) {
        for definition in definitions.iter().filter(|one| !one.is_aside) {
            self.block_text(&format!("**{}**", inline(&definition.label)));
            let lines = definition.lines.iter().map(|line| ListItem::new(line.in_words()));
            self.list(false, &lines.collect::<Vec<_>>());
        }
    }

    /// A table for each group of bars, with a column for the fields if they are named.
    fn bar_chart(&mut self, chart: &BarChart) {
        for group in &chart.groups {
            let is_tagged = group.bars.iter().any(|bar| bar.tag.is_some());
            let labels = group.heading.as_ref().unwrap_or(&chart.labels);
            let heads = [inline(labels), inline(&chart.values)];
            let rows = group.bars.iter().map(|bar| {
                let cells = [inline(&bar.label), inline(&bar.text)];
                with_tag(is_tagged, bar.tag.as_deref().unwrap_or_default(), &cells)
            });
            self.rows(&with_tag(is_tagged, "Field", &heads), rows);
        }
    }

    /// A table.
    fn range_chart(&mut self, chart: &RangeChart) {
        let is_tagged = chart.rows.iter().any(|row| row.tag.is_some());
        let heads: Vec<String> =
            std::iter::once(&chart.labels).chain(&chart.values).map(|head| inline(head)).collect();
        let rows = chart.rows.iter().map(|row| {
            let mut cells = vec![inline(&row.heading())];
            cells.extend(row.values.iter().map(|value| inline(value)));
            match (&row.remark, cells.get_mut(1)) {
                (_, None) => cells.push(inline(&row.text)),
                (Some(remark), Some(first)) => *first = format!("**{first}** ({})", inline(remark)),
                (None, Some(first)) => *first = format!("**{first}**"),
            }
            cells.resize(heads.len(), String::new());
            with_tag(is_tagged, row.tag.as_deref().unwrap_or_default(), &cells)
        });
        self.rows(&with_tag(is_tagged, "Field", &heads), rows);
    }

    /// A table. A cell holds one line only, so rows with more continue below with an empty label.
    fn table(&mut self, table: &Table) {
        let heads = std::iter::once(&table.labels).chain(table.columns.iter().map(|column| &column.head));
        let heads: Vec<String> = heads.map(|head| inline(head)).collect();
        let rows = table.rows.iter().flat_map(|row| {
            let lines = row.cells.iter().map(Vec::len).max().unwrap_or(0);
            (0..lines).map(|index| {
                let label = match table.cells {
                    _ if index > 0 => String::new(),
                    Cells::Text => format!("**{}**", inline(&row.label)),
                    Cells::Figures => inline(&row.label),
                };
                let cells = row.cells.iter();
                let cells = cells.map(|cell| cell.get(index).map_or_else(String::new, |line| inline(line)));
                std::iter::once(label).chain(cells).collect()
            })
        });
        self.rows(&heads, rows);
    }

    /// The rows of a table; heads and cells are escaped already.
    fn rows(&mut self, heads: &[String], rows: impl Iterator<Item = Vec<String>>) {
        self.block_text(&format!("| {} |", heads.join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(heads.len())));
        for row in rows {
            self.line(&format!("| {} |", row.join(" | ")));
        }
    }

    /// An escaped text with its links.
    fn linked(&self, text: &str) -> String {
        let text = one_line(text);
        let pieces = links::split(&text, self.links).into_iter();
        pieces
            .map(|(piece, address)| address.map_or_else(|| escaped(piece), |to| link_to(piece, to)))
            .collect()
    }

    /// `linked` for the start of a paragraph or an item.
    fn paragraph(&self, text: &str) -> String {
        shielded(self.linked(text))
    }
}

/// A row with the short name of its field before it, if the table has a column for these.
fn with_tag(is_tagged: bool, tag: &str, cells: &[String]) -> Vec<String> {
    let tag = is_tagged.then(|| inline(tag));
    tag.into_iter().chain(cells.iter().cloned()).collect()
}

/// A text on one line, with all markup escaped.
fn inline(text: &str) -> String {
    escaped(&one_line(text))
}

/// A piece of a line with all markup escaped; spaces at its ends remain.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// An address for use between angle brackets, which it can't close.
fn address(link: &str) -> String {
    one_line(link).replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E")
}

/// A link.
fn link_to(text: &str, to: &str) -> String {
    format!("[{}](<{}>)", inline(text), address(to))
}

/// Escaped text for the start of a line, so that it begins neither a list nor a heading.
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
