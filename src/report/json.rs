//! A result as one JSON object on one line, for other programs. It is made from the facts, not from the document.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::code::Codec;
use crate::content::wages::NATION;
use crate::content::{Content, Rung, Schooling};
use crate::instrument::Response;
use crate::report::facts::Facts;
use crate::scoring::Side;

/// Key-value pairs that become a JSON object in this order.
#[derive(Debug)]
pub(crate) struct Object<K, V>(pub(crate) Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Object<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// The respondent of one of many results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    pub id: String,
    /// The names and cells of passthrough columns.
    pub kept: Vec<(String, String)>,
}

impl About {
    /// The passthrough columns, if there are any.
    fn kept(&self) -> Option<Object<&str, &str>> {
        let pairs = self.kept.iter().map(|(name, cell)| (name.as_str(), cell.as_str()));
        (!self.kept.is_empty()).then(|| Object(pairs.collect()))
    }
}

/// The content that was answered.
#[derive(Debug, Serialize)]
pub(crate) struct Instrument<'a> {
    id: &'a str,
    version: &'a str,
    fingerprint: String,
}

impl<'a> Instrument<'a> {
    pub(crate) fn new(content: &'a Content, codec: &Codec) -> Self {
        let instrument = &content.instrument;
        Self {
            id: &instrument.id,
            version: &instrument.version,
            fingerprint: codec.fingerprint().to_string(),
        }
    }
}

#[derive(Debug, Serialize)]
struct OneResult<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// Present only if true.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    made_up: bool,
    instrument: Instrument<'a>,
    answers: Object<&'a str, Option<u8>>,
    verdict: &'a str,
    path: Option<&'a str>,
    p: Option<f64>,
    gap: Option<f64>,
    se: Option<f64>,
    interval: Option<[f64; 2]>,
    like: Object<&'a str, Option<f64>>,
    own: Option<f64>,
    scales: Vec<Scale<'a>>,
    items: Vec<Item<'a>>,
    skipped: Skipped,
    changes: Vec<VerdictChange<'a>>,
    flags: Vec<&'a str>,
    titles: Vec<Title<'a>>,
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<Object<&'a str, &'a str>>,
}

#[derive(Debug, Serialize)]
struct Scale<'a> {
    id: &'a str,
    mean: Option<f64>,
    answered: usize,
    weight: f64,
    contribution: f64,
}

#[derive(Debug, Serialize)]
struct Item<'a> {
    id: &'a str,
    response: Option<u8>,
    contribution: f64,
}

#[derive(Debug, Serialize)]
struct Skipped {
    count: usize,
    lo: f64,
    hi: f64,
    could_change: bool,
}

/// The fewest changes that lead to another verdict.
#[derive(Debug, Serialize)]
struct VerdictChange<'a> {
    verdict: &'static str,
    path: Option<&'a str>,
    answers: Vec<Change<'a>>,
}

/// A changed answer; `None` if the item was skipped.
#[derive(Debug, Serialize)]
struct Change<'a> {
    item: &'a str,
    from: Option<u8>,
    to: Option<u8>,
}

#[derive(Debug, Serialize)]
struct Title<'a> {
    name: &'a str,
    path: &'a str,
    fit: Option<f64>,
    start: Option<Rung>,
    schooling: Option<Schooling>,
    pay: Option<i64>,
}

