//! The questions for a form tool.

use super::csv;
use crate::instrument::{Instrument, Item, Response};

/// What form tools call a question whose rows share their answers.
const GRIDS: &str = "Google Forms: Multiple choice grid. Microsoft Forms: Likert. Qualtrics: Matrix table. LimeSurvey: Array.";

fn core(instrument: &Instrument) -> impl Iterator<Item = &Item> {
    instrument.items.iter().filter(|item| !item.tie_breaker)
}

/// The stem, the options and the texts, to paste into a form tool.
pub fn form_text(instrument: &Instrument) -> String {
    let lines = |texts: Vec<&str>| texts.join("\n");
    let options = lines(Response::all().map(|response| instrument.option(response)).collect());
    let texts = lines(core(instrument).map(|item| item.text.as_str()).collect());
    format!(
        "Make one question whose rows share their answers, and paste these in.\n{GRIDS}\n\n\
         Question\n--------\n{}\n\n\
         Columns\n-------\n{options}\n\n\
         Rows\n----\n{texts}\n\n\
         Then\n----\n\
         Keep the texts as they are: each question is found by its text, in any order.\n\
         Let people leave a row open: a skip is an answer too.\n\
         Ask for no names. A question of yours, such as the section, can be carried through.\n\
         Download the answers as a CSV or a workbook, and see what each column is taken for:\n    \
         career-fit check answers.csv\n\
         Score them:\n    \
         career-fit score answers.csv --output results.csv\n",
        instrument.stem
    )
}

/// The same as CSV, a row a question: id, stem, text and the five options.
pub fn form_csv(instrument: &Instrument) -> String {
    let head = ["id", "stem", "text", "option_1", "option_2", "option_3", "option_4", "option_5"];
    let row = |item: &Item| -> Vec<String> {
        let mut row = vec![item.id.clone(), instrument.stem.clone(), item.text.clone()];
        row.extend(instrument.options.iter().cloned());
        row
    };
    csv(std::iter::once(head.map(str::to_owned).to_vec()).chain(core(instrument).map(row)))
}
