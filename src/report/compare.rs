//! Compare: the two paths side by side, line by line, and what they share.

use super::{Block, Columns, Input, words};
use crate::content::{Claim, Profile};
use crate::scoring::Side;

pub(super) fn blocks(input: &Input<'_>) -> Vec<Block> {
    let profiles = &input.content.profiles;
    let shared = profiles.shared.iter().map(|shared| input.claim(&shared.claim)).collect();
    vec![
        Block::Columns(Columns {
            heads: Side::BOTH.map(|side| format!("{} ({})", input.name(side), input.short(side))),
            rows: rows(input),
        }),
        Block::Heading("What both share".to_owned()),
        Block::Bullets(shared),
        Block::Text("Who says what stands under Sources.".to_owned()),
    ]
}

fn rows(input: &Input<'_>) -> Vec<(String, [Vec<String>; 2])> {
    let row = |label: &str, cell: &dyn Fn(&Profile) -> Vec<String>| {
        (label.to_owned(), Side::BOTH.map(|side| cell(input.content.profiles.on(side))))
    };
    let texts = |claims: &[Claim]| claims.iter().map(|claim| claim.text.clone()).collect::<Vec<_>>();
    vec![
        row("In short", &|profile| vec![profile.summary.clone()]),
        row("What it is", &|profile| texts(&profile.core)),
        row("You may like it if you", &|profile| texts(&profile.suits)),
        row("What people do", &|profile| texts(&profile.duties)),
        row("Skills", &|profile| texts(&profile.skills)),
        row("Study", &|profile| texts(&profile.study)),
        row("Certificates", &|profile| texts(&profile.credentials)),
        row("Counted under", &|profile| profile.occupations.iter().map(|one| one.name.clone()).collect()),
        row("Growth, 2024 to 2034", &|profile| {
            profile
                .occupations
                .iter()
                .map(|one| format!("{}: {}", one.name, words::growth(one.growth)))
                .collect()
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
