//! The last steps of the query: from the gap to what is said.

use super::query::{Query, Scale};
use super::{fraction, number};
use crate::instrument::Response;
use crate::scoring::{Side, quantile};

impl Query<'_> {
    /// How many of its own errors the gap is from 0, shrunken.
    pub(super) fn sure(&self) -> String {
        let spread = number(self.content.instrument.constants.spread);
        format!(
            "    -- How sure: the gap in errors, drawn towards 0.\n    SELECT errors.*,\n        \
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
            "    -- What is said. A confidence of {} is {} errors, one of {} is {}.\n    SELECT sure.*,\n        \
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
             {answered} AS answered,\n    -- Nothing is said of under 12 answers, but for little interest\n    NULLIF(SUBSTR(\n        \
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
