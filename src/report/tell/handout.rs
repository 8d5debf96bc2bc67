//! The handout: two printed pages for a student and an advisor to talk over.
//!
//! What stands on it is bounded, so that it fits whatever the answers are: the first page is about the person, the
//! second about the paths. All that it leaves out stands in the chapters behind it.

use super::{Tab, answers, compare, glance, pay, study, why};
use crate::content::Wages;
use crate::report::Extras;
use crate::report::document::{Block, Bullet, Handout, Likings, Part, Range, Ranges};
use crate::report::facts::Facts;
use crate::scoring::{Side, Verdict};

/// The most kinds of work, and the most answers, that the first page has room for.
const KINDS: usize = 9;
const ANSWERS: usize = 36;
/// The most occupations of a path.
const OCCUPATIONS: usize = 3;
/// The most lines of the place where the quiz is taken.
const LINES: usize = 4;
/// The most steps where one path is named, and where each has some.
const STEPS: usize = 5;
const STEPS_OF_BOTH: usize = 3;

pub(super) fn handout(facts: &Facts<'_>, wages: Option<&Wages>, extras: Extras) -> Handout {
    let pages = [person(facts, wages, extras), paths(facts, wages)];
    Handout { chapter: Tab::Glance.id(), pages }
}

/// The first page: the result in one look, how sure, and what was answered.
fn person(facts: &Facts<'_>, wages: Option<&Wages>, extras: Extras) -> Vec<Part> {
    let mut parts = glance::parts(facts, wages);
    let sure = facts.comparison().and_then(|comparison| why::sure(facts, comparison).into_iter().next());
    parts.extend(sure.map(|sure| Part::headed("sure", "How sure", vec![Block::Text(sure)])));
    parts.extend(ratings(facts, extras));
    parts
}

/// The kinds of work of each field, with the answers about them where they are wanted and there is room.
fn ratings(facts: &Facts<'_>, extras: Extras) -> Vec<Part> {
    let likings = why::likings(facts);
    let kinds: usize = likings.iter().map(|group| group.rows.len()).sum();
    if kinds > KINDS {
        return Vec::new();
    }
    let with_answers = extras.answers && facts.asked().count() <= ANSWERS;
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
        vec![Block::Steps(study::questions(facts))],
    ));
    parts.extend(local(facts));
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

/// The two paths side by side.
fn differences(facts: &Facts<'_>, wages: Option<&Wages>) -> Option<Part> {
    let blocks = compare::parts(facts, wages).into_iter().next()?.blocks.into_iter();
    let table = blocks.filter(|block| matches!(block, Block::Columns(_))).collect();
    Some(Part::headed("differences", "How the two differ", table))
}

/// The first steps of the path that is named, or of both; where neither appeals, where else to look.
fn steps(facts: &Facts<'_>) -> Vec<Part> {
    let profiles = &facts.content.profiles;
    let short = |part: Part, most: usize| {
        let cut = |block| match block {
            Block::Steps(steps) => Block::Steps(steps.into_iter().take(most).collect()),
            Block::Bullets(bullets) => Block::Bullets(bullets.into_iter().take(most).collect()),
            other => other,
        };
        Part { blocks: part.blocks.into_iter().map(cut).collect(), ..part }
    };
    let verdict = facts.assessment.verdict;
    if verdict == Verdict::Neither || facts.assessment.flags.low_interest {
        return vec![short(study::elsewhere(facts), STEPS)];
    }
    let of = |side: Side, most: usize| short(study::steps(profiles.on(side), false), most);
    match verdict.side() {
        Some(side) => vec![of(side, STEPS)],
        None => Side::BOTH.map(|side| of(side, STEPS_OF_BOTH)).to_vec(),
    }
}

/// What the place where the quiz is taken has to add; nothing where it has nothing.
pub(super) fn local(facts: &Facts<'_>) -> Option<Part> {
    let lines = facts
        .content
        .profiles
        .local
        .iter()
        .take(LINES)
        .map(|line| Bullet::new(line.text.as_str()).lead(line.label.as_str()).link(line.link.clone()));
    let lines: Vec<Bullet> = lines.collect();
    (!lines.is_empty()).then(|| Part::headed("local", "At your school", vec![Block::Bullets(lines)]))
}
