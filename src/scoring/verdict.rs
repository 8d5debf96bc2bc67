//! The verdict: what is said in words, decided in a fixed order.

use super::{Comparison, Side};
use crate::instrument::Constants;

/// What is said in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Fewer than two thirds of the core answered, or a side without an answer.
    Incomplete,
    /// This side clearly fits better.
    Clear(Side),
    /// Leans to this side.
    Lean(Side),
    /// Too close, and both are liked.
    Both,
    /// Too close, and neither is liked.
    Neither,
    /// Too close to call.
    Close,
}

impl Verdict {
    /// Decides, in the order of the method. Nothing but too few answers withholds a comparison.
    pub fn new(comparison: Option<&Comparison>, answered: usize, core: usize, constants: &Constants) -> Self {
        let Some(comparison) = comparison else { return Self::Incomplete };
        let p = comparison.confidence.p;
        let [first, second] = comparison.like;
        match comparison.side {
            _ if answered * 3 < core * 2 => Self::Incomplete,
            Some(side) if p >= constants.clear => Self::Clear(side),
            Some(side) if p >= constants.lean => Self::Lean(side),
            _ if first >= constants.both && second >= constants.both => Self::Both,
            _ if first <= constants.neither && second <= constants.neither => Self::Neither,
            _ => Self::Close,
        }
    }

    /// The word for this verdict in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Clear(_) => "clear",
            Self::Lean(_) => "lean",
            Self::Both => "both",
            Self::Neither => "neither",
            Self::Close => "close",
        }
    }

    /// The side that is named, if one is.
    pub fn side(self) -> Option<Side> {
        match self {
            Self::Clear(side) | Self::Lean(side) => Some(side),
            Self::Incomplete | Self::Both | Self::Neither | Self::Close => None,
        }
    }

    /// Whether more answers of the same kind would help: the tie-breakers are offered then.
    pub fn is_too_close(self) -> bool {
        matches!(self, Self::Both | Self::Neither | Self::Close)
    }
}
