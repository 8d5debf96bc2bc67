//! Answers that lead to each result, found by a search that starts where the result is most likely.
//!
//! A field fits most clearly if its own questions all get the highest answer and the other field's the lowest: then the
//! gap is widest and the error smallest. All other results are between that and its mirror image. So the search goes
//! from even answers, one step of one question after the other, and looks at each result on the way.

use serde_json::{Map, Value, json};

use super::{Finding, assess};
use crate::code::Codec;
use crate::content::Content;
use crate::instrument::{Answers, Item, Response, ResponseSet};
use crate::scoring::{Assessment, Side, Verdict};

/// A result, and answers that lead to it.
#[derive(Debug, Clone)]
pub struct Reachable {
    pub verdict: Verdict,
    /// `None` if no answers lead to it.
    pub found: Option<Answered>,
}

/// Answers that lead to a result.
#[derive(Debug, Clone)]
pub struct Answered {
    pub answers: Answers,
    pub code: String,
    pub assessment: Assessment,
}

const VERDICTS: [Verdict; 7] = [
    Verdict::Clear(Side::First),
    Verdict::Clear(Side::Second),
    Verdict::Lean(Side::First),
    Verdict::Lean(Side::Second),
    Verdict::Both,
    Verdict::Neither,
    Verdict::Close,
];

/// Searches answers for every result.
pub(super) fn all(content: &Content) -> Vec<Reachable> {
    let codec = Codec::new(content);
    let found = |verdict| {
        let answers = Answers::of(&content.instrument, search(content, verdict)?);
        let assessment = assess(content, &answers.responses);
        Some(Answered { code: codec.encode(&answers), answers, assessment })
    };
    VERDICTS.map(|verdict| Reachable { verdict, found: found(verdict) }).to_vec()
}

/// The first answers that lead to a verdict: to the core questions, or else to the tie-breakers too.
fn search(content: &Content, wanted: Verdict) -> Option<ResponseSet> {
    let leads = |responses: &ResponseSet| assess(content, responses).verdict == wanted;
    let first_start = match wanted {
        Verdict::Clear(Side::First) => [Response::HIGHEST, Response::LOWEST],
        Verdict::Clear(Side::Second) => [Response::LOWEST, Response::HIGHEST],
        Verdict::Both => [Response::HIGHEST; 2],
        Verdict::Neither => [Response::LOWEST; 2],
        Verdict::Lean(_) | Verdict::Close | Verdict::Incomplete => [Response::MIDDLE; 2],
    };
    let all = Response::all().flat_map(|one| Response::all().map(move |other| [one, other]));
    let starts: Vec<[Response; 2]> = std::iter::once(first_start).chain(all).collect();
    let side = wanted.side().unwrap_or(Side::First);
    for with_extra in [false, true] {
        for levels in &starts {
            let start = even(content, *levels, with_extra);
            if leads(&start) {
                return Some(start);
            }
            if let Some(found) =
                [side, side.other()].into_iter().find_map(|side| raise(content, &start, side, leads))
            {
                return Some(found);
            }
        }
    }
    None
}

/// Answers with each side's questions at one level, and those of neither side between the two.
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

/// Raises one side's answers, one after the other and step by step, until they lead where they should.
fn raise(
    content: &Content,
    start: &ResponseSet,
    side: Side,
    leads: impl Fn(&ResponseSet) -> bool,
) -> Option<ResponseSet> {
    let mut responses = start.clone();
    let items = content.instrument.items.iter().enumerate();
    for (index, _) in items.filter(|(_, item)| content.contrast.side(item.scale.place) == Some(side)) {
        while let Some(response) = responses.get(index).filter(|response| *response != Response::HIGHEST) {
            responses.set(index, Some(response.higher()));
            if leads(&responses) {
                return Some(responses);
            }
        }
    }
    None
}

impl Reachable {
    fn name(&self, content: &Content) -> String {
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
        let Some(Answered { answers, code, assessment }) = &self.found else {
            return self.unreachable(content, &name);
        };
        let [one, other] = assessment.comparison.map(|comparison| comparison.like).unwrap_or_default();
        let [first, second] = content.profiles.pair.each_ref().map(|profile| &profile.short);
        let has_extra =
            answers.responses.iter().skip(content.instrument.core_count()).any(|one| one.is_some());
        let extra = if has_extra { ", with tie-breakers" } else { "" };
        let text = format!(
            "\"{name}\" is possible: average answers {one:.1} for {first} and {other:.1} for {second}{extra}. Code {code}"
        );
        Finding::ok("results", text)
    }

    /// No answers lead there, and what to do about it.
    fn unreachable(&self, content: &Content, name: &str) -> Finding {
        let constants = &content.instrument.constants;
        let text = format!("no answers lead to \"{name}\"");
        let fix = match self.verdict {
            Verdict::Lean(_) if constants.lean >= constants.clear => {
                let fix = "set `lean` below `clear`, unless there is to be nothing between the two";
                return Finding::note("results", text, fix).at("[scoring]");
            }
            Verdict::Clear(_) => "lower `clear`, or add questions to the scales that set the fields apart",
            Verdict::Lean(_) => "set `lean` and `clear` farther apart, or add questions",
            Verdict::Both => "lower `both`, or raise `lean`",
            Verdict::Neither => "raise `neither`, or raise `lean`",
            Verdict::Close | Verdict::Incomplete => "set `both` and `neither` farther apart, or raise `lean`",
        };
        Finding::problem("results", text, fix).at("[scoring]")
    }

    pub(super) fn to_json(&self, content: &Content) -> Value {
        let items = &content.instrument.items;
        let answers = self.found.as_ref().map(|found| -> Map<String, Value> {
            let answers = items.iter().zip(found.answers.responses.iter());
            answers.map(|(item, response)| (item.id.clone(), json!(response.map(Response::value)))).collect()
        });
        json!({
            "verdict": self.verdict.name(),
            "path": self.verdict.side().map(|side| &content.profiles.on(side).id),
            "code": self.found.as_ref().map(|found| &found.code),
            "answers": answers,
        })
    }
}