impl<'a> OneResult<'a> {
    fn new(codec: &Codec, facts: &Facts<'a>, about: Option<&'a About>) -> Self {
        let content = facts.content;
        let assessment = facts.assessment;
        let comparison = assessment.comparison.as_ref();
        let skipped = facts.skipped();
        let field = |side: Side| content.profiles.on(side).id.as_str();
        let answers = answers(facts);
        let items = answers.iter().zip(facts.contributions());
        let items = items.map(|(&(id, response), contribution)| Item { id, response, contribution });
        let items = items.collect();
        let scales = content.instrument.scales.iter().zip(&assessment.scales);
        let scales = scales.map(|(scale, reading)| Scale {
            id: &scale.id,
            mean: reading.mean,
            answered: reading.answered,
            weight: reading.weight,
            contribution: reading.contribution,
        });
        let changes = facts.changes().into_iter().map(|change| {
            let answers = change.answers.iter().map(|change| {
                let item = &content.instrument.items[change.item].id;
                Change { item, from: Some(change.from.value()), to: Some(change.to.value()) }
            });
            let path = change.verdict.side().map(field);
            VerdictChange { verdict: change.verdict.name(), path, answers: answers.collect() }
        });
        let wages = content.wages(NATION);
        let median = |soc: &String| wages.here(soc)?.pay.map(|[_, median, _]| median);
        let titles = facts.ladder().into_iter().map(|one| Title {
            name: &one.title.name,
            path: field(one.side),
            fit: one.fit,
            start: one.title.rung(),
            schooling: one.title.start,
            pay: one.title.soc.as_ref().and_then(median),
        });
        let like = Side::BOTH.map(|side| (field(side), comparison.map(|one| *side.of(&one.like))));
        Self {
            id: about.map(|about| about.id.as_str()),
            made_up: facts.answers.made_up,
            instrument: Instrument::new(content, codec),
            answers: Object(answers),
            verdict: assessment.verdict.name(),
            path: assessment.verdict.side().map(field),
            p: comparison.map(|comparison| comparison.confidence.p),
            gap: comparison.map(|comparison| comparison.gap),
            se: comparison.map(|comparison| comparison.confidence.se),
            interval: comparison.map(|comparison| comparison.confidence.interval),
            like: Object(like.to_vec()),
            own: assessment.own,
            scales: scales.collect(),
            items,
            skipped: Skipped {
                count: skipped.count,
                lo: skipped.lo,
                hi: skipped.hi,
                could_change: skipped.could_change,
            },
            changes: changes.collect(),
            flags: assessment.flags.names().collect(),
            titles: titles.collect(),
            code: facts.code,
            kept: about.and_then(About::kept),
        }
    }
}

/// The ids of the items with their answers.
fn answers<'a>(facts: &Facts<'a>) -> Vec<(&'a str, Option<u8>)> {
    let items = facts.content.instrument.items.iter().zip(facts.answers.responses.iter());
    items.map(|(item, response)| (item.id.as_str(), response.map(Response::value))).collect()
}

/// A result as one line of JSON without the newline. `about` names the respondent in a list of results.
///
/// # Errors
/// Never for valid content; the type is that of the JSON library.
pub fn line(facts: &Facts<'_>, about: Option<&About>) -> serde_json::Result<String> {
    line_with(&Codec::new(facts.content), facts, about)
}

/// `line` for one of many results, with the codec of their content.
///
/// # Errors
/// Never for valid content; the type is that of the JSON library.
pub fn line_with(codec: &Codec, facts: &Facts<'_>, about: Option<&About>) -> serde_json::Result<String> {
    serde_json::to_string(&OneResult::new(codec, facts, about))
}

/// Two results of the same content and the answers that changed, as one line of JSON without the newline.
///
/// # Errors
/// Never for valid content; the type is that of the JSON library.
pub fn comparison(before: &Facts<'_>, after: &Facts<'_>) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Comparison<'a> {
        before: OneResult<'a>,
        after: OneResult<'a>,
        changes: Vec<Change<'a>>,
    }
    let codec = Codec::new(after.content);
    let answers = answers(before).into_iter().zip(answers(after));
    let changes = answers.filter(|((_, from), (_, to))| from != to);
    serde_json::to_string(&Comparison {
        before: OneResult::new(&codec, before, None),
        after: OneResult::new(&codec, after, None),
        changes: changes.map(|((item, from), (_, to))| Change { item, from, to }).collect(),
    })
}

/// The line of a respondent whose answers are invalid, with the verdict `error`.
///
/// # Errors
/// Never for valid content; the type is that of the JSON library.
pub fn error_line(content: &Content, codec: &Codec, about: &About) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Invalid<'a> {
        id: &'a str,
        instrument: Instrument<'a>,
        verdict: &'static str,
        path: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        kept: Option<Object<&'a str, &'a str>>,
    }
    serde_json::to_string(&Invalid {
        id: &about.id,
        instrument: Instrument::new(content, codec),
        verdict: "error",
        path: None,
        kept: about.kept(),
    })
}
