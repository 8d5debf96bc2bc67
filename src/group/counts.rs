//! Which counts may be shown, so that none from 1 to 4 is said or follows from the others.
//!
//! A hidden count is safe where at least two values of it fit with everything that is shown. A line of counts with a
//! known sum is made safe by [`line()`], the lines of groups that add up to a known line by [`block`].

/// A count from 1 up to, and without, this is not shown.
pub(crate) const FEW: u64 = 5;

/// A count as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    /// So many; 0, or at least 5.
    Exact(u64),
    /// 1 to 4.
    UnderFive,
    /// Hidden, since a count that is under 5 would follow from it.
    FiveOrMore,
    /// Hidden, and nothing is said of it.
    Hidden,
}

impl Count {
    /// A count that nothing shown is added to or taken from.
    pub(crate) fn alone(count: u64) -> Self {
        if is_few(count) { Self::UnderFive } else { Self::Exact(count) }
    }

    /// A part of a whole that is shown: what is left of the whole is not to follow either.
    pub(crate) fn part(part: u64, whole: u64) -> Self {
        if !is_few(part) && is_few(whole.saturating_sub(part)) { Self::FiveOrMore } else { Self::alone(part) }
    }

    /// The count, where it is shown.
    pub(crate) fn exact(self) -> Option<u64> {
        match self {
            Self::Exact(count) => Some(count),
            Self::UnderFive | Self::FiveOrMore | Self::Hidden => None,
        }
    }
}

fn is_few(count: u64) -> bool {
    (1..FEW).contains(&count)
}

/// Whether all counts but one are 0: whoever is known to be in the group is known to be there.
fn all_agree(counts: &[u64]) -> bool {
    counts.iter().filter(|count| **count > 0).count() < 2
}

/// Counts whose sum is shown too; `None` where none of them can be.
///
/// With one count under 5, or several that are all 1 or all 4, a second kind of count is hidden; so it is where the
/// hidden ones together are under 5.
pub(crate) fn line(counts: &[u64]) -> Option<Vec<Count>> {
    let few = || counts.iter().filter(|count| is_few(**count));
    let (number, sum) = (few().count() as u64, few().sum::<u64>());
    if number == 0 || number >= 2 && sum >= FEW && number < sum && sum < number * (FEW - 1) {
        return Some(counts.iter().map(|count| Count::alone(*count)).collect());
    }
    // What is hidden beside them leaves the few at least two sums, though it is known to be 5 or more.
    let beside = counts.iter().filter(|count| **count >= FEW && sum + **count - FEW > number).min()?;
    let place = counts.iter().position(|count| count == beside)?;
    let hidden = |(at, count): (usize, &u64)| match at == place {
        true => Count::FiveOrMore,
        false => Count::alone(*count),
    };
    Some(counts.iter().enumerate().map(hidden).collect())
}

/// The same for a line that is not to show that all are at one place.
pub(super) fn line_of_group(counts: &[u64]) -> Option<Vec<Count>> {
    if all_agree(counts) { None } else { line(counts) }
}

/// Which of some groups' lines may be shown. They add up to a line that is shown in full, and the size of each group
/// is shown too.
///
/// A line with a count under 5, or in which all agree, is hidden as a whole, and then more of them, the smallest
/// groups first, until what is left for the hidden ones together has no count under 5, is spread over at least two
/// columns, and belongs to at least two groups. Then every hidden count has at least two values: between
/// `max(0, group + column - all)` and `min(group, column)` (Fréchet's bounds) lies more than one number.
pub(super) fn block(lines: &[[u64; 3]]) -> Vec<bool> {
    let mut shown: Vec<bool> =
        lines.iter().map(|line| !all_agree(line) && !line.iter().any(|c| is_few(*c))).collect();
    while !is_safe(lines, &shown) {
        let smallest = lines.iter().enumerate().filter(|(at, _)| shown.get(*at) == Some(&true));
        let Some((at, _)) = smallest.min_by_key(|(_, line)| line.iter().sum::<u64>()) else { break };
        if let Some(one) = shown.get_mut(at) {
            *one = false;
        }
    }
    shown
}

