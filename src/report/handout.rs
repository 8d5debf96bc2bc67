//! The handout: two printed pages for a student and an advisor to talk over.
//!
//! Its length is bounded so that it fits for all answers and content: the first page is about the
//! respondent, the second about the fields. The chapters that follow contain what it leaves out.

use super::document::{BarGroup, Block, DefinitionLine, Handout, List, ListItem, Part, RangeChart};
use super::facts::Facts;
use super::{Extras, Tab, overview, pay, sections};
use crate::content::Wages;
use crate::scoring::Side;

/// The maximum number of kinds of work on the first page.
const MAX_SCALES: usize = 9;
/// The maximum number of lines before the answers, and of answers about one field, if the first page lists answers.
const MAX_LINES_BEFORE: usize = 22;
const MAX_ANSWER_LINES: usize = 30;
/// The maximum number of occupations per field.
const MAX_OCCUPATIONS: usize = 3;
/// The maximum number of lines per list on the second page: with the steps of one field, with those of both, and of
/// the school's own list.
const MAX_LIST_LINES: usize = 10;
const MAX_LIST_LINES_OF_BOTH: usize = 7;
const MAX_SCHOOL_LINES: usize = 6;
/// The maximum number of characters in a cell of the comparison.
const MAX_CELL_CHARS: usize = 120;
/// The characters of a line across the page, in a list on half of it, and next to an answer.
const FULL_LINE: usize = 100;
const HALF_LINE: usize = 64;
const ANSWER_LINE: usize = 48;

pub fn handout(facts: &Facts<'_>, wages: Option<&Wages>, extras: Extras) -> Handout {
    let pages = [respondent_page(facts, wages, extras), fields_page(facts, wages)];
    Handout { chapter: Tab::Glance.id(), has_appendix: extras.appendix, pages }
}

/// The first page: the result at a glance, the confidence and the ratings, with the answers if wanted and they fit.
fn respondent_page(facts: &Facts<'_>, wages: Option<&Wages>, extras: Extras) -> Vec<Part> {
    let mut parts = overview::glance(facts, wages);
    parts.extend(facts.comparison().map(|comparison| {
        let sure = Block::Paragraph(overview::confidence(facts, comparison));
        Part::headed("sure", "How sure", vec![sure])
    }));
    let has_room = parts.iter().map(lines_of_part).sum::<usize>() <= MAX_LINES_BEFORE;
    parts.extend(ratings(facts, extras.answers && has_room));
    parts
}

/// An estimate of a part's lines across the page; a heading takes the space of two.
fn lines_of_part(part: &Part) -> usize {
    let texts = part.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(text) => vec![text.clone()],
        Block::List(list) => list.items.iter().map(|item| item.text.clone()).collect(),
        Block::Definitions(all) => {
            let shown = all.iter().filter(|one| !one.is_aside);
            shown.flat_map(|one| &one.lines).map(DefinitionLine::in_words).collect()
        }
        Block::BarChart(_) | Block::RangeChart(_) | Block::Table(_) => Vec::new(),
    });
    2 * usize::from(part.heading.is_some()) + texts.map(|text| lines_of(&text, FULL_LINE)).sum::<usize>()
}

/// The number of lines that a text takes at this many characters per line.
fn lines_of(text: &str, chars: usize) -> usize {
    text.chars().count().div_ceil(chars)
}

/// The first items of a list that fit into this many lines on half of the page.
fn fitting(items: Vec<ListItem>, max_lines: usize) -> Vec<ListItem> {
    let mut used = 0;
    let fits = |item: &ListItem| {
        let chars = item.text.chars().count() + item.lead.as_ref().map_or(0, |lead| lead.chars().count());
        used += chars.div_ceil(HALF_LINE);
        used += item.note.iter().chain(&item.link).map(|text| lines_of(text, HALF_LINE)).sum::<usize>();
        used <= max_lines
    };
    items.into_iter().take_while(fits).collect()
}

/// The ratings of the kinds of work by field, each followed by its answers if wanted and they fit.
fn ratings(facts: &Facts<'_>, with_answers: bool) -> Vec<Part> {
    let groups = overview::rating_groups(facts);
    if groups.iter().map(|group| group.bars.len()).sum::<usize>() > MAX_SCALES {
        return Vec::new();
    }
    let answers_fit = groups.len() <= 2
        && groups.iter().all(|group| {
            let answers =
                sections::scales_of(facts, group.side).flat_map(|scale| sections::answers_on(facts, scale));
            answers.map(|item| lines_of(&item.text, ANSWER_LINE)).sum::<usize>() <= MAX_ANSWER_LINES
        });
    groups.into_iter().map(|group| rating_part(facts, group, with_answers && answers_fit)).collect()
}

