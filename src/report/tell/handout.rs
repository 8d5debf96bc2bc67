//! The handout: two printed pages for a student and an advisor to talk over.
//!
//! What stands on it is bounded, so that it fits whatever the answers are: the first page is about the person, the
//! second about the paths. All that it leaves out stands in the chapters behind it.

use super::{Tab, answers, compare, glance, pay, study, why};
use crate::content::Wages;
use crate::content::profiles::Local;
use crate::report::Extras;
use crate::report::document::{Block, Bullet, Handout, Likings, Part, Range, Ranges};
use crate::report::facts::Facts;
use crate::scoring::{Side, Verdict};

/// The most kinds of work that the first page has room for.
const KINDS: usize = 9;
/// The most lines before the answers, and of the answers about one field, where the first page has room for them.
const LINES_BEFORE: usize = 22;
const LINES_OF_ANSWERS: usize = 30;
/// The most occupations of a path.
const OCCUPATIONS: usize = 3;
/// The most lines of a list on the second page: where one path is named, where each has steps, and of what the school
/// adds.
const LINES_OF_LIST: usize = 10;
const LINES_OF_EACH: usize = 7;
const LINES_OF_SCHOOL: usize = 6;
/// The most letters of a cell where the two paths stand side by side.
const LONGEST_CELL: usize = 120;
/// How many letters a line holds over the whole page, in a list on half of it, and beside an answer.
const WHOLE: usize = 100;
const HALF: usize = 64;
const ANSWER: usize = 48;

pub(super) fn handout(facts: &Facts<'_>, wages: Option<&Wages>, extras: Extras) -> Handout {
    let pages = [person(facts, wages, extras), paths(facts, wages)];
    Handout { chapter: Tab::Glance.id(), pages }
}

/// The first page: the result in one look, how sure, and what was answered.
fn person(facts: &Facts<'_>, wages: Option<&Wages>, extras: Extras) -> Vec<Part> {
    let mut parts = glance::parts(facts, wages);
    let sure = facts.comparison().and_then(|comparison| why::sure(facts, comparison).into_iter().next());
    parts.extend(sure.map(|sure| Part::headed("sure", "How sure", vec![Block::Text(sure)])));
    let has_room = parts.iter().map(lines).sum::<usize>() <= LINES_BEFORE;
    parts.extend(ratings(facts, extras.answers && has_room));
    parts
}

/// About how many lines a part takes over the whole page: its heading counts for two.
fn lines(part: &Part) -> usize {
    let of_block = |block: &Block| match block {
        Block::Text(text) => rows(text, WHOLE),
        Block::Bullets(all) | Block::Steps(all) => all.iter().map(|one| rows(&one.text, WHOLE)).sum(),
        Block::Rows(all) => all.iter().flat_map(|row| &row.lines).map(|line| rows(line, WHOLE)).sum(),
        _ => 0,
    };
    2 * usize::from(part.heading.is_some()) + part.blocks.iter().map(of_block).sum::<usize>()
}

/// How many lines a text takes that hold so many letters.
fn rows(text: &str, letters: usize) -> usize {
    text.chars().count().div_ceil(letters)
}

/// The first statements of a list, as many as so many lines on half of the page hold.
fn fitting(list: Vec<Bullet>, most: usize) -> Vec<Bullet> {
    let mut used = 0;
    let fits = |one: &Bullet| {
        let label = one.lead.as_ref().map_or(0, |lead| lead.chars().count());
        let of = |text: &Option<String>| text.as_ref().map_or(0, |text| rows(text, HALF));
        used += (label + one.text.chars().count()).div_ceil(HALF) + of(&one.note) + of(&one.link);
        used <= most
    };
    list.into_iter().take_while(fits).collect()
}

/// The kinds of work of each field, with the answers about them where they are wanted and there is room.
fn ratings(facts: &Facts<'_>, with_answers: bool) -> Vec<Part> {
    let likings = why::likings(facts);
    let kinds: usize = likings.iter().map(|group| group.rows.len()).sum();
    if kinds > KINDS {
        return Vec::new();
    }
    let answers = |side| answers::of_side(facts, side).flat_map(|scale| answers::about(facts, scale));
    let fits = |group: &Likings| {
        answers(group.side).map(|one| rows(&one.text, ANSWER)).sum::<usize>() <= LINES_OF_ANSWERS
    };
    let with_answers = with_answers && likings.len() <= 2 && likings.iter().all(fits);
    likings.into_iter().map(|group| rating(facts, group, with_answers)).collect()
}

