//! A result with its content, and what several chapters derive from them: names, sources, ranked titles and reasons.

use std::collections::HashSet;
use std::sync::Arc;

use super::document::ListItem;
use super::format;
use crate::content::profiles::AllJobs;
use crate::content::{Claim, Content, Occupation, Rung, Source, Title};
use crate::instrument::{Answers, Item, Response, Scale, TieBreakers};
use crate::scoring::{self, Assessment, Comparison, Side, Skipped, Verdict, VerdictChange, title_fit};

/// The rank of titles without a match: after all correlations, which are -1 or more.
const UNMATCHED: f64 = -2.0;

/// What the report of a result is built from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    pub content: &'a Content,
    pub answers: &'a Answers,
    pub assessment: &'a Assessment,
    /// The code of the answers.
    pub code: &'a str,
}

impl<'a> Facts<'a> {
    /// Both sides, the recommended one first.
    pub fn sides(&self) -> [Side; 2] {
        match self.assessment.verdict.side() {
            Some(side) => [side, side.other()],
            None => Side::BOTH,
        }
    }

    pub fn name(&self, side: Side) -> &'a str {
        &self.content.profiles.on(side).name
    }

    pub fn short(&self, side: Side) -> &'a str {
        &self.content.profiles.on(side).short
    }

    pub fn shorts(&self) -> [&'a str; 2] {
        Side::BOTH.map(|side| self.short(side))
    }

    /// The name of a field with its short name: "Health Informatics (HI)".
    pub fn full_name(&self, side: Side) -> String {
        format!("{} ({})", self.name(side), self.short(side))
    }

    /// What each item adds to the gap, in steps.
    pub fn contributions(&self) -> Vec<f64> {
        scoring::contributions(&self.content.instrument, &self.content.contrast, &self.answers.responses)
    }

    /// What the skipped core items could still do.
    pub fn skipped(&self) -> Skipped {
        scoring::skipped(&self.content.instrument, &self.content.contrast, &self.answers.responses)
    }

    /// The fewest changed answers that lead to each other verdict.
    pub fn changes(&self) -> Vec<VerdictChange> {
        let Content { instrument, contrast, .. } = self.content;
        scoring::verdict_changes(instrument, contrast, &self.answers.responses)
    }

    /// The best-liked kind of work of the named field and its mean, if the field as a whole isn't liked but that kind is.
    pub fn mainly_for(&self) -> Option<(&'a Scale, f64)> {
        let side = self.assessment.verdict.side()?;
        let like = *side.of(&self.comparison()?.like);
        if like >= f64::from(Response::MIDDLE.value()) || self.assessment.flags.low_interest {
            return None;
        }
        let scales = self.content.instrument.scales.iter().map(AsRef::as_ref).zip(&self.assessment.scales);
        let of_side = scales.filter(|(scale, _)| self.content.contrast.side(scale.place) == Some(side));
        let means = of_side.filter_map(|(scale, reading)| Some((scale, reading.mean?)));
        // Of equal means, the first.
        means.reduce(|best, one| if one.1 > best.1 { one } else { best })
    }

    /// The items that were asked, each with its index.
    pub fn asked(&self) -> impl Iterator<Item = (usize, &'a Item)> {
        let facts = *self;
        self.content.instrument.items.iter().enumerate().filter(move |(index, _)| facts.was_asked(*index))
    }

    fn was_asked(&self, index: usize) -> bool {
        index < self.content.instrument.core_count() || self.answers.tie_breakers == TieBreakers::Accepted
    }

    /// The answer to an item in words.
    pub fn answer(&self, index: usize) -> &'a str {
        let instrument = &self.content.instrument;
        match self.answers.responses.get(index) {
            Some(response) => instrument.option(response),
            None if self.was_asked(index) => "skipped",
            None => "not asked",
        }
    }

    /// The comparison; `None` if there are too few answers for one.
    pub fn comparison(&self) -> Option<&'a Comparison> {
        match self.assessment.verdict {
            Verdict::Incomplete => None,
            _ => self.assessment.comparison.as_ref(),
        }
    }

    /// The occupations of both fields, those of the recommended field first.
    pub fn occupations(&self) -> impl Iterator<Item = (Side, &'a Occupation)> {
        let profiles = &self.content.profiles;
        self.sides()
            .into_iter()
            .flat_map(|side| profiles.on(side).occupations.iter().map(move |one| (side, one)))
    }

    /// The period of the growth figures; `None` if they differ.
    pub fn period(&self) -> Option<&'a str> {
        common(self.occupations().map(|(_, one)| one.period.as_str()))
    }

    /// The growth of an occupation, with its period if periods differ: "8.7 % more jobs".
    pub fn growth(&self, occupation: &Occupation) -> String {
        let growth = format::growth(occupation.growth);
        match self.period() {
            Some(_) => growth,
            None => format!("{growth} ({})", occupation.period),
        }
    }

    /// The growth of all jobs, with its period if it isn't that of the occupations: "3.1 % more jobs".
    pub fn growth_of_all(&self, all: &AllJobs) -> String {
        let growth = format::growth(all.growth);
        match self.period() {
            Some(period) if period == all.period => growth,
            _ => format!("{growth} ({})", all.period),
        }
    }

    /// Whether the answers rank the titles.
    pub fn is_ranked(&self) -> bool {
        self.matches().iter().any(Match::fits)
    }

    /// The titles that fit, best first; if the answers don't rank them, those of the recommended field or of both.
    pub fn fitting(&self) -> Vec<Match<'a>> {
        let mut matches = self.matches();
        if matches.iter().any(Match::fits) {
            matches.retain(Match::fits);
        } else if let Some(side) = self.assessment.verdict.side() {
            matches.retain(|one| one.side == side);
        }
        matches
    }

    /// All titles, the best match first; those without a match follow in the order of the file.
    pub fn matches(&self) -> Vec<Match<'a>> {
        let has_comparison = self.comparison().is_some();
        let scales = self.assessment.scales.iter();
        let means: Vec<Option<f64>> = scales.map(|scale| scale.mean.filter(|_| has_comparison)).collect();
        let mut matches = Vec::new();
        for side in Side::BOTH {
            for title in &self.content.profiles.on(side).titles {
                let fit = title.key.as_deref().and_then(|key| title_fit(&means, key));
                matches.push(Match { title, side, fit });
            }
        }
        matches.sort_by(|a, b| b.fit.unwrap_or(UNMATCHED).total_cmp(&a.fit.unwrap_or(UNMATCHED)));
        matches
    }

    /// The kinds of work that were answered with their means, the best liked first.
    pub fn scales_by_liking(&self) -> Vec<(&'a Scale, f64)> {
        let readings = self.assessment.scales.iter();
        let scales = self.content.instrument.scales.iter().zip(readings);
        let mut scales: Vec<(&Scale, f64)> =
            scales.filter_map(|(scale, reading)| Some((scale.as_ref(), reading.mean?))).collect();
        scales.sort_by(|a, b| b.1.total_cmp(&a.1));
        scales
    }

    /// All titles by how soon they can be reached, those that don't say after those with a degree; each rung by fit, ties
    /// in the order of the file.
    pub fn ladder(&self) -> Vec<Match<'a>> {
        let mut matches = self.matches();
        matches.sort_by_key(|one| match one.title.rung() {
            Some(Rung::Start) => 0,
            Some(Rung::Degree) => 1,
            None => 2,
            Some(Rung::Later) => 3,
        });
        matches
    }

    /// The answers that moved the result toward a side, by how much they did, ties in the order asked.
    fn reasons_for(&self, side: Side) -> Vec<Reason<'a>> {
        let instrument = &self.content.instrument;
        let answers = instrument.items.iter().zip(self.answers.responses.iter());
        let mut reasons = Vec::new();
        for ((item, response), pull) in answers.zip(self.contributions()) {
            let Some(response) = response else { continue };
            let Some(of) = self.content.contrast.side(item.scale.place) else { continue };
            let toward = if pull > 0.0 { Side::First } else { Side::Second };
            if pull != 0.0 && toward == side {
                let answer = instrument.option(response);
                let pull = pull.abs();
                reasons.push(Reason {
                    side,
                    of,
                    scale: &item.scale,
                    text: &item.text,
                    answer,
                    response,
                    pull,
                });
            }
        }
        reasons.sort_by(|a, b| b.pull.total_cmp(&a.pull));
        reasons
    }

    /// The reasons for the recommended field, or for each field if none is recommended.
    fn reasons_by_side(&self) -> Vec<Vec<Reason<'a>>> {
        match self.assessment.verdict.side() {
            Some(side) => vec![self.reasons_for(side)],
            None => Side::BOTH.map(|side| self.reasons_for(side)).to_vec(),
        }
    }

    /// The reasons for the recommended field, or for both in turn.
    pub fn all_reasons(&self) -> Vec<Reason<'a>> {
        alternate(&self.reasons_by_side())
    }

    /// The answers that moved the result the most, at most one for each kind of work, and none of a kind that as a whole
    /// pulled the other way; if no field is named, in turn for each field.
    pub fn top_reasons(&self, count: usize) -> Vec<Reason<'a>> {
        if self.comparison().is_none() {
            return Vec::new();
        }
        let mut by_side = self.reasons_by_side();
        for reasons in &mut by_side {
            // An answer that is a reason only next to the others comes last: it reads as if it pulled the other way.
            reasons.sort_by_key(Reason::is_relative);
            *reasons = one_per_scale(std::mem::take(reasons));
            reasons.retain(|reason| {
                let contribution = self.assessment.scales[reason.scale.place].contribution;
                (contribution > 0.0) == (reason.side == Side::First)
            });
        }
        let mut reasons = one_per_scale(alternate(&by_side));
        reasons.truncate(count);
        reasons
    }
}

