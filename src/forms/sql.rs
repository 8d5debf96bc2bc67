//! The scoring as one SQL query, made from the content in use, for places where the answers already are in a database:
//! everything that `score` writes except for the code.
//!
//! Each step is a common table expression, and its formulas are those of [`crate::scoring`]. As there, whole numbers
//! decide the verdict; the confidence is compared with its limits before it becomes a probability, so the approximation
//! of the normal distribution (Abramowitz and Stegun, 26.2.17: error below 7.5e-8) decides nothing.

mod query;

use std::fmt;

use clap::ValueEnum;

use crate::content::Content;
use query::Query;

/// The table that the query reads.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub dialect: Dialect,
    /// One row per respondent, one column per question, named by its id.
    pub table: &'a str,
    /// The column with the respondents' ids.
    pub id: &'a str,
    /// Whether it has columns for the tie-breakers too.
    pub has_tie_breakers: bool,
}

/// Writes the query.
///
/// # Errors
/// Returns an error if the name of the table is invalid.
pub fn query(content: &Content, source: Source<'_>) -> Result<String, BadTable> {
    let table = source.dialect.table(source.table)?;
    let query = Query::new(content, source);
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
    let steps = steps.map(|(name, step)| format!("{name} AS (\n{step}{}\n)", source.dialect.end()));
    Ok(format!("{}WITH {}\n{};\n", query.head(), steps.join(",\n"), query.results()))
}

/// A number that every database reads as floating-point, without a loss of digits.
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

/// The SQL dialect of a database: how names, texts and types are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dialect {
    /// DuckDB
    #[value(name = "duckdb")]
    DuckDb,
    /// PostgreSQL
    Postgres,
    /// Spark SQL
    Spark,
}

/// An invalid name of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadTable(pub String);

impl fmt::Display for BadTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(table) = self;
        write!(f, "{table:?} is not a valid table name: write TABLE, SCHEMA.TABLE or CATALOG.SCHEMA.TABLE")
    }
}

impl std::error::Error for BadTable {}

impl Dialect {
    fn name(self) -> &'static str {
        match self {
            Self::DuckDb => "duckdb",
            Self::Postgres => "postgres",
            Self::Spark => "spark",
        }
    }

    /// Quotes the name of a column.
    fn name_of(self, name: &str) -> String {
        match self {
            Self::DuckDb | Self::Postgres => format!("\"{}\"", name.replace('"', "\"\"")),
            Self::Spark => format!("`{}`", name.replace('`', "``")),
        }
    }

    /// Quotes each part of the name of a table, which has up to two dots.
    fn table(self, table: &str) -> Result<String, BadTable> {
        let parts: Vec<&str> = table.split('.').collect();
        let is_bad = |part: &&str| part.trim().is_empty() || part.chars().any(char::is_control);
        if parts.len() > 3 || parts.iter().any(is_bad) {
            return Err(BadTable(table.to_owned()));
        }
        Ok(parts.into_iter().map(|part| self.name_of(part)).collect::<Vec<_>>().join("."))
    }

    /// Quotes a text.
    fn text(self, text: &str) -> String {
        match self {
            Self::DuckDb | Self::Postgres => format!("'{}'", text.replace('\'', "''")),
            Self::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        }
    }

    /// Casts a whole number to text.
    fn digits(self, of: &str) -> String {
        let kind = match self {
            Self::DuckDb => "VARCHAR",
            Self::Postgres => "TEXT",
            Self::Spark => "STRING",
        };
        format!("CAST({of} AS {kind})")
    }

    /// Casts a whole number to a floating-point number, so that a division keeps the fraction.
    fn double(self, of: &str) -> String {
        let kind = match self {
            Self::DuckDb | Self::Spark => "DOUBLE",
            Self::Postgres => "DOUBLE PRECISION",
        };
        format!("CAST({of} AS {kind})")
    }

    /// The end of a step. Without it, PostgreSQL inlines a step's formulas wherever the next one uses them, and computes
    /// them again and again.
    fn end(self) -> &'static str {
        match self {
            Self::Postgres => "\n    OFFSET 0",
            Self::DuckDb | Self::Spark => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_become_fractions_of_whole_numbers() {
        assert_eq!((fraction(3.5), fraction(4.0), fraction(2.25)), ((35, 10), (4, 1), (225, 100)));
        assert_eq!(fraction(3.123_456_789), (3_123_456_789, 1_000_000_000));
    }

    #[test]
    fn numbers_are_written_without_loss() {
        for one in [6.8, 0.04, 1e-9, 8.0, 1.644_853_626_951_472_2] {
            assert_eq!(number(one).parse(), Ok(one));
            assert!(number(one).contains(['e', 'E']), "otherwise PostgreSQL and Spark read a decimal");
        }
    }

    #[test]
    fn names_and_texts_are_quoted() {
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
