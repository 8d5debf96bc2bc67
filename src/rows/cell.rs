//! One cell with an answer: what respondents, spreadsheets and form tools write for the five responses.

use crate::instrument::{Instrument, Response};
use crate::text::Letters;

/// Reads cells of one instrument.
#[derive(Debug)]
pub(super) struct CellReader<'a> {
    instrument: &'a Instrument,
    /// What stands for a skip, in lower case.
    skips: Vec<String>,
    /// The letters and digits that stand for a response, each for one only.
    forms: Vec<(String, Response)>,
}

impl<'a> CellReader<'a> {
    pub(super) fn new(instrument: &'a Instrument, skips: &[String]) -> Self {
        let all: Vec<(String, Response)> =
            Response::all().flat_map(|response| forms(instrument, response)).collect();
        let is_ambiguous = |form: &str, response: Response| {
            all.iter().any(|(other, meaning)| other == form && *meaning != response)
        };
        let forms = all.iter().filter(|(form, response)| !is_ambiguous(form, *response)).cloned().collect();
        let words = skips.iter().flat_map(|skips| skips.split(','));
        let skips = words.map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()).collect();
        Self { instrument, skips, forms }
    }

    /// The response, or the skip, that a cell holds; `None` where it is neither.
    pub(super) fn read(&self, cell: &[u8]) -> Option<Option<Response>> {
        let cell = cell.trim_ascii();
        if self.skips.is_empty() {
            match cell {
                [] => return Some(None),
                [digit @ b'1'..=b'5'] => return Some(Response::new(digit - b'0')),
                _ => {}
            }
        }
        self.read_text(String::from_utf8_lossy(cell).trim())
    }

    fn read_text(&self, text: &str) -> Option<Option<Response>> {
        if text.is_empty() || !self.skips.is_empty() && self.skips.contains(&text.to_lowercase()) {
            return Some(None);
        }
        if let Some(response) = number(text) {
            return Some(Some(response));
        }
        let is_label = |response: &Response| self.instrument.option(*response).eq_ignore_ascii_case(text);
        if let Some(response) = Response::all().find(is_label) {
            return Some(Some(response));
        }
        let letters = Letters::new(text);
        let form = self.forms.iter().find(|(form, _)| form == letters.as_str());
        form.map(|(_, response)| Some(*response))
    }
}

/// A whole number from 1 to 5, as spreadsheets write it too: `4`, `4.0`, `4,0`.
fn number(text: &str) -> Option<Response> {
    let (whole, rest) = text.split_at_checked(1)?;
    let is_whole = match rest.strip_prefix(['.', ',']) {
        Some(zeros) => !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0'),
        None => rest.is_empty(),
    };
    whole.parse().ok().filter(|_| is_whole).and_then(Response::new)
}

/// What stands for a response besides its number and its label: `4 - Like`, `Like (4)`, and the codes that
/// LimeSurvey gives to options, `A4` or `AO04`. A label without a letter is no word of its own.
fn forms(instrument: &Instrument, response: Response) -> Vec<(String, Response)> {
    let value = response.value();
    let mut forms =
        vec![format!("a{value}"), format!("a{value:02}"), format!("a{value:03}"), format!("ao{value:02}")];
    let label = Letters::new(instrument.option(response));
    let label = label.as_str();
    if label.contains(char::is_alphabetic) {
        forms.extend([label.to_owned(), format!("{value}{label}"), format!("{label}{value}")]);
    }
    forms.into_iter().map(|form| (form, response)).collect()
}