/// A job title with its match.
#[derive(Debug, Clone, Copy)]
pub struct Match<'a> {
    pub title: &'a Title,
    pub side: Side,
    /// The correlation of the title's demands with the respondent's scale means, -1 to 1; `None` if there is none.
    pub fit: Option<f64>,
}

impl Match<'_> {
    pub fn fits(&self) -> bool {
        self.fit.is_some_and(|fit| fit > 0.0)
    }
}

/// An answer that moved the result toward a field: its own work rated above the respondent's average, or the other's
/// below it.
#[derive(Debug, Clone)]
pub struct Reason<'a> {
    /// The field that it moved the result to.
    pub side: Side,
    /// The field whose work it is about.
    pub of: Side,
    pub scale: &'a Arc<Scale>,
    /// The text of the item.
    pub text: &'a str,
    /// The answer in words.
    pub answer: &'a str,
    pub response: Response,
    /// How far it moved the gap, in steps.
    pub pull: f64,
}

impl Reason<'_> {
    pub fn is_like(&self) -> bool {
        self.response > Response::MIDDLE
    }

    /// Whether it pushes toward its own field; otherwise it pushes away from it.
    pub fn is_toward(&self) -> bool {
        self.side == self.of
    }

    /// Whether only the comparison with the other answers makes it a reason: a liked kind of work that pushes away, or a
    /// disliked one that pushes toward.
    pub fn is_relative(&self) -> bool {
        self.response == Response::MIDDLE || self.is_like() != self.is_toward()
    }

    /// The reason as a sentence: "You'd love to lead a team". Answers that aren't kinds of liking are quoted.
    pub fn sentence(&self, stem: &str) -> String {
        let asks_to = stem.trim_end_matches(['.', ' ', '\u{2026}']).ends_with(" to");
        let sentence = if asks_to && self.answer.to_lowercase().ends_with("like") {
            let would = match self.response.value() {
                5 => "You'd love to",
                4 => "You'd like to",
                2 => "You'd rather not",
                _ => "You'd hate to",
            };
            format!("{would} {}", self.text)
        } else {
            format!("{}: {}", self.answer, self.text)
        };
        match (self.is_relative(), self.is_toward()) {
            (false, _) => sentence,
            (true, true) => format!("{sentence} (more than your average)"),
            (true, false) => format!("{sentence} (less than your average)"),
        }
    }
}

