//! A result a row, from a CSV of answers or codes: scored and written in constant memory. To see which ids come twice,
//! more of them than memory has room for are kept in files without a name.
//!
//! A row that can't be read gets the verdict `error`, is named with its place, and the rest go on. A header that
//! does not fit stops everything before a single line of output.
//!
//! ```text
//! one_by_one: row -> Outcome -> line                                        whoever listens gets every Outcome
//! run:        blocks of rows -> threads: a block -> its lines -> in order   the same lines and complaints
//! ```

mod block;
mod closing;
mod decimal;
mod ids;
mod last;
mod marks;
mod numbered;
mod order;
mod runs;
mod threads;
mod walk;
mod writer;

pub(crate) use closing::Closing;
pub(crate) use ids::Duplicates;
pub(crate) use last::last_rows;
pub(crate) use walk::{Met, walk};

use std::fmt;
use std::io::{Read, Write};

use anyhow::{Context, Result};

use crate::code::{Codec, Opened};
use crate::content::Content;
use crate::quiz::Outcome;
use crate::rows::{Options, Row, Rows};
use block::Scorer;
use order::Order;
use writer::RowWriter;

/// How many bytes of a file are scored at once: the results of a block of each kind take about half a megabyte.
const BLOCK: [usize; 2] = [128 * 1024, 4 * 1024];

/// How many ids memory has room for, where they are no numbers that grow: up to 6 MB.
const ROOM: usize = 1 << 18;

/// How much memory is taken.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    /// How many bytes of the file are scored at once.
    block: usize,
    /// How many ids have room.
    ids: usize,
}

/// What is to be done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Job<'a> {
    /// What the answers are scored with.
    pub content: &'a Content,
    /// What the results are written as.
    pub format: ScoreFormat,
    /// What is wanted of the file.
    pub options: &'a Options,
    /// What becomes of ids that come twice.
    pub duplicates: &'a Duplicates,
    /// The results go to a terminal, which would act on what some cells hold.
    pub is_shown: bool,
}

/// What the results are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScoreFormat {
    /// Comma-separated values with a header.
    Csv,
    /// One JSON object a line.
    Json,
}