fn rating_part(facts: &Facts<'_>, group: BarGroup, with_answers: bool) -> Part {
    let id = match group.side {
        Some(side) => format!("ratings-{}", facts.content.profiles.on(side).id),
        None => "ratings".to_owned(),
    };
    if !with_answers {
        return Part::new(id, vec![Block::BarChart(overview::rating_chart(vec![group]))]);
    }
    let side = group.side;
    let mut heading = group.heading;
    let mut blocks = Vec::new();
    for (bar, scale) in group.bars.into_iter().zip(sections::scales_of(facts, side)) {
        let is_continued = heading.is_none();
        let one = BarGroup { heading: heading.take(), is_continued, side, bars: vec![bar] };
        blocks.push(Block::BarChart(overview::rating_chart(vec![one])));
        blocks.push(Block::list(sections::answers_on(facts, scale)));
    }
    Part::new(id, blocks)
}

/// The second page: pay, how the fields differ, steps to take, and whom to ask.
fn fields_page(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Part> {
    let recommended = facts.assessment.verdict.side();
    let elsewhere = sections::looks_elsewhere(facts);
    let max_lines = if recommended.is_some() || elsewhere { MAX_LIST_LINES } else { MAX_LIST_LINES_OF_BOTH };
    let steps = |side: Side| sections::first_steps(facts.content.profiles.on(side), false);
    let steps: Vec<Part> = match recommended {
        _ if elsewhere => vec![sections::elsewhere(facts)],
        Some(side) => vec![steps(side)],
        None => Side::BOTH.map(steps).to_vec(),
    };
    let questions = fitting(sections::advisor_questions(facts), max_lines);
    let mut parts = vec![current_pay(facts, wages), differences(facts, wages)];
    parts.extend(steps.into_iter().map(|part| shortened(part, max_lines)));
    parts.push(Part::headed("questions", "Questions for an advisor", vec![Block::steps(questions)]));
    parts.push(school(fitting(school_items(facts), MAX_SCHOOL_LINES)));
    parts.retain(|part| !part.has_empty_list());
    parts
}

/// A part with its lists cut to this many lines.
fn shortened(mut part: Part, max_lines: usize) -> Part {
    for block in &mut part.blocks {
        if let Block::List(List { items, .. }) = block {
            *items = fitting(std::mem::take(items), max_lines);
        }
    }
    part
}

/// Current pay of a few occupations, without their notes.
fn current_pay(facts: &Facts<'_>, wages: Option<&Wages>) -> Part {
    let mut part = pay::today(facts, wages);
    for block in &mut part.blocks {
        if let Block::RangeChart(RangeChart { rows, .. }) = block {
            let [first, second] = facts.sides();
            let mut few = Vec::new();
            for (side, max) in [(Some(first), MAX_OCCUPATIONS), (Some(second), MAX_OCCUPATIONS), (None, 1)] {
                few.extend(rows.iter().filter(|row| row.side == side).take(max).cloned());
            }
            *rows = few;
        }
    }
    part
}

/// The comparison of the fields, without rows that are too long.
fn differences(facts: &Facts<'_>, wages: Option<&Wages>) -> Part {
    let mut table = sections::comparison_table(facts, wages);
    table.rows.retain(|row| {
        let mut cells = row.cells.iter();
        cells.all(|cell| cell.iter().map(|text| text.chars().count()).sum::<usize>() <= MAX_CELL_CHARS)
    });
    Part::headed("differences", "How the two differ", vec![Block::Table(table)])
}

/// What the school adds of its own; `None` if nothing.
pub fn local(facts: &Facts<'_>) -> Option<Part> {
    let items = school_items(facts);
    (!items.is_empty()).then(|| school(items))
}

fn school_items(facts: &Facts<'_>) -> Vec<ListItem> {
    let lines = facts.content.profiles.local.iter();
    lines
        .map(|line| ListItem::new(line.text.as_str()).lead(line.label.as_str()).link(line.link.clone()))
        .collect()
}

fn school(items: Vec<ListItem>) -> Part {
    Part::headed("local", "At your school", vec![Block::list(items)])
}