/// The first of each list, then the second of each, and so on.
fn alternate<'a>(lists: &[Vec<Reason<'a>>]) -> Vec<Reason<'a>> {
    let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
    (0..longest).flat_map(|index| lists.iter().filter_map(move |list| list.get(index).cloned())).collect()
}

/// The first reason of each kind of work.
fn one_per_scale(mut reasons: Vec<Reason<'_>>) -> Vec<Reason<'_>> {
    let mut seen = HashSet::new();
    reasons.retain(|reason| seen.insert(reason.scale.place));
    reasons
}

/// A source in a few words: "Walden University, undated".
pub fn cite(source: &Source) -> String {
    format!("{}, {}", source.publisher, source.year)
}

/// The line below a text that names its sources, each once: "Sources: A, 2024; B, 2025."
pub fn sources_line(cites: impl IntoIterator<Item = String>) -> String {
    let mut distinct: Vec<String> = Vec::new();
    for cite in cites {
        if !distinct.contains(&cite) {
            distinct.push(cite);
        }
    }
    let label = if distinct.len() > 1 { "Sources" } else { "Source" };
    format!("{label}: {}.", distinct.join("; "))
}

/// A claim with its source, what contradicts it, and a remark.
pub fn claim(claim: &Claim) -> ListItem {
    let note = with_remarks(cite(&claim.by), claim.disagrees.as_deref(), claim.note.as_deref());
    ListItem::new(claim.text.as_str()).note(note)
}

/// A source followed by what contradicts a claim of it, and by a remark of our own.
pub fn with_remarks(source: String, disagrees: Option<&str>, note: Option<&str>) -> String {
    if disagrees.is_none() && note.is_none() {
        return source;
    }
    let remarks = disagrees.map(|other| format!("But: {other}"));
    let remarks = remarks.into_iter().chain(note.map(|note| format!("Note: {note}")));
    remarks.fold(format!("{source}."), |text, remark| format!("{text} {remark}"))
}

/// The value that all have in common; `None` if they differ or there are none.
pub fn common<'a>(mut all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = all.next()?;
    all.all(|one| one == first).then_some(first)
}