/// The kinds of work that belong together, each with its answers below it.
fn rating(facts: &Facts<'_>, group: Likings, with_answers: bool) -> Part {
    let id = match group.side {
        Some(side) => format!("ratings-{}", facts.content.profiles.on(side).id),
        None => "ratings".to_owned(),
    };
    if !with_answers {
        return Part::new(id, vec![Block::Likings(vec![group])]);
    }
    let Likings { mut heading, side, rows } = group;
    let answers = answers::of_side(facts, side).map(|scale| answers::about(facts, scale));
    let blocks = rows.into_iter().zip(answers).flat_map(|(row, said)| {
        let heading = std::mem::take(&mut heading);
        [Block::Likings(vec![Likings { heading, side, rows: vec![row] }]), Block::Bullets(said)]
    });
    Part::new(id, blocks.collect())
}

/// The second page: what the paths pay and how they differ, the steps to take, and whom to ask.
fn paths(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Part> {
    let mut parts = vec![pay_today(facts, wages)];
    parts.extend(differences(facts, wages));
    parts.extend(steps(facts));
    parts.push(Part::headed(
        "questions",
        "Questions for an advisor",
        vec![Block::Steps(fitting(study::questions(facts), lines_of_list(facts)))],
    ));
    parts.push(school(fitting(lines_of_school(facts), LINES_OF_SCHOOL)));
    parts.retain(|part| !part.blocks.iter().any(study::is_empty));
    parts
}

/// The pay of the occupations, without what is to be known of each.
fn pay_today(facts: &Facts<'_>, wages: Option<&Wages>) -> Part {
    let shorten = |chart: Ranges| {
        let of = |side: Option<Side>, most: usize| {
            let rows = chart.rows.iter().filter(move |row| row.side == side).take(most);
            rows.map(|row| Range { note: None, ..row.clone() })
        };
        let [first, second] = facts.sides().map(|side| of(Some(side), OCCUPATIONS));
        Ranges { rows: first.chain(second).chain(of(None, 1)).collect(), ..chart }
    };
    let whole = pay::today(facts, wages);
    let blocks = whole.blocks.into_iter().map(|block| match block {
        Block::Ranges(chart) => Block::Ranges(shorten(chart)),
        other => other,
    });
    Part { blocks: blocks.collect(), ..whole }
}

/// The two paths side by side, without the lines that take much room.
fn differences(facts: &Facts<'_>, wages: Option<&Wages>) -> Option<Part> {
    let is_short =
        |cell: &Vec<String>| cell.iter().map(|text| text.chars().count()).sum::<usize>() <= LONGEST_CELL;
    let blocks = compare::parts(facts, wages).into_iter().next()?.blocks.into_iter();
    let tables = blocks.filter_map(|block| match block {
        Block::Columns(mut table) => {
            table.rows.retain(|(_, cells)| cells.iter().all(is_short));
            Some(Block::Columns(table))
        }
        _ => None,
    });
    Some(Part::headed("differences", "How the two differ", tables.collect()))
}

/// The first steps of the path that is named, or of both; where neither appeals, where else to look.
fn steps(facts: &Facts<'_>) -> Vec<Part> {
    let profiles = &facts.content.profiles;
    let short = |part: Part| {
        let cut = |block| match block {
            Block::Steps(steps) => Block::Steps(fitting(steps, lines_of_list(facts))),
            Block::Bullets(bullets) => Block::Bullets(fitting(bullets, lines_of_list(facts))),
            other => other,
        };
        Part { blocks: part.blocks.into_iter().map(cut).collect(), ..part }
    };
    if looks_elsewhere(facts) {
        return vec![short(study::elsewhere(facts))];
    }
    let of = |side: Side| short(study::steps(profiles.on(side), false));
    match facts.assessment.verdict.side() {
        Some(side) => vec![of(side)],
        None => Side::BOTH.map(of).to_vec(),
    }
}

/// How many lines the lists on the second page may have, of which there is one more where both paths have steps.
fn lines_of_list(facts: &Facts<'_>) -> usize {
    let has_one = facts.assessment.verdict.side().is_some() || looks_elsewhere(facts);
    if has_one { LINES_OF_LIST } else { LINES_OF_EACH }
}

/// Whether neither path appeals.
fn looks_elsewhere(facts: &Facts<'_>) -> bool {
    facts.assessment.verdict == Verdict::Neither || facts.assessment.flags.low_interest
}

/// What the place where the quiz is taken has to add; nothing where it has nothing.
pub(super) fn local(facts: &Facts<'_>) -> Option<Part> {
    let lines = lines_of_school(facts);
    (!lines.is_empty()).then(|| school(lines))
}

fn lines_of_school(facts: &Facts<'_>) -> Vec<Bullet> {
    let line =
        |line: &Local| Bullet::new(line.text.as_str()).lead(line.label.as_str()).link(line.link.clone());
    facts.content.profiles.local.iter().map(line).collect()
}

fn school(lines: Vec<Bullet>) -> Part {
    Part::headed("local", "At your school", vec![Block::Bullets(lines)])
}
