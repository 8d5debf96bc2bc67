//! Study: degrees, certificates, first steps, and questions for an advisor.

use super::claim;
use crate::content::Claim;
use crate::report::document::{Block, Bullet, Part};
use crate::report::facts::Facts;
use crate::report::words;
use crate::scoring::Verdict;

/// How many questions for an advisor there are at most.
const QUESTIONS: usize = 3;

pub(super) fn parts(facts: &Facts<'_>) -> Vec<Part> {
    let drawn = Block::text("They are about the kinds of work where your answers lie nearest to the middle.");
    let questions = questions(facts);
    let count = words::sentence(&words::number(questions.len()));
    let heading = format!("{count} questions for an advisor");
    let mut parts = vec![Part::headed("questions", heading, vec![drawn, Block::Steps(questions)])];
    let (verdict, low) = (facts.assessment.verdict, facts.assessment.flags.low_interest);
    let has_steps = verdict != Verdict::Neither;
    let elsewhere = &facts.content.profiles.elsewhere;
    if (low || !has_steps) && !elsewhere.is_empty() {
        let texts = elsewhere.iter().map(claim).collect();
        parts.insert(0, Part::headed("elsewhere", "Where else to look", vec![Block::Bullets(texts)]));
    }
    for side in facts.sides() {
        let profile = facts.content.profiles.on(side);
        let (id, short) = (&profile.id, &profile.short);
        let steps = profile.first_steps.iter().map(|claim| Bullet::new(claim.text.as_str()));
        let claims = |claims: &[Claim]| vec![Block::Bullets(claims.iter().map(claim).collect())];
        if has_steps {
            let steps = vec![Block::Steps(steps.collect())];
            parts.push(Part::headed(format!("steps-{id}"), format!("First steps toward {short}"), steps));
        }
        parts.extend([
            Part::headed(format!("study-{id}"), format!("Study for {short}"), claims(&profile.study))
                .reference(),
            Part::headed(
                format!("certificates-{id}"),
                format!("Certifications (exams) in {short}"),
                claims(&profile.credentials),
            )
            .reference(),
        ]);
    }
    parts
}

/// The questions of the scales whose mean lies nearest to the middle of the answers, in the file's order on
/// ties; a scale that was skipped whole counts as least sure.
fn questions(facts: &Facts<'_>) -> Vec<Bullet> {
    let middle = 3.0;
    let mut scales: Vec<(f64, &str)> = facts
        .content
        .instrument
        .scales
        .iter()
        .zip(&facts.assessment.scales)
        .map(|(scale, reading)| (reading.mean.map_or(0.0, |mean| (mean - middle).abs()), scale.ask.as_str()))
        .collect();
    scales.sort_by(|a, b| a.0.total_cmp(&b.0));
    scales.iter().take(QUESTIONS).map(|(_, ask)| Bullet::new(*ask)).collect()
}