fn is_safe(lines: &[[u64; 3]], shown: &[bool]) -> bool {
    let hidden = || lines.iter().zip(shown).filter(|(_, shown)| !**shown).map(|(line, _)| line);
    let left = hidden().fold([0; 3], |[a, b, c], [x, y, z]| [a + x, b + y, c + z]);
    let groups = hidden().count();
    groups == 0 || groups >= 2 && !all_agree(&left) && !left.iter().any(|count| is_few(*count))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line of the same length and sum that is told in the same way.
    fn told_alike(told: &[Count], sum: u64) -> Vec<Vec<u64>> {
        let Some((first, rest)) = told.split_first() else {
            return if sum == 0 { vec![Vec::new()] } else { Vec::new() };
        };
        let range = match first {
            Count::Exact(count) => *count..=*count,
            Count::UnderFive => 1..=4,
            Count::FiveOrMore => 5..=sum.max(5),
            Count::Hidden => 0..=sum,
        };
        let with = |one: u64| {
            let rest = sum.checked_sub(one).map(|left| told_alike(rest, left)).unwrap_or_default();
            rest.into_iter().map(move |rest| [vec![one], rest].concat())
        };
        range.flat_map(with).collect()
    }

    /// All lines of three counts up to a size, and some of four.
    fn lines() -> impl Iterator<Item = Vec<u64>> {
        let three = (0..12).flat_map(|a| (0..12).flat_map(move |b| (0..12).map(move |c| vec![a, b, c])));
        let two = (0..30).flat_map(|a| (0..30).map(move |b| vec![a, b]));
        let four = (0..7).flat_map(|a| (0..7).flat_map(move |b| (0..7).map(move |c| vec![a, b, c, 6])));
        three.chain(two).chain(four)
    }

    #[test]
    fn no_hidden_count_of_a_line_can_be_worked_out_and_none_under_5_is_shown() {
        for counts in lines() {
            let sum = counts.iter().sum();
            let Some(told) = line(&counts) else { continue };
            let worlds = told_alike(&told, sum);
            assert!(worlds.contains(&counts), "{counts:?} {told:?}");
            for (at, one) in told.iter().enumerate() {
                let values: std::collections::BTreeSet<u64> = worlds.iter().map(|world| world[at]).collect();
                match one {
                    Count::Exact(count) => assert!(!is_few(*count), "{counts:?}"),
                    _ => assert!(values.len() > 1, "{counts:?} told as {told:?} can only be {values:?}"),
                }
            }
            let hidden = counts.iter().zip(&told).filter(|(_, told)| told.exact().is_none());
            assert!(!is_few(hidden.map(|(count, _)| count).sum()), "{counts:?} told as {told:?}");
        }
    }

    #[test]
    fn lines_show_what_they_can() {
        use Count::{Exact, FiveOrMore, UnderFive};
        assert_eq!(line(&[12, 0, 8]), Some(vec![Exact(12), Exact(0), Exact(8)]));
        assert_eq!(line(&[12, 3, 8]), Some(vec![Exact(12), UnderFive, FiveOrMore]));
        assert_eq!(line(&[12, 3, 2, 8]), Some(vec![Exact(12), UnderFive, UnderFive, Exact(8)]));
        assert_eq!(line(&[12, 1, 1, 8]), Some(vec![Exact(12), UnderFive, UnderFive, FiveOrMore]));
        assert_eq!(line(&[1, 5, 5]), None, "known to be 5 or more, both 5s follow from the sum");
        assert_eq!(line_of_group(&[0, 20, 0]), None);
    }

    #[test]
    fn the_rest_of_a_part_does_not_follow() {
        assert_eq!(Count::part(0, 20), Count::Exact(0));
        assert_eq!(Count::part(3, 20), Count::UnderFive);
        assert_eq!(Count::part(15, 20), Count::Exact(15));
        assert_eq!(Count::part(18, 20), Count::FiveOrMore);
        assert_eq!(Count::part(20, 20), Count::Exact(20));
    }

    #[test]
    fn one_hidden_line_hides_another_and_few_of_all_hidden_hide_more() {
        assert_eq!(block(&[[6, 6, 6], [8, 8, 8]]), [true, true]);
        assert_eq!(block(&[[3, 9, 9], [8, 8, 8], [7, 7, 7]]), [false, true, false]);
        assert_eq!(block(&[[1, 9, 9], [1, 9, 9], [9, 9, 9], [6, 6, 6]]), [false, false, true, false]);
        assert_eq!(block(&[[10, 0, 0], [10, 0, 0], [6, 0, 5]]), [false, false, false]);
    }
}
