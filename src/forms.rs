//! The questions outside the program: for a form tool, on paper with a key to score it by hand, and as a database query
//! that scores the answers.

pub mod sheet;
pub mod sql;

use crate::instrument::{Instrument, Item, Response};

/// The questions to paste into a form tool, with instructions.
pub(crate) fn text(instrument: &Instrument) -> String {
    let options: Vec<&str> = Response::all().map(|response| instrument.option(response)).collect();
    let questions: Vec<&str> = core(instrument).map(|item| item.text.as_str()).collect();
    format!(
        "Make one question whose rows share their answers, and paste these in.\n\
         Google Forms: Multiple choice grid. Microsoft Forms: Likert. Qualtrics: Matrix table. LimeSurvey: Array.\n\n\
         Question\n--------\n{}\n\n\
         Columns\n-------\n{}\n\n\
         Rows\n----\n{}\n\n\
         Then\n----\n\
         Keep the texts as they are: each question is recognized by its text, in any order.\n\
         Don't require an answer in each row: people may skip questions.\n\
         Don't ask for names. Questions of your own, such as the section, can be passed through.\n\
         Download the answers as a CSV or a workbook, and see how each column is interpreted:\n    \
         career-fit check answers.csv\n\
         Score them:\n    \
         career-fit score answers.csv --output results.csv\n",
        instrument.stem,
        options.join("\n"),
        questions.join("\n"),
    )
}

/// The questions as CSV, one per row: id, stem, text and the five answers.
pub(crate) fn csv(instrument: &Instrument) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |row: Vec<&str>| writer.write_record(row).expect("writing to memory doesn't fail");
    write(vec!["id", "stem", "text", "option_1", "option_2", "option_3", "option_4", "option_5"]);
    for item in core(instrument) {
        let mut row = vec![item.id.as_str(), &instrument.stem, &item.text];
        row.extend(instrument.options.iter().map(String::as_str));
        write(row);
    }
    let bytes = writer.into_inner().expect("writing to memory doesn't fail");
    String::from_utf8(bytes).expect("CSV of texts is text")
}

fn core(instrument: &Instrument) -> impl Iterator<Item = &Item> {
    instrument.items.iter().filter(|item| !item.tie_breaker)
}
