//! Where databases differ: names, texts and types.

use std::fmt;

/// A kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// DuckDB.
    DuckDb,
    /// PostgreSQL.
    Postgres,
    /// Spark SQL.
    Spark,
}

/// A table's name that can't be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadTable(pub String);

impl fmt::Display for BadTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(table) = self;
        write!(f, "{table:?} is no name of a table: write TABLE, SCHEMA.TABLE or CATALOG.SCHEMA.TABLE")
    }
}

impl std::error::Error for BadTable {}

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::DuckDb, Self::Postgres, Self::Spark];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::DuckDb => "duckdb",
            Self::Postgres => "postgres",
            Self::Spark => "spark",
        }
    }

    /// A name of a column, whatever it holds.
    pub(super) fn name_of(self, name: &str) -> String {
        match self {
            Self::DuckDb | Self::Postgres => format!("\"{}\"", name.replace('"', "\"\"")),
            Self::Spark => format!("`{}`", name.replace('`', "``")),
        }
    }

    /// A table's name with up to two dots, each part in quotes.
    pub(super) fn table(self, table: &str) -> Result<String, BadTable> {
        let parts: Vec<&str> = table.split('.').collect();
        let is_bad = |part: &&str| part.trim().is_empty() || part.chars().any(char::is_control);
        if parts.len() > 3 || parts.iter().any(is_bad) {
            return Err(BadTable(table.to_owned()));
        }
        Ok(parts.into_iter().map(|part| self.name_of(part)).collect::<Vec<_>>().join("."))
    }

    /// A text, whatever it holds.
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Self::DuckDb | Self::Postgres => format!("'{}'", text.replace('\'', "''")),
            Self::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        }
    }

    /// A whole number as a text.
    pub(super) fn digits(self, of: &str) -> String {
        let kind = match self {
            Self::DuckDb => "VARCHAR",
            Self::Postgres => "TEXT",
            Self::Spark => "STRING",
        };
        format!("CAST({of} AS {kind})")
    }

    /// A whole number as one with a fraction, so that a division keeps it.
    pub(super) fn double(self, of: &str) -> String {
        let kind = match self {
            Self::DuckDb | Self::Spark => "DOUBLE",
            Self::Postgres => "DOUBLE PRECISION",
        };
        format!("CAST({of} AS {kind})")
    }

    /// What ends a step. PostgreSQL would else put a step's formulas into the next one wherever they are used, and
    /// work them out again and again.
    pub(super) fn end(self) -> &'static str {
        match self {
            Self::Postgres => "\n    OFFSET 0",
            Self::DuckDb | Self::Spark => "",
        }
    }
}
