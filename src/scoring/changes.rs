//! What would change the verdict: the fewest answers after which another field is named, or none.
//!
//! Effects on the gap add up, so the strongest answers are taken first; but a changed answer also changes how certain the
//! gap is. So every set is scored before it is returned, and sets of one and two answers are searched exhaustively.

use super::flip::Change;
use super::gap::{DENOMINATOR, Gap, Tally, WithinSquares, quantile};
use super::{Contrast, Side, Verdict, score};
use crate::instrument::{Constants, Instrument, Response, ResponseSet};

/// Changed answers and the verdict that they lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictChange {
    pub verdict: Verdict,
    /// The changes, the most influential first.
    pub answers: Vec<Change>,
}

/// The fewest changes that reach each other verdict: first no field, then the other one; if none is named, the first
/// field, then the second. Verdicts that no answers reach are left out.
pub fn verdict_changes(
    instrument: &Instrument,
    contrast: &Contrast,
    responses: &ResponseSet,
) -> Vec<VerdictChange> {
    let verdict = score(instrument, contrast, responses, &[]).verdict;
    let targets = match verdict {
        Verdict::Incomplete => return Vec::new(),
        Verdict::Clear(side) | Verdict::Lean(side) => [None, Some(side.other())],
        Verdict::Both | Verdict::Neither | Verdict::Close => Side::BOTH.map(Some),
    };
    let Some(search) = Search::new(instrument, contrast, responses) else { return Vec::new() };
    targets.into_iter().filter_map(|target| search.fewest(target)).collect()
}

/// Another value for one answer, and what it does.
#[derive(Debug, Clone, Copy)]
struct Move {
    change: Change,
    scale: usize,
    /// What it adds to the gap, in the gap's units: positive to the first side.
    gap: i64,
    /// What it adds to the sum and to the sum of squares of its scale.
    sum: i64,
    squares: i64,
    /// What it adds to the sum of squares within its scale if it is the only change there.
    within: i64,
}

struct Search<'a> {
    instrument: &'a Instrument,
    contrast: &'a Contrast,
    responses: &'a ResponseSet,
    tally: Tally,
    gap: i64,
    within: WithinSquares,
    limit: Limit,
    /// The other values of each answer that counts, in the order asked.
    moves: Vec<Vec<Move>>,
}

/// Decides quickly, up to rounding, whether a gap is certain enough to name a field.
#[derive(Debug, Clone, Copy)]
struct Limit {
    /// One step of the gap in its units.
    unit: f64,
    /// The variance of the gap is `slope` times the sum of squares within scales plus `base`.
    slope: f64,
    base: f64,
    spread: f64,
    /// The square of the least z that names a field.
    squared: f64,
}

impl Limit {
    fn new(gap: &Gap<'_>, tally: &Tally, within: WithinSquares, constants: &Constants) -> Self {
        let [zero, one] = [0, DENOMINATOR].map(|parts| {
            let within = WithinSquares { parts, ..within };
            gap.variance(tally, within, constants)
        });
        let z = quantile(constants.lean);
        Self {
            unit: gap.units_per_step() as f64,
            slope: (one - zero) / DENOMINATOR as f64,
            base: zero,
            spread: constants.spread,
            squared: z * z,
        }
    }

    /// Whether a gap reaches the target, or might if it were rounded otherwise.
    fn may_reach(&self, target: Option<Side>, gap: i64, within: i64) -> bool {
        const ROUNDING: f64 = 1e-9;
        let steps = gap as f64 / self.unit;
        let variance = self.slope * within as f64 + self.base;
        // z = |gap| / se * sqrt(spread / (spread + se^2)), squared and without the division.
        let found = steps * steps * self.spread;
        let needed = self.squared * variance * (self.spread + variance);
        match target {
            None => found <= needed * (1.0 + ROUNDING),
            Some(side) => leads(gap) == Some(side) && found >= needed * (1.0 - ROUNDING),
        }
    }
}

fn leads(gap: i64) -> Option<Side> {
    match gap.signum() {
        1 => Some(Side::First),
        -1 => Some(Side::Second),
        _ => None,
    }
}

impl<'a> Search<'a> {
    fn new(instrument: &'a Instrument, contrast: &'a Contrast, responses: &'a ResponseSet) -> Option<Self> {
        let tally = Tally::new(instrument, responses);
        let gap = Gap::new(contrast, &tally, instrument.constants.norm_gap)?;
        let within = WithinSquares::new(&tally);
        let mut moves = Vec::new();
        for (place, (item, response)) in instrument.items.iter().zip(responses.iter()).enumerate() {
            let Some(from) = response else { continue };
            let scale = item.scale.place;
            let sums = tally.scales[scale];
            let step = match contrast.side(scale) {
                Some(Side::First) => gap.step_units(scale, sums),
                Some(Side::Second) => -gap.step_units(scale, sums),
                None => 0,
            };
            let others = Response::all().filter(|to| *to != from).map(|to| {
                let [old, new] = [from, to].map(|response| i64::from(response.value()));
                let (sum, squares) = (new - old, new * new - old * old);
                let within = sums.changed(sum, squares).within() - sums.within();
                Move {
                    change: Change { item: place, from, to },
                    scale,
                    gap: step * sum,
                    sum,
                    squares,
                    within,
                }
            });
            moves.push(others.collect());
        }
        let limit = Limit::new(&gap, &tally, within, &instrument.constants);
        let gap = gap.units();
        Some(Self { instrument, contrast, responses, tally, gap, within, limit, moves })
    }

