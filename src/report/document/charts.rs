//! Figures that a front end may draw, each with its words beside it.

use crate::scoring::Side;

/// Scales pulling to two sides on one axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Diverging {
    /// The short names of the left (second) and right (first) path.
    pub ends: [String; 2],
    /// A scale each.
    pub rows: Vec<ScalePull>,
    /// The end of the axis on both sides, in steps.
    pub limit: f64,
}

/// What one scale pulls.
#[derive(Debug, Clone, PartialEq)]
pub struct ScalePull {
    /// The scale.
    pub label: String,
    /// Its pull in steps, positive to the right.
    pub pull: f64,
    /// The pull in words.
    pub text: String,
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
    /// One in ten earns less, half earn less, nine in ten earn less, in US dollars a year; `None` where not
    /// released.
    pub pay: Option<[i64; 3]>,
    /// What the figures mean for this path.
    pub note: Option<String>,
}

/// One bar of growth.
#[derive(Debug, Clone, PartialEq)]
pub struct GrowthBar {
    /// The path that the occupation stands for.
    pub side: Option<Side>,
    /// The short name of that path.
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
    /// A row each: what is compared, and what each path has there.
    pub rows: Vec<(String, [Vec<String>; 2])>,
}
