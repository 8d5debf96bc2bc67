//! Answers for every result: found by a search that starts where the result has to be, if anywhere.
//!
//! A path fits clearly, if ever, where its own questions all get the highest answer and the other path's the lowest:
//! then the gap is as wide, and the doubt as small, as they can be. All other results lie between that and its mirror.
//! So the search goes from even answers, one step of one question after the other, and looks at each result on the way.

use super::Finding;
use crate::code::Codec;
use crate::content::Content;
use crate::instrument::{Answers, Instrument, Item, Response, ResponseSet};
use crate::scoring::{Assessment, Side, Verdict, score};

/// A result, and answers that lead to it.
#[derive(Debug, Clone)]
pub struct Win {
    /// The result.
    pub verdict: Verdict,
    /// Answers that lead to it, and their code; `None` where there are none.
    pub found: Option<Found>,
}

/// Answers that lead to a result.
#[derive(Debug, Clone)]
pub struct Found {
    /// The answers.
    pub answers: Answers,
    /// Their code.
    pub code: String,
    /// What follows from them.
    pub assessment: Assessment,
}

/// Every result that somebody can get, in the order of the files.
const WANTED: [Verdict; 7] = [
    Verdict::Clear(Side::First),
    Verdict::Clear(Side::Second),
    Verdict::Lean(Side::First),
    Verdict::Lean(Side::Second),
    Verdict::Both,
    Verdict::Neither,
    Verdict::Close,
];

/// Looks for answers to every result.
pub(super) fn all(content: &Content) -> Vec<Win> {
    let codec = Codec::new(content);
    let found = |verdict| {
        let responses = search(content, verdict)?;
        let answers = Answers::of(&content.instrument, responses);
        let assessment = assess(content, &answers.responses);
        Some(Found { code: codec.encode(&answers), answers, assessment })
    };
    WANTED.into_iter().map(|verdict| Win { verdict, found: found(verdict) }).collect()
}

/// What follows from answers.
pub(super) fn assess(content: &Content, responses: &ResponseSet) -> Assessment {
    score(&content.instrument, &content.contrast, responses, &[])
}

/// The first answers on the way that lead to a result: to the core alone, or else to the tie-breakers too.
fn search(content: &Content, wanted: Verdict) -> Option<ResponseSet> {
    let leads = |responses: &ResponseSet| assess(content, responses).verdict == wanted;
    let starts = starts(wanted);
    [false, true].into_iter().find_map(|with_extra| {
        starts.iter().find_map(|&levels| {
            let start = even(content, levels, with_extra);
            if leads(&start) {
                return Some(start);
            }
            let walks = walks(wanted);
            walks.into_iter().find_map(|side| walk(content, &start, side, leads))
        })
    })
}

/// Where to start from: the level of each side's questions, the likeliest first, then all others.
fn starts(wanted: Verdict) -> Vec<[Response; 2]> {
    use Response as R;
    let first = match wanted {
        Verdict::Clear(Side::First) => [R::HIGHEST, R::LOWEST],
        Verdict::Clear(Side::Second) => [R::LOWEST, R::HIGHEST],
        Verdict::Both => [R::HIGHEST; 2],
        Verdict::Neither => [R::LOWEST; 2],
        Verdict::Lean(_) | Verdict::Close | Verdict::Incomplete => [R::MIDDLE; 2],
    };
    let all = R::all().flat_map(|one| R::all().map(move |other| [one, other]));
    std::iter::once(first).chain(all.filter(|levels| *levels != first)).collect()
}

/// Whose questions to raise, the likeliest first.
fn walks(wanted: Verdict) -> [Side; 2] {
    let side = wanted.side().unwrap_or(Side::First);
    [side, side.other()]
}

/// Everybody's answers with each side's questions at one level, and those of neither side between the two.
fn even(content: &Content, [first, second]: [Response; 2], with_extra: bool) -> ResponseSet {
    let between = Response::new(u8::midpoint(first.value(), second.value()));
    let answer = |item: &Item| match content.contrast.side(item.scale.place) {
        _ if item.tie_breaker && !with_extra => None,
        Some(Side::First) => Some(first),
        Some(Side::Second) => Some(second),
        None => between,
    };
    content.instrument.items.iter().map(answer).collect()
}

/// Raises one side's questions, one after the other and step by step, until the answers lead where they should.
fn walk(
    content: &Content,
    start: &ResponseSet,
    side: Side,
    leads: impl Fn(&ResponseSet) -> bool,
) -> Option<ResponseSet> {
    let mut responses = start.clone();
    for (index, item) in content.instrument.items.iter().enumerate() {
        if content.contrast.side(item.scale.place) != Some(side) {
            continue;
        }
        while let Some(response) = responses.get(index).filter(|response| *response != Response::HIGHEST) {
            responses.set(index, Some(response.higher()));
            if leads(&responses) {
                return Some(responses);
            }
        }
    }
    None
}

impl Win {
    /// What the result is called.
    pub fn name(&self, content: &Content) -> String {
        let short = |side| &content.profiles.on(side).short;
        match self.verdict {
            Verdict::Clear(side) => format!("clearly {}", short(side)),
            Verdict::Lean(side) => format!("leans to {}", short(side)),
            Verdict::Both => "both fit".to_owned(),
            Verdict::Neither => "neither stands out".to_owned(),
            Verdict::Close => "too close to call".to_owned(),
            Verdict::Incomplete => "not enough answers".to_owned(),
        }
    }

    pub(super) fn finding(&self, content: &Content) -> Finding {
        let name = self.name(content);
        let Some(found) = &self.found else { return self.missing(content, &name) };
        let likes = found.assessment.comparison.map(|comparison| comparison.like).unwrap_or_default();
        let [first, second] = content.profiles.pair.each_ref().map(|profile| &profile.short);
        let [one, other] = likes.map(|like| format!("{like:.1}"));
        let extra =
            if asks_extra(&content.instrument, &found.answers.responses) { ", tie-breakers too" } else { "" };
        let text = format!(
            "\"{name}\" can come out: where {first}'s questions get {one} and {second}'s {other} on average{extra}. \
             Code {}",
            found.code
        );
        Finding::fine("results", text)
    }

    /// No answers lead there, and what to do about it.
    fn missing(&self, content: &Content, name: &str) -> Finding {
        let constants = &content.instrument.constants;
        let text = format!("no answers lead to \"{name}\"");
        let mend = match self.verdict {
            Verdict::Lean(_) if constants.lean >= constants.clear => {
                let mend = "set `lean` below `clear`, unless you mean to say nothing between the two";
                return Finding::note("results", text, mend).at("[scoring]");
            }
            Verdict::Clear(_) => {
                "lower `clear`, or add questions to the kinds of work that set the paths apart"
            }
            Verdict::Lean(_) => "set `lean` and `clear` farther apart, or add questions",
            Verdict::Both => "lower `both`, or raise `lean`",
            Verdict::Neither => "raise `neither`, or raise `lean`",
            Verdict::Close | Verdict::Incomplete => "set `both` and `neither` farther apart, or raise `lean`",
        };
        Finding::problem("results", text, mend).at("[scoring]")
    }
}

/// Whether tie-breakers are among what was answered.
fn asks_extra(instrument: &Instrument, responses: &ResponseSet) -> bool {
    responses.iter().skip(instrument.core_count()).any(|response| response.is_some())
}
