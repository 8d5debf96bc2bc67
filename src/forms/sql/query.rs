//! The first steps of the query: from answers to the gap and its error.

use std::fmt::Write as _;
use std::sync::Arc;

use super::dialect::Dialect;
use super::{Reading, number};
use crate::code::Codec;
use crate::content::Content;
use crate::instrument::{self, Item};
use crate::scoring::Side;

/// A scale as the query knows it, by number.
pub(super) struct Scale<'a> {
    pub(super) number: usize,
    pub(super) id: &'a str,
    pub(super) items: Vec<&'a Item>,
    pub(super) difference: i64,
}

pub(super) struct Query<'a> {
    pub(super) content: &'a Content,
    pub(super) dialect: Dialect,
    pub(super) id: String,
    pub(super) has_tie_breakers: bool,
    pub(super) items: Vec<&'a Item>,
    pub(super) scales: Vec<Scale<'a>>,
    /// All means are whole in parts of this.
    pub(super) whole: i64,
}

impl<'a> Query<'a> {
    pub(super) fn new(content: &'a Content, reading: Reading<'_>) -> Self {
        let instrument = &content.instrument;
        let is_there = |item: &&Item| reading.has_tie_breakers || !item.tie_breaker;
        let items: Vec<&Item> = instrument.items.iter().filter(is_there).collect();
        let scale = |(number, scale): (usize, &'a Arc<instrument::Scale>)| Scale {
            number,
            id: &scale.id,
            items: items.iter().copied().filter(|item| item.scale.place == scale.place).collect(),
            difference: content.contrast.difference(scale.place),
        };
        let scales: Vec<Scale<'_>> = (1..).zip(&instrument.scales).map(scale).collect();
        let most = scales.iter().map(|scale| scale.items.len()).max().unwrap_or(1);
        let whole = (1..).find(|whole| (1..=most as i64).all(|number| whole % number == 0)).unwrap_or(1);
        Self {
            content,
            dialect: reading.dialect,
            id: reading.dialect.name_of(reading.id),
            has_tie_breakers: reading.has_tie_breakers,
            items,
            scales,
            whole,
        }
    }

    pub(super) fn name(&self, name: &str) -> String {
        self.dialect.name_of(name)
    }

    /// Something for each scale, with a sign between.
    pub(super) fn scales(&self, between: &str, each: impl Fn(&Scale<'_>) -> Option<String>) -> String {
        let all: Vec<String> = self.scales.iter().filter_map(each).collect();
        if all.is_empty() { "0".to_owned() } else { all.join(between) }
    }

    /// Something for each scale of a side.
    pub(super) fn of_side(&self, side: Side, each: impl Fn(&Scale<'_>, i64) -> String) -> String {
        let is_there = |scale: &Scale<'_>| match side {
            Side::First => scale.difference > 0,
            Side::Second => scale.difference < 0,
        };
        self.scales(" + ", |scale| is_there(scale).then(|| each(scale, scale.difference.abs())))
    }

    pub(super) fn head(&self) -> String {
        let instrument = &self.content.instrument;
        let [first, second] = Side::BOTH.map(|side| self.content.profiles.on(side).id.as_str());
        let extra = if self.has_tie_breakers { ", the extra ones too" } else { "" };
        // A line break in a name would end the comment.
        let line = |text: &str| text.replace(char::is_control, " ");
        format!(
            "-- {} {} ({}), for {}: {} questions{extra}.\n\
             -- A row a person, as `career-fit score` writes it, but for the code. A gap above 0 leads to {}, below to {}.\n\
             -- p is within 1e-7 of the exact one; no verdict depends on that.\n",
            line(&instrument.id),
            line(&instrument.version),
            Codec::new(self.content).fingerprint(),
            self.dialect.name(),
            self.items.len(),
            line(first),
            line(second),
        )
    }

    pub(super) fn answers(&self, table: &str) -> String {
        let columns: Vec<String> = self
            .items
            .iter()
            .map(|item| format!("CAST({0} AS BIGINT) AS {0}", self.name(&item.id)))
            .collect();
        format!(
            "    -- The answers in the order asked: 1 to 5, or NULL for a skip.\n    SELECT {} AS id,\n        {}\n    FROM {table}",
            self.id,
            columns.join(",\n        ")
        )
    }

    pub(super) fn sums(&self) -> String {
        let mut text = "    -- Of each kind of work how many answers (n), their sum (s), and that of their squares (q).\n    SELECT id".to_owned();
        for scale in &self.scales {
            let each = |form: &dyn Fn(String) -> String| -> String {
                scale.items.iter().map(|item| form(self.name(&item.id))).collect::<Vec<_>>().join(" + ")
            };
            let count = each(&|name| format!("CASE WHEN {name} IS NULL THEN 0 ELSE 1 END"));
            let sum = each(&|name| format!("COALESCE({name}, 0)"));
            let squares = each(&|name| format!("COALESCE({name} * {name}, 0)"));
            let k = scale.number;
            let _ = write!(
                text,
                ",\n        -- {}\n        {count} AS n{k},\n        {sum} AS s{k},\n        {squares} AS q{k}",
                scale.id.replace(char::is_control, " ")
            );
        }
        let core = self.items.iter().filter(|item| !item.tie_breaker);
        let answered =
            core.map(|item| format!("CASE WHEN {} IS NULL THEN 0 ELSE 1 END", self.name(&item.id)));
        let given = self
            .items
            .iter()
            .map(|item| format!("COALESCE({}, '')", self.dialect.digits(&self.name(&item.id))));
        let wrong = self.items.iter().map(|item| format!("{} NOT BETWEEN 1 AND 5", self.name(&item.id)));
        let lines = |each: Vec<String>, between: &str| each.join(&format!("{between}\n            "));
        let _ = write!(
            text,
            ",\n        -- How many questions that everybody is asked were answered\n        {} AS answered,\n        \
             -- All answers as one text, skips left out\n        {} AS given,\n        \
             -- Whether one is no answer at all\n        CASE WHEN {} THEN 1 ELSE 0 END AS wrong\n    FROM answers",
            lines(answered.collect(), " +"),
            lines(given.collect(), " ||"),
            lines(wrong.collect(), " OR"),
        );
        text
    }

    /// What one answer of a scale has of its mean.
    pub(super) fn parts(&self) -> String {
        let part = |scale: &Scale<'_>| {
            let cases: Vec<String> = (1..=scale.items.len() as i64)
                .map(|count| format!("WHEN {count} THEN {}", self.whole / count))
                .collect();
            Some(format!("CASE n{0} {1} ELSE 0 END AS l{0}", scale.number, cases.join(" ")))
        };
        format!(
            "    -- What one answer has of the mean of its kind of work, in parts of {}: all means are whole numbers then.\n    SELECT sums.*,\n        {}\n    FROM sums",
            self.whole,
            self.scales(",\n        ", part)
        )
    }

