//! The scoring as one SQL query, made of the content in use, for places where the answers already are: all that
//! `score` tells but the code.
//!
//! Each step is a table of its own, and its formulas are those of [`crate::scoring`]. What decides a verdict is in whole
//! numbers there, and here too; the confidence is held against its limits before it becomes a probability, so that the
//! approximation of the normal curve (Abramowitz and Stegun, 26.2.17: less than 7.5e-8 off) decides nothing.

mod dialect;
mod query;
mod results;

pub use dialect::{BadTable, Dialect};

use crate::content::Content;
use query::Query;

/// What the query is to read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// What it is written for.
    pub dialect: Dialect,
    /// The table of the answers: a row a person, a column a question, named by its id.
    pub table: &'a str,
    /// Its column of the respondents' ids.
    pub id: &'a str,
    /// Whether it has columns for the tie-breakers too.
    pub has_tie_breakers: bool,
}

/// The query.
///
/// # Errors
/// Where the table's name can't be one.
pub fn query(content: &Content, reading: Reading<'_>) -> Result<String, BadTable> {
    let table = reading.dialect.table(reading.table)?;
    let query = Query::new(content, reading);
    let steps = [
        ("answers", query.answers(&table)),
        ("sums", query.sums()),
        ("parts", query.parts()),
        ("sides", query.sides()),
        ("gaps", query.gaps()),
        ("errors", query.errors()),
        ("sure", query.sure()),
        ("verdicts", query.verdicts()),
    ];
    let steps = steps.map(|(name, step)| format!("{name} AS (\n{step}{}\n)", reading.dialect.end()));
    Ok(format!("{}WITH {}\n{};\n", query.head(), steps.join(",\n"), query.results()))
}

/// A number that every database reads as one with a fraction, and as just this one.
fn number(number: f64) -> String {
    let text = format!("{number:?}");
    if text.contains('e') { text } else { text + "E0" }
}

/// A limit as a fraction of whole numbers, to at most nine decimals.
fn fraction(limit: f64) -> (i64, i64) {
    let text = format!("{limit:.9}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let under = 10_i64.pow(u32::try_from(decimals.len()).unwrap_or(0));
    let over = format!("{whole}{decimals}").parse().unwrap_or(0);
    (over, under)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_fractions_of_whole_numbers() {
        assert_eq!((fraction(3.5), fraction(4.0), fraction(2.25)), ((35, 10), (4, 1), (225, 100)));
        assert_eq!(fraction(3.123_456_789), (3_123_456_789, 1_000_000_000));
    }

    #[test]
    fn numbers_stay_what_they_are() {
        for one in [6.8, 0.04, 1e-9, 8.0, 1.644_853_626_951_472_2] {
            assert_eq!(number(one).parse(), Ok(one));
            assert!(
                number(one).contains(['e', 'E']),
                "else PostgreSQL and Spark would take it for a decimal"
            );
        }
    }

    #[test]
    fn names_and_texts_stay_within_their_quotes() {
        let spark = Dialect::Spark;
        assert_eq!(Dialect::Postgres.name_of("a\"; DROP"), "\"a\"\"; DROP\"");
        assert_eq!(spark.name_of("a`b"), "`a``b`");
        assert_eq!(spark.text("it's \\"), "'it\\'s \\\\'");
        assert_eq!(Dialect::DuckDb.text("it's"), "'it''s'");
        assert_eq!(spark.table("lake.answers"), Ok("`lake`.`answers`".to_owned()));
        for bad in ["", "a..b", "a.b.c.d", " ", "a\nb"] {
            assert_eq!(spark.table(bad), Err(BadTable(bad.to_owned())));
        }
    }
}
