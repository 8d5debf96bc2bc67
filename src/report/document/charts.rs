//! Figures that a front end may draw, each with its words beside it.

use crate::scoring::Side;

/// How much the kinds of work that belong together are liked.
#[derive(Debug, Clone, PartialEq)]
pub struct Likings {
    /// What they have in common, such as "What sets HI apart"; empty where that was said just before.
    pub heading: String,
    /// The path that they belong to.
    pub side: Option<Side>,
    /// A kind of work each.
    pub rows: Vec<Liking>,
}

/// How much one kind of work is liked.
#[derive(Debug, Clone, PartialEq)]
pub struct Liking {
    /// The kind of work.
    pub label: String,
    /// The mean of its answers, 1 to 5; `None` where all were skipped.
    pub mean: Option<f64>,
    /// The same in words.
    pub text: String,
}

/// Shares of a whole, a bar each.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// What has a share.
    pub heading: String,
    /// What it is a share of.
    pub figure: String,
    /// One each.
    pub rows: Vec<Share>,
}

/// One share of a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// What has it.
    pub label: String,
    /// From 0, nothing, to 1, all.
    pub share: f64,
    /// The same in words.
    pub text: String,
}

impl Shares {
    /// All of them in words, on one line.
    pub fn told(&self) -> String {
        self.rows.iter().map(Share::told).collect::<Vec<_>>().join("; ")
    }
}

impl Share {
    /// All of it in words.
    pub fn told(&self) -> String {
        format!("{}: {}", self.label, self.text)
    }
}

/// Pay from low to high on one axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranges {
    /// An occupation each.
    pub rows: Vec<Range>,
    /// The right end of the axis, in US dollars a year; the left end is 0.
    pub limit: i64,
}

/// What people in one occupation earn.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The path that the occupation stands for; `None` for a benchmark.
    pub side: Option<Side>,
    /// The short name of that path; empty for a benchmark.
    pub short: String,
    /// Its name.
    pub label: String,
    /// One in ten earns less, half earn less, nine in ten earn less, in US dollars a year; `None` where there are no
    /// figures.
    pub pay: Option<[i64; 3]>,
    /// What stands behind the median, such as "rough"; without figures, why there are none.
    pub remark: Option<String>,
    /// What the figures mean for this path.
    pub note: Option<String>,
}

/// One bar of growth.
#[derive(Debug, Clone, PartialEq)]
pub struct GrowthBar {
    /// The path that the occupation stands for; `None` for a benchmark.
    pub side: Option<Side>,
    /// The short name of that path; empty for a benchmark.
    pub short: String,
    /// Its name.
    pub label: String,
    /// Growth in percent over the period.
    pub percent: f64,
    /// The figures in words.
    pub text: String,
}

/// The two paths side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// The names of the two paths.
    pub heads: [String; 2],
    /// Their short names.
    pub shorts: [String; 2],
    /// What is to be said of one of them, such as "fits you better".
    pub mark: Option<(Side, String)>,
    /// A row each: what is compared, and what each path has there.
    pub rows: Vec<(String, [Vec<String>; 2])>,
}

impl Columns {
    /// The name of each path with its mark, where it has one: "Health Informatics (HI), fits you better".
    pub fn marked(&self) -> [String; 2] {
        self.with_mark(&self.heads)
    }

    /// The same with the short names: "HI, fits you better".
    pub fn marked_shorts(&self) -> [String; 2] {
        self.with_mark(&self.shorts)
    }

    fn with_mark(&self, heads: &[String; 2]) -> [String; 2] {
        let marked = |side: Side| {
            let head = side.of(heads);
            match &self.mark {
                Some((of, mark)) if *of == side => format!("{head}, {mark}"),
                _ => head.clone(),
            }
        };
        Side::BOTH.map(marked)
    }
}
