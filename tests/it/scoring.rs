//! The method: 400 worked cases from an independent implementation, and its laws.

use career_fit::scoring::{Assessment, Verdict, score};

use crate::harness::{answers, content};

const VECTORS: &str = include_str!("fixtures/scoring_vectors.tsv");

fn near(found: f64, wanted: &str, tolerance: f64) -> bool {
    (found - wanted.parse::<f64>().unwrap()).abs() <= tolerance
}

/// What is wrong with an assessment, against the columns of a worked case.
fn differences(assessment: &Assessment, wanted: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |name: &str, fine: bool| {
        if !fine {
            wrong.push(name.to_owned());
        }
    };
    if wanted[0] == "-" {
        check("comparison", assessment.comparison.is_none());
        check("verdict", assessment.verdict == Verdict::Incomplete);
        return wrong;
    }
    let Some(comparison) = assessment.comparison else { return vec!["no comparison".to_owned()] };
    let p_first = match comparison.side {
        Some(career_fit::scoring::Side::Second) => 1.0 - comparison.confidence.p,
        _ => comparison.confidence.p,
    };
    check("gap", near(comparison.gap, wanted[0], 1e-12));
    check("like_hi", near(comparison.like[0], wanted[1], 1e-12));
    check("like_him", near(comparison.like[1], wanted[2], 1e-12));
    check("se", near(comparison.confidence.se, wanted[3], 1e-12));
    check("p_hi", near(p_first, wanted[4], 1e-12));
    let (answers, steps) =
        assessment.flip.as_ref().map_or((0, 0), |flip| (flip.answers.len(), flip.steps as usize));
    check("flip answers", near(answers as f64, wanted[5], 0.0));
    check("flip steps", near(steps as f64, wanted[6], 0.0));
    wrong
}

#[test]
fn every_worked_case_is_reproduced() {
    let content = content();
    let mut cases = 0;
    for line in VECTORS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let values: Vec<u8> = columns[1].split(',').map(|value| value.parse().unwrap()).collect();
        let responses = answers(&content, &values, 4);
        let assessment = score(&content.instrument, &content.contrast, &responses, &[]);
        let wrong = differences(&assessment, &columns[2..]);
        assert!(wrong.is_empty(), "{}: {wrong:?} differ\n{line}\n{assessment:?}", columns[0]);
        cases += 1;
    }
    assert_eq!(cases, 400);
}
