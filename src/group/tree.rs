//! Groups within groups: those that are too small to be shown are put together.
//!
//! Every group that comes out is a whole of people that is cut up further or not at all, and no piece is under the
//! minimum. So whatever is added and subtracted, also over two runs of which one cuts the groups of the other, what
//! comes out is about whole pieces.

use std::collections::HashSet;

use super::order;
use super::tally::Tally;

/// A group, and what it is cut up into.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) name: String,
    /// The groups that were put together, where each was too small or makes up for one that was.
    pub(super) merged: Vec<String>,
    pub(super) tally: Tally,
    pub(super) children: Vec<Self>,
}

/// A group by its names, one a column.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) path: Vec<String>,
    pub(super) tally: Tally,
}

/// All people together, cut up by the columns in turn. `empty` is a tally of nobody.
pub(super) fn grow(name: String, level: usize, leaves: Vec<Leaf>, least: u64, empty: &Tally) -> Node {
    let mut tally = empty.clone();
    leaves.iter().for_each(|leaf| tally.join(&leaf.tally));
    let mut parts: Vec<(String, Vec<Leaf>)> = Vec::new();
    for leaf in leaves {
        let Some(name) = leaf.path.get(level) else { continue };
        match parts.iter_mut().find(|(known, _)| known == name) {
            Some((_, of)) => of.push(leaf),
            None => parts.push((name.clone(), vec![leaf])),
        }
    }
    order::sort(&mut parts, |(name, _)| name);
    let children = parts.into_iter().map(|(name, of)| grow(name, level + 1, of, least, empty)).collect();
    Node { name, merged: Vec::new(), tally, children: merge(children, least, empty) }
}

/// Puts groups under the minimum together, and with the next smallest one where they are still too few, or where
/// their number alone says how many are in each. Nothing comes out where all would end up in one.
fn merge(groups: Vec<Node>, least: u64, empty: &Tally) -> Vec<Node> {
    let mut by_size: Vec<(u64, usize)> = groups.iter().map(|group| group.tally.people).zip(0..).collect();
    by_size.sort_unstable();
    let sizes: Vec<u64> = by_size.iter().map(|(people, _)| *people).collect();
    let together = match together(&sizes, least) {
        None => return Vec::new(),
        Some(0) => return groups,
        Some(together) => together,
    };
    let taken: HashSet<usize> = by_size.iter().take(together).map(|(_, place)| *place).collect();
    let mut others =
        Node { name: "Others".to_owned(), merged: Vec::new(), tally: empty.clone(), children: Vec::new() };
    let mut kept = Vec::new();
    for (place, group) in groups.into_iter().enumerate() {
        if taken.contains(&place) {
            others.tally.join(&group.tally);
            others.merged.push(group.name);
        } else {
            kept.push(group);
        }
    }
    kept.push(others);
    kept
}

/// How many of some groups have to be put together, the smallest first, whose sizes stand in order; `None` where all
/// would end up in one.
pub(crate) fn together(sizes: &[u64], least: u64) -> Option<usize> {
    let small = sizes.iter().filter(|people| **people < least).count();
    if small == 0 {
        return Some(0);
    }
    let is_enough = |number: &usize| {
        let people: u64 = sizes.iter().take(*number).sum();
        let groups = *number as u64;
        // Not one person each, and not the most that small ones can have.
        let is_vague = people > groups && (people < groups * (least - 1) || *number > small);
        people >= least && is_vague
    };
    (small..sizes.len()).find(is_enough)
}
