//! One cell with an answer: what respondents, spreadsheets and survey tools write for the five options.

use crate::instrument::{Instrument, Response};
use crate::text::Letters;

/// What a cell contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    Skip,
    /// The label of an option, alone or with its number.
    Label(Response),
    /// A number from 1 to 5 alone.
    Number(Response),
    /// A whole number outside 1 to 5.
    OutOfRange,
    Invalid,
}

impl Cell {
    pub fn response(self) -> Option<Response> {
        match self {
            Self::Label(response) | Self::Number(response) => Some(response),
            Self::Skip | Self::OutOfRange | Self::Invalid => None,
        }
    }
}

/// Reads the cells of one instrument.
#[derive(Debug)]
pub(super) struct CellReader {
    /// What marks a skip, in lower case.
    skips: Vec<String>,
    /// The labels in lower case, exactly.
    labels: Vec<(String, Response)>,
    /// What labels are written like, without spaces and punctuation. Each stands for one response only.
    forms: Vec<(String, Response)>,
    /// Whether a label is itself a number, so that other numbers mean nothing.
    has_numeric_labels: bool,
}

impl CellReader {
    pub(super) fn new(instrument: &Instrument, skips: &[String]) -> Self {
        let label = |response| (plain(instrument.option(response)), response);
        let labels: Vec<(String, Response)> = Response::all().map(label).collect();
        let all: Vec<(String, Response)> =
            Response::all().flat_map(|response| forms(instrument, response)).collect();
        let is_clear = |(form, response): &&(String, Response)| {
            all.iter().all(|(other, meaning)| other != form || meaning == response)
        };
        let skips = skips.iter().flat_map(|skips| skips.split(','));
        Self {
            skips: skips.map(plain).filter(|word| !word.is_empty()).collect(),
            has_numeric_labels: labels.iter().any(|(label, _)| label.parse::<f64>().is_ok()),
            forms: all.iter().filter(is_clear).cloned().collect(),
            labels,
        }
    }

    pub(super) fn read(&self, cell: &str) -> Cell {
        // Most cells are a digit or empty.
        if self.skips.is_empty() && !self.has_numeric_labels {
            match cell.as_bytes() {
                [] => return Cell::Skip,
                [digit @ b'1'..=b'5'] => {
                    return Response::new(digit - b'0').map_or(Cell::Invalid, Cell::Number);
                }
                _ => {}
            }
        }
        let text = plain(cell);
        if text.is_empty() || self.skips.contains(&text) {
            return Cell::Skip;
        }
        if let Some((_, response)) = self.labels.iter().find(|(label, _)| *label == text) {
            return Cell::Label(*response);
        }
        match whole_number(&text) {
            Some(_) if self.has_numeric_labels => return Cell::OutOfRange,
            Some(number) => {
                let response = u8::try_from(number).ok().and_then(Response::new);
                return response.map_or(Cell::OutOfRange, Cell::Number);
            }
            None => {}
        }
        let letters = Letters::new(&text);
        let form = self.forms.iter().find(|(form, _)| form == letters.as_str());
        form.map_or(Cell::Invalid, |(_, response)| Cell::Label(*response))
    }
}

/// A text in lower case, with single spaces and an ordinary minus sign.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().replace('\u{2212}', "-")
}

/// A whole number as people, spreadsheets and survey tools write it: `4`, `4.0`, `4,0`, `(4)`, `4)`, `4.`, and
/// LimeSurvey's codes of answers, `A4` and `AO04`.
fn whole_number(text: &str) -> Option<i64> {
    let text = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.', ':']);
    let text = text.strip_prefix("ao").or_else(|| text.strip_prefix('a')).unwrap_or(text);
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_whole = !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0');
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    // A number with too many digits is outside the range in any case.
    (is_whole && is_number).then(|| whole.parse().unwrap_or(i64::MAX))
}

/// What stands for a response besides its number and its label: `4 - Like`, `Like (4)`. A label without a letter has
/// no other form.
fn forms(instrument: &Instrument, response: Response) -> Vec<(String, Response)> {
    let value = response.value();
    let label = Letters::new(instrument.option(response));
    let label = label.as_str();
    if !label.contains(char::is_alphabetic) {
        return Vec::new();
    }
    [label.to_owned(), format!("{value}{label}"), format!("{label}{value}")]
        .map(|form| (form, response))
        .into()
}
