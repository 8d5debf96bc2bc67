//! The steps of the query.

use std::fmt::Write as _;
use std::sync::Arc;

use super::{Dialect, Source, fraction, number};
use crate::code::Codec;
use crate::content::Content;
use crate::instrument::{self, Item, Response};
use crate::scoring::{Side, quantile};

/// A scale, which the query names by a number.
struct Scale<'a> {
    number: usize,
    id: &'a str,
    items: Vec<&'a Item>,
    difference: i64,
}

pub(super) struct Query<'a> {
    content: &'a Content,
    dialect: Dialect,
    id: String,
    has_tie_breakers: bool,
    items: Vec<&'a Item>,
    scales: Vec<Scale<'a>>,
    /// All means are whole numbers in parts of this.
    whole: i64,
}

impl<'a> Query<'a> {
    pub(super) fn new(content: &'a Content, source: Source<'_>) -> Self {
        let instrument = &content.instrument;
        let is_there = |item: &&Item| source.has_tie_breakers || !item.tie_breaker;
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
            dialect: source.dialect,
            id: source.dialect.name_of(source.id),
            has_tie_breakers: source.has_tie_breakers,
            items,
            scales,
            whole,
        }
    }

    fn name(&self, name: &str) -> String {
        self.dialect.name_of(name)
    }

    /// Joins something of each scale.
    fn scales(&self, between: &str, each: impl Fn(&Scale<'_>) -> Option<String>) -> String {
        let all: Vec<String> = self.scales.iter().filter_map(each).collect();
        if all.is_empty() { "0".to_owned() } else { all.join(between) }
    }

    /// Joins something of each scale of a side, by its weight.
    fn of_side(&self, side: Side, each: impl Fn(&Scale<'_>, i64) -> String) -> String {
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
             -- One row per respondent, as `career-fit score` writes it, without the code. A gap above 0 leads to {}, below to {}.\n\
             -- p is within 1e-7 of its exact value; no verdict depends on that.\n",
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
        let mut text = "    -- For each scale: the number of answers (n), their sum (s), and the sum of their squares (q).\n    SELECT id".to_owned();
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
            ",\n        -- The number of answers to core questions\n        {} AS answered,\n        \
             -- All answers as one text, without skips\n        {} AS given,\n        \
             -- Whether one is not 1 to 5\n        CASE WHEN {} THEN 1 ELSE 0 END AS wrong\n    FROM answers",
            lines(answered.collect(), " +"),
            lines(given.collect(), " ||"),
            lines(wrong.collect(), " OR"),
        );
        text
    }

    /// The part of one answer in the mean of its scale.
    pub(super) fn parts(&self) -> String {
        let part = |scale: &Scale<'_>| {
            let cases: Vec<String> = (1..=scale.items.len() as i64)
                .map(|count| format!("WHEN {count} THEN {}", self.whole / count))
                .collect();
            Some(format!("CASE n{0} {1} ELSE 0 END AS l{0}", scale.number, cases.join(" ")))
        };
        format!(
            "    -- The part of one answer in the mean of its scale, in units of 1/{}, so that all means are whole numbers.\n    SELECT sums.*,\n        {}\n    FROM sums",
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
             -- together, and the squared deviations from the means of the scales (apart, and their degrees of freedom).\n    \
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
            "    -- The gap as a fraction of whole numbers (NULL if a side has no answer), and the variance within scales.\n    \
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

    /// The gap in standard errors, shrunk toward 0.
    pub(super) fn sure(&self) -> String {
        let spread = number(self.content.instrument.constants.spread);
        format!(
            "    -- The gap in standard errors, shrunk toward 0.\n    SELECT errors.*,\n        \
             {} / gap_under AS gap,\n        SQRT(v) AS se,\n        \
             ABS({} / gap_under) / SQRT(v) * SQRT({spread} / ({spread} + v)) AS z\n    FROM errors",
            self.dialect.double("gap_over"),
            self.dialect.double("gap_over"),
        )
    }

    pub(super) fn verdicts(&self) -> String {
        let constants = &self.content.instrument.constants;
        let core = self.content.instrument.core_count();
        let reaches = |limit: f64, sign: &str| {
            let (over, under) = fraction(limit);
            let side = |liking: &str, base: &str| {
                format!("CAST({liking} AS BIGINT) * {under} {sign} {} * {base}", over * self.whole)
            };
            format!("{} AND {}", side("a", "u"), side("b", "t"))
        };
        let z = |limit: f64| number(quantile(limit));
        format!(
            "    -- The verdict. A confidence of {} is {} standard errors, one of {} is {}.\n    SELECT sure.*,\n        \
             1 / (1 + 0.2316419E0 * z) AS w,\n        CASE\n            WHEN wrong = 1 THEN 'error'\n            \
             WHEN gap_under IS NULL OR answered * 3 < {} THEN 'incomplete'\n            \
             WHEN gap_over <> 0 AND z >= {} THEN 'clear'\n            WHEN gap_over <> 0 AND z >= {} THEN 'lean'\n            \
             WHEN {} THEN 'both'\n            WHEN {} THEN 'neither'\n            ELSE 'close'\n        END AS verdict\n    FROM sure",
            constants.clear,
            z(constants.clear),
            constants.lean,
            z(constants.lean),
            core * 2,
            z(constants.clear),
            z(constants.lean),
            reaches(constants.both, ">="),
            reaches(constants.neither, "<="),
        )
    }

    pub(super) fn results(&self) -> String {
        let ids = Side::BOTH.map(|side| self.content.profiles.on(side).id.as_str());
        let [first, second] = ids.map(|id| self.dialect.text(id));
        let [like_first, like_second] = ids.map(|id| self.name(&format!("like_{id}")));
        let whole = self.whole;
        let runs: Vec<String> = Response::all()
            .map(|one| format!("given LIKE '%{}%'", one.value().to_string().repeat(8)))
            .collect();
        let middle = 3 * whole;
        let read = |figure: &str| format!("CASE WHEN wrong = 0 THEN {figure} END");
        let mean = |scale: &Scale<'_>| {
            let mean = format!(
                "{} / NULLIF(n{}, 0)",
                self.dialect.double(&format!("s{}", scale.number)),
                scale.number
            );
            Some(format!("{} AS {}", read(&mean), self.name(&format!("mean_{}", scale.id))))
        };
        let p = "1 - EXP(-z * z / 2) * 0.3989422804014327E0 * w * (0.319381530E0 + w * (-0.356563782E0 + w * (1.781477937E0 + w * (-1.821255978E0 + w * 1.330274429E0))))";
        format!(
            "SELECT id,\n    verdict,\n    CASE WHEN verdict IN ('clear', 'lean') THEN CASE WHEN gap_over > 0 THEN {first} ELSE {second} END END AS path,\n    \
             {p} AS p,\n    {gap} AS gap,\n    {se} AS se,\n    {a} AS {like_first},\n    {b} AS {like_second},\n    \
             {answered} AS answered,\n    -- With fewer than 12 answers only low interest is flagged\n    NULLIF(SUBSTR(\n        \
             CASE WHEN wrong = 0 AND n >= 12 AND ({runs}\n            OR 4 * (n * q - s * s) < n * (n - 1)) THEN '+straight_line' ELSE '' END ||\n        \
             CASE WHEN wrong = 0 AND n >= 12 AND freedom > 0 AND (10 * apart >= {wide} * freedom\n            OR n * q > s * s AND 100 * apart * n * (n - 1) >= {crossed} * freedom * (n * q - s * s))\n            THEN '+inconsistent' ELSE '' END ||\n        \
             CASE WHEN verdict IN ('clear', 'lean') AND (gap_over > 0 AND a < {middle} * u OR gap_over < 0 AND b < {middle} * t)\n            THEN '+low_interest' ELSE '' END,\n        2), '') AS flags,\n    \
             {means}\nFROM verdicts",
            p = read(&format!(
                "CASE WHEN gap_over = 0 THEN CASE WHEN gap_under IS NOT NULL THEN 0.5E0 END\n        ELSE {p} END"
            )),
            gap = read("gap"),
            se = read("CASE WHEN gap_under IS NOT NULL THEN se END"),
            a = read(&format!(
                "CASE WHEN gap_under IS NOT NULL THEN {} / ({whole} * NULLIF(u, 0)) END",
                self.dialect.double("a")
            )),
            b = read(&format!(
                "CASE WHEN gap_under IS NOT NULL THEN {} / ({whole} * NULLIF(t, 0)) END",
                self.dialect.double("b")
            )),
            answered = read("answered"),
            runs = runs.join(" OR "),
            wide = 21 * whole,
            crossed = 115 * whole,
            means = self.scales(",\n    ", mean),
        )
    }
}
