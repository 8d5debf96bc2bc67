//! Study: degrees, certificates, first steps, and questions for an advisor.

use super::{Block, Bullet, Input};
use crate::content::Claim;

/// So many questions for an advisor.
const QUESTIONS: usize = 3;

pub(super) fn blocks(input: &Input<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading("Three questions for an advisor".to_owned()),
        Block::Text("Drawn from the kinds of work that you were least sure about.".to_owned()),
        Block::Steps(questions(input)),
    ];
    for side in input.sides() {
        let profile = input.content.profiles.on(side);
        let claims =
            |claims: &[Claim]| Block::Bullets(claims.iter().map(|claim| input.claim(claim)).collect());
        blocks.push(Block::Heading(format!("First steps toward {}", profile.short)));
        blocks.push(Block::Steps(
            profile.first_steps.iter().map(|claim| Bullet::new(claim.text.as_str())).collect(),
        ));
        blocks.push(Block::Heading(format!("Study for {}", profile.short)));
        blocks.push(claims(&profile.study));
        blocks.push(Block::Heading(format!("Certificates in {}", profile.short)));
        blocks.push(claims(&profile.credentials));
    }
    blocks
}

/// The questions of the scales whose mean lies nearest to the middle of the answers, in the file's order on
/// ties; a scale that was skipped whole counts as least sure.
fn questions(input: &Input<'_>) -> Vec<Bullet> {
    let middle = 3.0;
    let mut scales: Vec<(f64, &str)> = input
        .content
        .instrument
        .scales
        .iter()
        .zip(&input.assessment.scales)
        .map(|(scale, reading)| (reading.mean.map_or(0.0, |mean| (mean - middle).abs()), scale.ask.as_str()))
        .collect();
    scales.sort_by(|a, b| a.0.total_cmp(&b.0));
    scales.iter().take(QUESTIONS).map(|(_, ask)| Bullet::new(*ask)).collect()
}
