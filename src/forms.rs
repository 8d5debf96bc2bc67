//! What a site needs to ask the questions elsewhere and to read what comes back: the questions for a form tool, a
//! header for a spreadsheet, a sheet of paper with a key to score it by hand, the scoring as SQL, and the codebook of all that the program
//! reads and writes.

mod codebook;
mod form;
pub mod sheet;
pub mod sql;

pub use codebook::{Entry, codebook, codebook_csv, codebook_text};
pub use form::{form_csv, form_text, header};

/// Rows as CSV. Cells that hold nothing special stand without quotes.
fn csv(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = rows.map(|row| writer.write_record(row)).collect::<Result<Vec<()>, _>>();
    // Into memory nothing fails.
    let bytes = written.ok().and_then(|_| writer.into_inner().ok()).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
