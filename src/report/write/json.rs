//! A result as one JSON object, for other programs. It is made from the facts: nobody reads it in sentences.

use std::sync::Arc;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::code::Codec;
use crate::content::Content;
use crate::instrument::{Response, ResponseSet};
use crate::report::facts::Facts;
use crate::scoring::{Assessment, Side};

/// Pairs that become a JSON object, in their order.
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

/// Whom one of many results is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The respondent's id.
    pub id: String,
    /// Columns that were carried through: names and cells.
    pub kept: Vec<(String, String)>,
}

impl About {
    /// The columns that were carried through, where there are any.
    fn kept(&self) -> Option<Object<&str, &str>> {
        let pairs = self.kept.iter().map(|(name, cell)| (name.as_str(), cell.as_str()));
        (!self.kept.is_empty()).then(|| Object(pairs.collect()))
    }
}

#[derive(Debug, Serialize)]
struct OneResult<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// There where it is a made-up person's, and then true.
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
    flip: Option<Flip<'a>>,
    flags: Vec<&'a str>,
    titles: Vec<Title<'a>>,
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<Object<&'a str, &'a str>>,
}

/// What was answered.
#[derive(Debug, Serialize)]
pub(crate) struct Instrument<'a> {
    id: &'a str,
    version: &'a str,
    fingerprint: String,
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

#[derive(Debug, Serialize)]
struct Flip<'a> {
    answers: Vec<Change<'a>>,
    steps: usize,
}

#[derive(Debug, Serialize)]
struct Change<'a> {
    item: &'a str,
    from: u8,
    to: u8,
}

/// An answer that differs between two results; `None` is none.
#[derive(Debug, Serialize)]
struct Moved<'a> {
    item: &'a str,
    from: Option<u8>,
    to: Option<u8>,
}

#[derive(Debug, Serialize)]
struct Title<'a> {
    name: &'a str,
    path: &'a str,
    fit: Option<f64>,
}

/// One JSON object on one line, without the line's end. `about` says whom it is about in a list of results.
///
/// # Errors
/// Never for checked content; the type is that of the JSON library.
pub fn line(facts: &Facts<'_>, about: Option<&About>) -> serde_json::Result<String> {
    line_with(&Codec::new(facts.content), facts, about)
}

/// The same for one of many results: `codec` is that of the content, made once for all of them.
///
/// # Errors
/// Never for checked content; the type is that of the JSON library.
pub fn line_with(codec: &Codec, facts: &Facts<'_>, about: Option<&About>) -> serde_json::Result<String> {
    serde_json::to_string(&one_result(codec, facts, about))
}

/// What moved from one result to another of the same content: both results, and each item whose answer changed. One
/// line, without its end.
///
/// # Errors
/// Never for checked content; the type is that of the JSON library.
pub fn comparison(before: &Facts<'_>, after: &Facts<'_>) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Comparison<'a> {
        before: OneResult<'a>,
        after: OneResult<'a>,
        changes: Vec<Moved<'a>>,
    }
    let codec = Codec::new(after.content);
    let answers =
        answers(&before.answers.responses, before).into_iter().zip(answers(&after.answers.responses, after));
    let changes = answers
        .filter(|((_, from), (_, to))| from != to)
        .map(|((item, from), (_, to))| Moved { item, from, to })
        .collect();
    let [before, after] = [before, after].map(|facts| one_result(&codec, facts, None));
    serde_json::to_string(&Comparison { before, after, changes })
}

/// The JSON object of a respondent whose answers can't be read: whom it is about and the verdict `error`.
///
/// # Errors
/// Never for checked content; the type is that of the JSON library.
pub fn error_line(content: &Content, codec: &Codec, about: &About) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Unreadable<'a> {
        id: &'a str,
        instrument: Instrument<'a>,
        verdict: &'static str,
        path: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        kept: Option<Object<&'a str, &'a str>>,
    }
    let (instrument, id, kept) = (instrument(content, codec), about.id.as_str(), about.kept());
    serde_json::to_string(&Unreadable { id, instrument, verdict: "error", path: None, kept })
}

/// What was answered; `codec` is that of the content.
pub(crate) fn instrument<'a>(content: &'a Content, codec: &Codec) -> Instrument<'a> {
    let instrument = &content.instrument;
    let fingerprint = codec.fingerprint().to_string();
    Instrument { id: &instrument.id, version: &instrument.version, fingerprint }
}

fn one_result<'a>(codec: &Codec, facts: &Facts<'a>, about: Option<&'a About>) -> OneResult<'a> {
    let content = facts.content;
    let assessment = facts.assessment;
    let comparison = assessment.comparison.as_ref();
    let skipped = &assessment.skipped;
    let profile = |side: Side| content.profiles.on(side).id.as_str();
    OneResult {
        id: about.map(|about| about.id.as_str()),
        made_up: facts.answers.made_up,
        instrument: instrument(content, codec),
        answers: Object(answers(&facts.answers.responses, facts)),
        verdict: assessment.verdict.name(),
        path: assessment.verdict.side().map(profile),
        p: comparison.map(|comparison| comparison.confidence.p),
        gap: comparison.map(|comparison| comparison.gap),
        se: comparison.map(|comparison| comparison.confidence.se),
        interval: comparison.map(|comparison| comparison.confidence.interval),
        like: Object(
            Side::BOTH.map(|side| (profile(side), comparison.map(|one| *side.of(&one.like)))).to_vec(),
        ),
        own: assessment.own,
        scales: scales(facts, assessment),
        items: items(facts, assessment),
        skipped: Skipped {
            count: skipped.count,
            lo: skipped.lo,
            hi: skipped.hi,
            could_change: skipped.could_change,
        },
        flip: assessment.flip.as_ref().map(|flip| Flip {
            answers: flip.answers.iter().filter_map(|change| self::change(facts, *change)).collect(),
            steps: flip.steps,
        }),
        flags: assessment.flags.names().collect(),
        titles: facts
            .matches()
            .iter()
            .map(|one| Title { name: &one.title.name, path: profile(one.side), fit: one.fit })
            .collect(),
        code: facts.code,
        kept: about.and_then(About::kept),
    }
}

fn answers<'a>(responses: &ResponseSet, facts: &Facts<'a>) -> Vec<(&'a str, Option<u8>)> {
    let items = &facts.content.instrument.items;
    items
        .iter()
        .zip(responses.iter())
        .map(|(item, one)| (item.id.as_str(), one.map(Response::value)))
        .collect()
}

fn scales<'a>(facts: &Facts<'a>, assessment: &Assessment) -> Vec<Scale<'a>> {
    let row = |(scale, reading): (&'a Arc<crate::instrument::Scale>, &crate::scoring::ScaleReading)| Scale {
        id: &scale.id,
        mean: reading.mean,
        answered: reading.answered,
        weight: reading.weight,
        contribution: reading.contribution,
    };
    facts.content.instrument.scales.iter().zip(&assessment.scales).map(row).collect()
}

fn items<'a>(facts: &Facts<'a>, assessment: &Assessment) -> Vec<Item<'a>> {
    let items = facts.content.instrument.items.iter().zip(facts.answers.responses.iter());
    items
        .zip(&assessment.contributions)
        .map(|((item, response), &contribution)| Item {
            id: &item.id,
            response: response.map(Response::value),
            contribution,
        })
        .collect()
}

fn change<'a>(facts: &Facts<'a>, change: crate::scoring::Change) -> Option<Change<'a>> {
    let item = facts.content.instrument.item(change.item)?;
    Some(Change { item: &item.id, from: change.from.value(), to: change.to.value() })
}
