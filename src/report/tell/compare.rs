//! Compare: the two paths side by side, line by line, and what they share.

use super::claim;
use crate::content::{Claim, Profile};
use crate::report::document::{Block, Columns, Part};
use crate::report::facts::Facts;
use crate::report::words;
use crate::scoring::Side;

pub(super) fn parts(facts: &Facts<'_>) -> Vec<Part> {
    let columns = Columns { heads: Side::BOTH.map(|side| facts.full_name(side)), rows: rows(facts) };
    let shared = facts.content.profiles.shared.iter().map(|one| claim(&one.claim)).collect();
    let blocks = vec![Block::Bullets(shared), Block::text("Who says what stands under Sources.")];
    vec![
        Part::new("columns", vec![Block::Columns(columns)]).reference(),
        Part::headed("shared", "What both share", blocks).reference(),
    ]
}

fn rows(facts: &Facts<'_>) -> Vec<(String, [Vec<String>; 2])> {
    let row = |label: &str, cell: &dyn Fn(&Profile) -> Vec<String>| {
        (label.to_owned(), Side::BOTH.map(|side| cell(facts.content.profiles.on(side))))
    };
    let growth = words::detailed("Growth", facts.period());
    let texts = |claims: &[Claim]| claims.iter().map(|claim| claim.text.clone()).collect::<Vec<_>>();
    vec![
        row("In short", &|profile| vec![profile.summary.clone()]),
        row("What it is", &|profile| texts(&profile.core)),
        row("You may like it if you", &|profile| texts(&profile.suits)),
        row("What people do", &|profile| texts(&profile.duties)),
        row("Skills", &|profile| texts(&profile.skills)),
        row("Study", &|profile| texts(&profile.study)),
        row("Certifications (exams)", &|profile| texts(&profile.credentials)),
        row("Counted under", &|profile| profile.occupations.iter().map(|one| one.name.clone()).collect()),
        row(&growth, &|profile| {
            profile.occupations.iter().map(|one| format!("{}: {}", one.name, facts.growth(one))).collect()
        }),
        row("Pay in the articles", &|profile| {
            let amount = |low: i64, high: i64| {
                if low == high {
                    words::dollars(low)
                } else {
                    format!("{} to {}", words::dollars(low), words::dollars(high))
                }
            };
            profile
                .pay
                .iter()
                .map(|one| format!("{} ({}, {})", amount(one.low, one.high), one.what, one.year))
                .collect()
        }),
        row("Job titles", &|profile| profile.titles.iter().map(|one| one.name.clone()).collect()),
        row("Workplaces", &|profile| texts(&profile.workplaces)),
    ]
}