/// What hears of rows while they are scored.
pub(crate) trait Listener {
    /// A line about a row that can't be read. It has no way to fail: where nobody listens any more, the results and
    /// the exit code are the same.
    fn complain(&mut self, line: fmt::Arguments<'_>);

    /// What came of a row; `None` where it can't be read. Only [`one_by_one`] says it.
    ///
    /// # Errors
    /// Where that ends everything.
    fn scored(&mut self, row: &Row<'_>, outcome: Option<&Outcome>) -> Result<()>;

    /// So many more rows are done, which took so many bytes of the file. Only [`run`] says it.
    fn advanced(&mut self, rows: u64, bytes: u64);
}

/// How many rows there are to score.
///
/// # Errors
/// Where the header does not fit, or reading fails.
pub(crate) fn count(content: &Content, input: impl Read, options: &Options) -> Result<u64> {
    let codec = Codec::new(content);
    let mut rows = Rows::new(&content.instrument, &codec, input, options)?;
    let mut count = 0;
    while rows.read()?.is_some() {
        count += 1;
    }
    Ok(count)
}

/// Scores a CSV of answers, or of codes, on so many threads; says what came of it.
///
/// # Errors
/// Where the header does not fit, or reading or writing fails.
pub(crate) fn run(
    job: Job<'_>,
    threads: usize,
    input: impl Read,
    output: impl Write,
    listener: &mut impl Listener,
) -> Result<Closing> {
    let [csv, json] = BLOCK;
    let bounds = Bounds { block: if job.format == ScoreFormat::Csv { csv } else { json }, ids: ROOM };
    run_within(bounds, job, threads, input, output, listener)
}

/// The same within these bounds.
fn run_within(
    bounds: Bounds,
    job: Job<'_>,
    threads: usize,
    input: impl Read,
    output: impl Write,
    listener: &mut impl Listener,
) -> Result<Closing> {
    let codec = Codec::new(job.content);
    let rows = Rows::new(&job.content.instrument, &codec, input, job.options)?;
    let writer = RowWriter::new(job, &codec, rows.kept())?;
    let head = rows.of_block(&[]);
    let scorer = Scorer::new(job, &codec, &head, &writer);
    let (mut blocks, place) = rows.into_blocks(bounds.block);
    let mut order = Order::new(job, &head, &writer, place, bounds.ids, output)?;
    threads::run(threads, &mut blocks, &scorer, |scored| order.take(scored, listener))?;
    order.finish(listener)
}

/// Scores a CSV of answers, or of codes, row by row; says what came of it.
///
/// # Errors
/// Where the header does not fit, or reading or writing fails.
pub(crate) fn one_by_one(
    job: Job<'_>,
    input: impl Read,
    mut output: impl Write,
    listener: &mut impl Listener,
) -> Result<Closing> {
    let codec = Codec::new(job.content);
    let rows = Rows::new(&job.content.instrument, &codec, input, job.options)?;
    let writer = RowWriter::new(job, &codec, rows.kept())?;
    let mut line = Vec::new();
    writer.header(&mut line);
    write(&mut output, &mut line)?;
    let closing = walk(rows, job.duplicates, |met| {
        let (row, opened) = match met {
            Met::Wrong(error) => {
                listener.complain(format_args!("{error}"));
                return Ok(());
            }
            Met::Row(row, opened) => (row, opened),
        };
        let outcome = |opened: &Opened| Outcome::with_codec(job.content, &codec, opened.answers.clone(), &[]);
        let outcome = opened.map(outcome);
        match &outcome {
            Some(outcome) => writer.result(&row.id(), row, outcome, &mut line)?,
            None => writer.error(&row.id(), row.kept(), &mut line)?,
        }
        write(&mut output, &mut line)?;
        listener.scored(row, outcome.as_ref())
    })?;
    output.flush().context("can't write the results")?;
    if let Some(older) = closing.older() {
        listener.complain(format_args!("{older}"));
    }
    Ok(closing)
}

/// Writes lines, and forgets them.
fn write(output: &mut impl Write, lines: &mut Vec<u8>) -> Result<()> {
    output.write_all(lines).context("can't write the results")?;
    lines.clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::last::last_rows_within;
    use super::*;
    use crate::rows::Keep;

    /// What was told, and nothing else.
    #[derive(Debug, Default, PartialEq)]
    struct Told(String);

    impl Listener for Told {
        fn complain(&mut self, line: fmt::Arguments<'_>) {
            self.0 += &format!("{line}\n");
        }

        fn scored(&mut self, _: &Row<'_>, _: Option<&Outcome>) -> Result<()> {
            Ok(())
        }

        fn advanced(&mut self, _: u64, _: u64) {}
    }

    /// All that comes of a file: the results, the complaints, and the closing line or what stopped everything.
    type Came = (String, Told, String);

    fn came(run: impl FnOnce(&mut Vec<u8>, &mut Told) -> Result<Closing>) -> Came {
        let (mut output, mut told) = (Vec::new(), Told::default());
        let end =
            run(&mut output, &mut told).map_or_else(|error| format!("{error:#}"), |end| end.to_string());
        (String::from_utf8_lossy(&output).into_owned(), told, end)
    }

    /// What comes of a file row by row, and on so many threads within these bounds.
    fn both_ways(job: Job<'_>, text: &[u8], bounds: Bounds) -> Vec<Came> {
        let mut all = vec![came(|output, told| one_by_one(job, text, output, told))];
        all.extend(
            [1, 2, 3]
                .map(|threads| came(|output, told| run_within(bounds, job, threads, text, output, told))),
        );
        all
    }

    /// The header: ids or none, a column to keep, the items, one tie-breaker, a column that nobody needs.
    fn header(content: &Content, has_ids: bool) -> String {
        let items: Vec<&str> =
            content.instrument.items.iter().take(25).map(|item| item.id.as_str()).collect();
        format!("{}town,{},note", if has_ids { "id," } else { "" }, items.join(","))
    }

    /// Rows of all kinds, most of them plain.
    fn row() -> impl Strategy<Value = String> {
        let id = prop_oneof![
            6 => "[1-9][0-9]?",
            2 => "s0[0-9]",
            1 => Just(String::new()),
            1 => "[ab ,\"='é-]{0,3}".prop_map(|id| format!("\"{}\"", id.replace('"', "\"\""))),
            1 => "=a|-b| c|d\"e",
        ];
        let town = prop_oneof![6 => "[A-Za-z ]{0,4}", 1 => "\"a\n[b,]{0,2}\"", 1 => "=1|é|\u{a0}+|\t"];
        let cell = prop_oneof![
            60 => "[1-5]",
            8 => Just(String::new()),
            1 => "like| 4|4.0|A3|n/a|\"5\"|6|x|\"\"\"|\"a\nb\"",
        ];
        let cells = prop_oneof![
            8 => proptest::collection::vec(cell, 25),
            1 => proptest::collection::vec("[1-5]", 23..28),
            1 => Just(vec![String::new(); 25]),
            1 => proptest::collection::vec("[34]|", 25),
        ];
        let note = prop_oneof![8 => Just(String::new()), 2 => "[a-z ]{0,5}", 1 => "\"q\r\n\"|z\rz|,|\""];
        let end = prop_oneof![12 => Just("\n"), 4 => Just("\r\n"), 1 => Just("\n\n"), 1 => Just("\r"), 1 => Just("\n,,\n")];
        (id, town, cells, note, end)
            .prop_map(|(id, town, cells, note, end)| format!("{id},{town},{},{note}{end}", cells.join(",")))
    }

    fn options(keeps: bool, skip: &[&str]) -> Options {
        let keep = Keep::Named(if keeps { vec!["town".to_owned()] } else { Vec::new() });
        Options { id: None, keep, skip: skip.iter().map(|&word| word.to_owned()).collect() }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn blocks_on_threads_give_what_row_by_row_gives(
            rows in proptest::collection::vec(row(), 0..40),
            (has_ids, keeps, is_shown, is_json) in (prop::bool::weighted(0.7), any::<bool>(), prop::bool::weighted(0.1), prop::bool::weighted(0.2)),
            skip in prop_oneof![6 => Just(&[][..]), 1 => Just(&["n/a,-"][..]), 1 => Just(&["x", "3"][..])],
            which in 0..4,
            (block, ids) in (prop_oneof![20_usize..300, Just(1 << 17)], prop_oneof![1_usize..30, Just(ROOM)]),
            delimiter in prop_oneof![4 => Just(","), 1 => Just(";"), 1 => Just("\t")],
        ) {
            let content = Content::built_in().unwrap();
            let rows = rows.iter().map(|row| if has_ids { row } else { row.split_once(',').unwrap().1 });
            let mut text = rows.fold(header(&content, has_ids) + "\n", |text, row| text + row);
            if delimiter != "," {
                text = text.replace(',', delimiter);
            }
            let options = options(keeps, skip);
            let duplicates = match which {
                0 => Duplicates::Error,
                1 => Duplicates::First,
                2 => Duplicates::All,
                _ => last_rows_within(ids, &content, text.as_bytes(), &options).map_or(Duplicates::All, Duplicates::Last),
            };
            let format = if is_json { ScoreFormat::Json } else { ScoreFormat::Csv };
            let job = Job { content: &content, format, options: &options, duplicates: &duplicates, is_shown };
            let all = both_ways(job, text.as_bytes(), Bounds { block, ids });
            for other in all.iter().skip(1) {
                prop_assert_eq!(other, &all[0], "{}", text);
            }
        }
    }

    #[test]
    fn codes_and_rows_that_are_too_long_come_out_the_same_too() {
        let content = Content::built_in().unwrap();
        let codec = Codec::new(&content);
        let mut answers = crate::instrument::Answers::empty(&content.instrument);
        let (ours, options, duplicates) = (codec.encode(&answers), options(false, &[]), Duplicates::Error);
        answers.made_up = true;
        let made_up = codec.encode(&answers);
        let items = "4,".repeat(25);
        for text in [
            format!("id,code\na,{ours}\nb,{made_up}\na,{ours}\nc,nonsense\nd,{made_up}\n"),
            format!("code\n{ours}\n{made_up}\n\n,\n{ours}"),
            format!(
                "{}\n1,a,{items}\n2,b,{items}\n3,{},{items}\n4,a,{items}\n",
                header(&content, true),
                "x".repeat(5_000_000)
            ),
            format!("{}\n1,a,{items}\n\"2,b,{items}\n3,a,{items}\n", header(&content, true)),
            format!(
                "{}\n1,a,{items}\n2,b,{items}\n3,a{}\n4,a,{items}\n",
                header(&content, true),
                ",".repeat(300_000)
            ),
        ] {
            for format in [ScoreFormat::Csv, ScoreFormat::Json] {
                let job = Job {
                    content: &content,
                    format,
                    options: &options,
                    duplicates: &duplicates,
                    is_shown: false,
                };
                let all = both_ways(job, text.as_bytes(), Bounds { block: 100, ids: 2 });
                assert!(all[0].0.lines().count() > 1 || format == ScoreFormat::Json, "{:?}", all[0]);
                for other in &all {
                    assert!(*other == all[0], "{:?}\n{:?}", other.1, all[0].1);
                    assert_eq!(other.2, all[0].2);
                }
            }
        }
    }
}
