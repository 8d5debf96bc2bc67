//! Figures of a group in words.

use std::fmt;

use crate::group::counts::Count;
use crate::group::picture::{Figure, Group, Picture, Range};
use crate::report::format::{between, pull, steps};
use crate::scoring::Side;

impl Count {
    /// What stands for a hidden count.
    pub(in crate::group) fn words(self) -> &'static str {
        match self {
            Self::Exact(_) => "",
            Self::UnderFive => "under 5",
            Self::FiveOrMore => "5 or more",
            Self::Hidden => "hidden",
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(count) => write!(f, "{count}"),
            hidden => f.write_str(hidden.words()),
        }
    }
}

impl Figure {
    /// What stands for a mean that is not told.
    pub(in crate::group) fn words(self) -> &'static str {
        match self {
            Self::Exact { .. } => "",
            Self::Low => "1.5 or less",
            Self::High => "4.5 or more",
            Self::Withheld => "hidden",
        }
    }

    /// The standard deviation, where it is told.
    pub(in crate::group) fn spread(self) -> Option<f64> {
        match self {
            Self::Exact { spread, .. } => Some(spread),
            _ => None,
        }
    }

    /// What it is put in order by.
    pub(super) fn height(self) -> f64 {
        match self {
            Self::Exact { mean, .. } => mean,
            Self::Low => 1.0,
            Self::High => 5.0,
            Self::Withheld => 3.0,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact { mean, .. } => write!(f, "{mean:.1}"),
            hidden => f.write_str(hidden.words()),
        }
    }
}

/// The words for one picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a>(pub(super) &'a Picture<'a>);

impl<'a> Words<'a> {
    pub(super) fn short(self, side: Side) -> &'a str {
        &self.0.content.profiles.on(side).short
    }

    pub(super) fn shorts(self) -> [&'a str; 2] {
        Side::BOTH.map(|side| self.short(side))
    }

    /// "24 people".
    pub(super) fn people(self, number: u64) -> String {
        format!("{number} people")
    }

    /// The group's own name.
    pub(super) fn name(self, group: &Group) -> String {
        if group.path.is_empty() { "Everybody".to_owned() } else { group.path.join(", ") }
    }

    /// What was put together to make a group.
    pub(super) fn merged(self, group: &Group) -> String {
        format!(
            "\"{}\" puts together {}, so that no group under {} is shown.",
            self.name(group),
            group.merged.join(", "),
            self.0.least
        )
    }

    /// The side that a gap leads to, where it is not level.
    pub(super) fn leads(self, gap: f64) -> Option<Side> {
        match gap {
            gap if gap > 0.0 => Some(Side::First),
            gap if gap < 0.0 => Some(Side::Second),
            _ => None,
        }
    }

    pub(super) fn gap_sentence(self, group: &Group) -> String {
        let Some(gap) = group.gap else {
            return "How far the group leans is not shown.".to_owned();
        };
        let shorts = self.shorts();
        let leaning = match self.leads(gap.mean) {
            Some(side) => format!(
                "On average they like the work of {} more, by {} steps of the answers",
                self.short(side),
                steps(gap.mean)
            ),
            None => "On average they like the work of both the same".to_owned(),
        };
        format!(
            "{leaning}. For more people like these it would lie between {}, 9 times in 10. People differ by {} (standard deviation).",
            between(gap.interval, shorts),
            steps(gap.spread)
        )
    }

    /// How many results name which side, in a sentence.
    pub(super) fn sides(self, group: &Group) -> String {
        let [first, second] = self.shorts();
        match group.sides.as_deref() {
            Some([one, other, none]) => {
                format!("Results: {one} to {first}, {other} to {second}, {none} name no side.")
            }
            _ => "Results are hidden: a count under 5 would follow from them, or all are alike.".to_owned(),
        }
    }

    /// One of the counts of [`Group::sides`].
    pub(super) fn side_count(self, group: &Group, place: usize) -> String {
        let count = group.sides.as_ref().and_then(|counts| counts.get(place));
        count.map_or_else(|| "hidden".to_owned(), Count::to_string)
    }

    /// "3.4, spread 0.8".
    pub(super) fn figure(self, figure: Figure) -> String {
        match figure {
            Figure::Exact { mean, spread } => format!("{mean:.1}, spread {spread:.1}"),
            hidden => hidden.to_string(),
        }
    }

    /// The side that a whole range is on.
    pub(super) fn side_of(self, range: Range) -> Option<Side> {
        match (range.from, range.to) {
            (Some(from), _) if from > 0.0 => Some(Side::First),
            (_, Some(to)) if to < 0.0 => Some(Side::Second),
            _ => None,
        }
    }

    /// "Between 0.75 and 1.25 to HI", "1.75 to HIM or more".
    pub(super) fn range(self, range: Range) -> String {
        let shorts @ [first, second] = self.shorts();
        match (range.from, range.to) {
            (Some(from), Some(to)) => format!("Between {}", between([from, to], shorts)),
            (Some(from), None) if from > 0.0 => format!("{} or more", pull(from, shorts)),
            (None, Some(to)) if to < 0.0 => format!("{} or more", pull(to, shorts)),
            (Some(from), None) => format!("More to {first} than {}", pull(from, shorts)),
            (None, Some(to)) => format!("More to {second} than {}", pull(to, shorts)),
            (None, None) => "All".to_owned(),
        }
    }
}