    pub(super) fn sides(&self) -> String {
        let liking =
            |side| self.of_side(side, |scale, weight| format!("{weight} * l{0} * s{0}", scale.number));
        let base = |side| {
            self.of_side(side, |scale, weight| {
                format!("CASE WHEN n{} > 0 THEN {weight} ELSE 0 END", scale.number)
            })
        };
        let all = |letter: &str| self.scales(" + ", |scale| Some(format!("{letter}{}", scale.number)));
        let apart =
            self.scales(" + ", |scale| Some(format!("l{0} * (n{0} * q{0} - s{0} * s{0})", scale.number)));
        let freedom = self.scales(" + ", |scale| {
            Some(format!("CASE WHEN n{0} > 0 THEN n{0} - 1 ELSE 0 END", scale.number))
        });
        format!(
            "    -- Liking for the first side (a) and the second (b), the weights that have answers (u and t), all answers\n    \
             -- together, and how far answers of one kind of work lie from their mean (apart, and its freedom).\n    \
             SELECT parts.*,\n        {} AS a,\n        {} AS b,\n        {} AS u,\n        {} AS t,\n        \
             {} AS n,\n        {} AS s,\n        {} AS q,\n        {apart} AS apart,\n        {freedom} AS freedom\n    FROM parts",
            liking(Side::First),
            liking(Side::Second),
            base(Side::First),
            base(Side::Second),
            all("n"),
            all("s"),
            all("q"),
        )
    }

    pub(super) fn gaps(&self) -> String {
        let constants = &self.content.instrument.constants;
        let whole = self.whole;
        let prior = number(constants.prior_df * constants.prior_variance);
        format!(
            "    -- The gap as a fraction of whole numbers (no fraction where a side has no answer), and the variance within.\n    \
             SELECT sides.*,\n        (CAST(a AS BIGINT) * t - CAST(b AS BIGINT) * u) * 10000 - ({norm}) * (CAST(u AS BIGINT) * t) AS gap_over,\n        \
             NULLIF({under} * (CAST(u AS BIGINT) * t), 0) AS gap_under,\n        \
             ({prior} + {apart} / {whole}) / ({df} + freedom) AS spread\n    FROM sides",
            norm = i64::from(constants.norm_gap) * whole,
            under = 10_000 * whole,
            apart = self.dialect.double("apart"),
            df = number(constants.prior_df),
        )
    }

    pub(super) fn errors(&self) -> String {
        let day = number(self.content.instrument.constants.day_to_day);
        let part = |side| {
            self.of_side(side, |scale, weight| {
                format!(
                    "CASE WHEN n{0} > 0 THEN {1} * (spread / NULLIF(n{0}, 0) + {day}) ELSE 0 END",
                    scale.number,
                    weight * weight
                )
            })
        };
        format!(
            "    -- The variance of the gap.\n    SELECT gaps.*,\n        \
             ({}) / NULLIF(u * u, 0) +\n        ({}) / NULLIF(t * t, 0) AS v\n    FROM gaps",
            part(Side::First),
            part(Side::Second)
        )
    }
}
