//! What a site needs to ask the questions elsewhere and to read what comes back: the questions for a form tool, a
//! sheet of paper with a key to score it by hand, and the scoring as SQL.

mod form;
pub mod sheet;
pub mod sql;

pub use form::{form_csv, form_text};

/// Rows as CSV. Cells that hold nothing special stand without quotes.
fn csv(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = rows.map(|row| writer.write_record(row)).collect::<Result<Vec<()>, _>>();
    // Into memory nothing fails.
    let bytes = written.ok().and_then(|_| writer.into_inner().ok()).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
