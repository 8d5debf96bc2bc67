//! What the figures on the questions mean.

use super::{Entry, Place, SCALE, STEPS, entry};

const SHARE: &str = "0 to 1";
const COUNT: &str = "0, 5 or more, or a word where it is hidden";
const R: &str = "-1 to 1";

/// Every measure of `items --format csv`; `_low` and `_high` are the ends of a 90 % interval.
pub(super) fn measures() -> Vec<Entry> {
    let here = |name: &str, values: &str, unit, means: &str| entry(Place::Items, name, values, unit, means);
    let mut all = vec![
        here("people", COUNT, "people", "Who answered enough for a result; of a group, how many are in it"),
        here("incomplete", COUNT, "people", "Who answered too few questions, and is left out"),
    ];
    for (name, means) in [
        ("verdict", "Results of a kind: clear and lean with the path, both, neither, close"),
        ("flag", "Answers with a flag, as in results.csv"),
        ("careless", "Answers that are a straight line or inconsistent"),
        ("floor", "Only the lowest answer to a kind of work"),
        ("ceiling", "Only the highest answer to a kind of work"),
    ] {
        all.push(here(name, COUNT, "people", means));
        all.push(here(&format!("{name}_share"), SHARE, "", "The same as a share"));
        all.push(here(&format!("{name}_low"), SHARE, "", "The lower end of its interval, after Wilson"));
        all.push(here(&format!("{name}_high"), SHARE, "", "The upper end"));
    }
    all.extend([
        here("answered", COUNT, "people", "Who answered a question"),
        here("skipped", COUNT, "people", "Who left it out"),
        here("mean", "1 to 5, or empty", SCALE, "Its mean"),
        here("spread", "0 to 2.5, or empty", STEPS, "Its standard deviation, with n - 1"),
        here("rest", R, "", "Pearson's correlation of it with the sum of the other questions of its kind of work"),
        here("alpha", "up to 1", "", "Cronbach's alpha of a kind of work: k / (k - 1) * (1 - sum of variances / sum of all covariances)"),
        here("alpha_se", "0 or more", "", "Its standard error, after Duhachek and Iacobucci"),
        here("alpha_low", "up to 1", "", "The lower end of its interval, after Feldt"),
        here("alpha_high", "up to 1", "", "The upper end"),
        here("correlation", R, "", "Pearson's correlation of the means of two kinds of work"),
        here("appeal", "-4 to 5", STEPS, "The mean over people of the plain mean of a side's answers; of `difference`, the first side's less the second's"),
        here("appeal_se", "0 or more", STEPS, "Its standard error"),
        here("appeal_low", "-4 to 5", STEPS, "The lower end of its interval, by Student's t"),
        here("appeal_high", "-4 to 5", STEPS, "The upper end"),
        here("halves", R, "", "Pearson's correlation of the gap from the odd questions of each kind of work with that from the even ones"),
        here("reliability", "up to 1", "", "Of the gap, from the halves r: 2 r / (1 + r), after Spearman and Brown"),
        here("norm_gap", "-4 to 4, or empty", STEPS, "The mean gap, without a norm, of people whose answers are not careless; from 100 of them on"),
        here("norm_gap_se", "0 or more", STEPS, "Its standard error: standard deviation / sqrt(n)"),
        here("put_together", "empty", "", "A small group that is part of this one"),
        here("reference", "empty", "", "The group that the others are compared with: the largest"),
        here("steps", "-4 to 4", STEPS, "How much more a group likes a question than the reference does, among people who like the rest of its kind of work equally: the standardized mean difference"),
        here("effect", "number", "standard deviations", "The same, over the question's standard deviation"),
        here("chi_square", "0 or more", "", "Mantel's test of it, with one degree of freedom"),
        here("p", SHARE, "probability", "How likely a difference as large is by chance"),
        here("q", SHARE, "probability", "The same, raised for the number of tests, after Benjamini and Hochberg"),
        here("size", "small, moderate, large", "", "moderate: q is 0.05 or less and effect above 0.17; large: above 0.25"),
    ]);
    all
}