    /// The fewest changes that reach a target: a named field, or none.
    fn fewest(&self, target: Option<Side>) -> Option<VerdictChange> {
        let direction = match target.or_else(|| leads(self.gap).map(Side::other))? {
            Side::First => 1,
            Side::Second => -1,
        };
        let taken = self.strongest_first(target, direction).map(|taken| self.pruned(target, taken));
        let count = taken.as_ref().map_or(usize::MAX, Vec::len);
        let fewer = (count > 1).then(|| self.single(target)).flatten();
        let fewer = fewer.or_else(|| (count > 2).then(|| self.pair(target, direction)).flatten());
        let mut answers = fewer.or(taken)?;
        let verdict = self.verdict(&answers);
        answers.sort_by_key(|change| -self.influence(change.item, direction));
        Some(VerdictChange { verdict, answers })
    }

    /// Takes whole answers, the most influential first, and the last only as far as it must.
    fn strongest_first(&self, target: Option<Side>, direction: i64) -> Option<Vec<Change>> {
        let mut order: Vec<&Vec<Move>> = self.moves.iter().collect();
        order.sort_by_key(|moves| -strongest(moves, direction));
        let mut taken = Vec::new();
        for moves in order {
            let mut helping: Vec<&Move> = moves.iter().filter(|one| one.gap * direction > 0).collect();
            helping.sort_by_key(|one| one.gap * direction);
            let Some(whole) = helping.last().map(|one| one.change) else { continue };
            for one in helping {
                taken.push(one.change);
                if self.reaches(target, &taken) {
                    return Some(taken);
                }
                taken.pop();
            }
            taken.push(whole);
        }
        None
    }

    /// Puts each answer back as far as the target allows.
    fn pruned(&self, target: Option<Side>, mut taken: Vec<Change>) -> Vec<Change> {
        for place in 0..taken.len() {
            for to in taken[place].smaller() {
                let mut less = taken.clone();
                less[place].to = to;
                if self.reaches(target, &less) {
                    taken = less;
                    break;
                }
            }
        }
        taken.retain(|change| change.from != change.to);
        taken
    }

    /// A single change that reaches the target.
    fn single(&self, target: Option<Side>) -> Option<Vec<Change>> {
        let all = self.moves.iter().flatten();
        let mut found: Vec<&Move> = all
            .filter(|one| self.limit.may_reach(target, self.gap + one.gap, self.within.parts + one.within))
            .collect();
        found.sort_by_key(|one| one.change.steps());
        found.into_iter().map(|one| vec![one.change]).find(|changes| self.reaches(target, changes))
    }

    /// Two changes that reach the target, with the fewest steps.
    fn pair(&self, target: Option<Side>, direction: i64) -> Option<Vec<Change>> {
        // A field can only be named if the gap gets there, even if the answers within scales were all the same.
        let mut largest: Vec<i64> = self.moves.iter().map(|moves| strongest(moves, direction)).collect();
        largest.sort_unstable_by_key(|gap| -gap);
        let farthest = self.gap + direction * largest.iter().take(2).sum::<i64>();
        if target.is_some() && !self.limit.may_reach(target, farthest, 0) {
            return None;
        }
        let mut found = Vec::new();
        for (place, moves) in self.moves.iter().enumerate() {
            for one in moves {
                for other in self.moves[place + 1..].iter().flatten() {
                    let within = self.within.parts + self.within_of(one, other);
                    if self.limit.may_reach(target, self.gap + one.gap + other.gap, within) {
                        found.push([one.change, other.change]);
                    }
                }
            }
        }
        found.sort_by_key(|changes| changes.iter().map(Change::steps).sum::<u8>());
        found.into_iter().map(Vec::from).find(|changes| self.reaches(target, changes))
    }

    /// What two changes add to the sum of squares within scales.
    fn within_of(&self, one: &Move, other: &Move) -> i64 {
        if one.scale != other.scale {
            return one.within + other.within;
        }
        let sums = self.tally.scales[one.scale];
        let changed = sums.changed(one.sum + other.sum, one.squares + other.squares);
        changed.within() - sums.within()
    }

    /// The most that changing an answer moves the gap in a direction.
    fn influence(&self, item: usize, direction: i64) -> i64 {
        let of = self.moves.iter().find(|moves| moves.iter().any(|one| one.change.item == item));
        of.map_or(0, |moves| strongest(moves, direction))
    }

    fn reaches(&self, target: Option<Side>, changes: &[Change]) -> bool {
        let verdict = self.verdict(changes);
        verdict != Verdict::Incomplete && verdict.side() == target
    }

    fn verdict(&self, changes: &[Change]) -> Verdict {
        let mut responses = self.responses.clone();
        for change in changes {
            responses.set(change.item, Some(change.to));
        }
        score(self.instrument, self.contrast, &responses, &[]).verdict
    }
}

/// The most that one answer moves the gap in a direction.
fn strongest(moves: &[Move], direction: i64) -> i64 {
    moves.iter().map(|one| one.gap * direction).max().unwrap_or(0).max(0)
}
