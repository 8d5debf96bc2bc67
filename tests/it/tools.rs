//! Exports of survey tools that differ in headings, extra columns and rows, rebuilt with our questions: each is read
//! correctly, or rejected with what to do.

use std::io::Cursor;

use career_fit::code::Codec;
use career_fit::content::Content;
use career_fit::import::{Options, Record, Table, ensure_known_codes};
use career_fit::instrument::{Item, Response};

use crate::harness::content;

const STEM: &str = "How much would you like to do this at work?";

/// What is known of an export.
enum Wanted {
    /// The ids of the three respondents, and what is excluded.
    Read(&'static str, &'static str),
    /// Part of the error.
    Rejected(&'static str),
}
use Wanted::{Read, Rejected};

struct Tool {
    name: &'static str,
    bytes: Vec<u8>,
    wanted: Wanted,
}

/// The answer of one of three respondents to a core item; 0 for a skip.
fn answer(person: usize, item: usize) -> u8 {
    u8::try_from((item * 5 + person * 7 + item * item * person) % 6).unwrap()
}

fn label(value: u8) -> String {
    Response::new(value).map_or_else(String::new, |response| content().instrument.option(response).to_owned())
}

fn number(value: u8) -> String {
    Response::new(value).map_or_else(String::new, |response| response.value().to_string())
}

/// Cells separated by `|`, then one for each core item, then more cells.
fn cells(before: &str, items: impl Fn(usize, &Item) -> String, after: &str) -> Vec<String> {
    let split = |text: &str| -> Vec<String> {
        if text.is_empty() { Vec::new() } else { text.split('|').map(str::to_owned).collect() }
    };
    let content = content();
    let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
    let items = core.enumerate().map(|(index, item)| items(index, item));
    split(before).into_iter().chain(items).chain(split(after)).collect()
}

/// The row of a respondent.
fn row(before: &str, person: usize, cell: fn(u8) -> String, after: &str) -> Vec<String> {
    cells(before, |item, _| cell(answer(person, item)), after)
}

fn delimited(delimiter: u8, rows: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn tool(name: &'static str, rows: &[Vec<String>], wanted: Wanted) -> Tool {
    Tool { name, bytes: delimited(b',', rows).into_bytes(), wanted }
}

/// Three rows of respondents with what stands before and after their answers.
fn three(before: [&str; 3], cell: fn(u8) -> String, after: &str) -> Vec<Vec<String>> {
    (0..3).map(|person| row(before[person], person, cell, after)).collect()
}

fn tools() -> Vec<Tool> {
    let plain = |_: usize, item: &Item| item.text.clone();
    let capital = |_: usize, item: &Item| item.text[..1].to_uppercase() + &item.text[1..];
    let id = |_: usize, item: &Item| item.id.clone();
    let with = |header: Vec<Vec<String>>, rows: Vec<Vec<String>>| [header, rows].concat();
    vec![
        tool(
            "Jotform",
            &with(
                vec![cells(
                    "Submission ID|Submission Date|Full Name",
                    |_, item| format!("{STEM} >> {}", item.text),
                    "",
                )],
                three(
                    [
                        "6091|2026-11-20 09:12:01|Ana",
                        "6092|2026-11-20 09:13:44|Bo",
                        "6093|2026-11-20 09:15:09|Cy",
                    ],
                    label,
                    "",
                ),
            ),
            Read("6091 6092 6093", ""),
        ),
        Tool {
            name: "Google Forms in German, from a spreadsheet with semicolons",
            bytes: ("\u{feff}".to_owned()
                + &delimited(
                    b';',
                    &with(
                        vec![cells("Zeitstempel", |_, item| format!("{STEM} [{}]", item.text), "")],
                        three(
                            ["20.11.2026 09:12:01", "20.11.2026 09:13:44", "20.11.2026 09:15:09"],
                            label,
                            "",
                        ),
                    ),
                ))
                .into_bytes(),
            wanted: Read("1 2 3", ""),
        },
        tool(
            "Zoho Survey",
            &with(
                vec![
                    cells(
                        "Response ID|Collector Name|Start time|End time|IP|Response status",
                        |index, _| if index == 0 { STEM.to_owned() } else { String::new() },
                        "",
                    ),
                    cells("|||||", capital, ""),
                ],
                [
                    three(
                        [
                            "31|Web link|Nov 20|Nov 20|10.0.0.1|Completed",
                            "32|Web link|Nov 20|Nov 20|10.0.0.2|Completed",
                            "33|Web link|Nov 20|Nov 20|10.0.0.3|Completed",
                        ],
                        label,
                        "",
                    ),
                    vec![row("34|Web link|Nov 20||10.0.0.4|Partial", 1, label, "")],
                ]
                .concat(),
            ),
            Read("31 32 33", "1 unfinished row"),
        ),
        tool(
            "SurveyMonkey, condensed columns and numbers",
            &with(
                vec![
                    cells(
                        "Respondent ID|Collector ID|Date Created|Custom Data 1",
                        |index, _| if index == 0 { STEM.to_owned() } else { String::new() },
                        "Anything else?",
                    ),
                    cells("|||", capital, "Open-Ended Response"),
                ],
                three(["118|4|11/20/2026|", "119|4|11/20/2026|", "120|4|11/20/2026|"], number, "No"),
            ),
            Read("118 119 120", ""),
        ),
        tool(
            "QuestionPro, with lines about the survey above the header",
            &with(
                vec![
                    vec!["Survey Raw Data".into()],
                    vec!["Survey Name".into(), "Career fit".into()],
                    vec!["Survey ID".into(), "11872".into()],
                    vec!["Generated On".into(), "11/20/2026".into()],
                    cells(
                        "Response ID|Response Status|Timestamp (mm/dd/yyyy)|Seq. Number",
                        |_, item| format!("Q1. {STEM} - {}", item.text),
                        "",
                    ),
                ],
                [
                    three(
                        [
                            "71|Completed|11/20/2026|1",
                            "72|Completed|11/20/2026|2",
                            "73|Completed|11/20/2026|3",
                        ],
                        label,
                        "",
                    ),
                    vec![row("74|Started|11/20/2026|4", 0, label, "")],
                ]
                .concat(),
            ),
            Read("71 72 73", "1 unfinished row"),
        ),
        tool(
            "Formstack, a matrix in one column",
            &with(
                vec![vec!["Time".into(), "Unique ID".into(), STEM.into()]],
                (0..3)
                    .map(|person| {
                        let lines = cells(
                            "",
                            |item, one| format!("{} = {}", one.text, label(answer(person, item))),
                            "",
                        );
                        vec!["2026-11-20".to_owned(), format!("90{person}"), lines.join("\n")]
                    })
                    .collect(),
            ),
            Rejected("export again with one column for each question"),
        ),
        tool(
            "LimeSurvey for Stata",
            &with(
                vec![cells(
                    "id|submitdate|lastpage|startlanguage|seed",
                    |index, _| format!("G01Q01_SQ{:03}", index + 1),
                    "",
                )],
                three(["1|2026-11-20|1|en|5", "2|2026-11-20|1|en|5", "3|2026-11-20|1|en|5"], number, ""),
            ),
            Rejected("export again with the full question text"),
        ),
        tool(
            "Moodle questionnaire",
            &with(
                vec![cells(
                    "Response|Submitted on:|Course|Group|ID|Full name|Username",
                    |_, item| format!("Q01_Likes->{}", item.text),
                    "",
                )],
                three(
                    [
                        "5|20/11/2026 09:12|HI 101|A|801|Ana|ana",
                        "6|20/11/2026 09:13|HI 101|A|802|Bo|bo",
                        "7|20/11/2026 09:14|HI 101|B|803|Cy|cy",
                    ],
                    |value| if value == 0 { String::new() } else { format!("{value} : {}", label(value)) },
                    "",
                ),
            ),
            Read("801 802 803", ""),
        ),
        tool(
            "Moodle feedback",
            &with(
                vec![cells("Username|Groups|Date", |_, item| format!("({}) {}", item.id, item.text), "")],
                three(
                    [
                        "Ana|A|Friday, 20 November 2026, 9:12 AM",
                        "Bo|A|Friday, 20 November 2026, 9:13 AM",
                        "Cy|B|Friday, 20 November 2026, 9:14 AM",
                    ],
                    |value| if value == 0 { String::new() } else { format!("({value}) {}", label(value)) },
                    "",
                ),
            ),
            Read("1 2 3", ""),
        ),
        tool(
            "Canvas, student analysis",
            &with(
                vec![
                    cells(
                        "name|id|sis_id|section|section_id|section_sis_id|submitted|attempt",
                        |index, item| format!("{}: {STEM} {}|1.0", 40_000 + index, item.text),
                        "n correct|n incorrect|score",
                    )
                    .iter()
                    .flat_map(|cell| cell.split('|').map(str::to_owned).collect::<Vec<_>>())
                    .collect(),
                ],
                three(
                    [
                        "Ana|501|A1|HI 101|9||2026-11-20 UTC|1",
                        "Bo|502|A2|HI 101|9||2026-11-20 UTC|1",
                        "Cy|503|A3|HI 101|9||2026-11-20 UTC|1",
                    ],
                    |value| label(value) + "|1.0",
                    "24|0|24.0",
                )
                .into_iter()
                .map(|row| {
                    row.iter()
                        .flat_map(|cell| cell.split('|').map(str::to_owned).collect::<Vec<_>>())
                        .collect()
                })
                .collect(),
            ),
            Read("501 502 503", ""),
        ),
        tool(
            "Nextcloud Forms",
            &with(
                vec![cells("User ID|User display name|Timestamp", capital, "")],
                three(
                    [
                        "|Anonymous user|2026-11-20T09:12:01+01:00",
                        "|Anonymous user|2026-11-20T09:13:01+01:00",
                        "|Anonymous user|2026-11-20T09:14:01+01:00",
                    ],
                    label,
                    "",
                ),
            ),
            Read("1 2 3", ""),
        ),
        Tool {
            name: "SoSci Survey",
            bytes: delimited(
                b'\t',
                &with(
                    vec![
                        cells(
                            "CASE|SERIAL|REF|QUESTNNR|MODE|STARTED",
                            |index, _| format!("LI01_{:02}", index + 1),
                            "LASTDATA|FINISHED|Q_VIEWER|LASTPAGE|MAXPAGE",
                        ),
                        cells(
                            "Interview number|Serial|Ref|Questionnaire|Mode|Time started",
                            |_, item| format!("Likes: {}", item.text),
                            "Last data|Finished?|Only viewed?|Last page|Hindmost page",
                        ),
                    ],
                    [
                        three(
                            [
                                "11|||base|interview|2026-11-20",
                                "12|||base|interview|2026-11-20",
                                "13|||base|interview|2026-11-20",
                            ],
                            |value| if value == 0 { "-9".to_owned() } else { number(value) },
                            "2026-11-20|1|0|3|3",
                        ),
                        vec![
                            row("14|||base|interview|2026-11-20", 1, number, "2026-11-20|0|0|1|1"),
                            row("10|||base|pretest|2026-11-19", 2, number, "2026-11-19|1|0|3|3"),
                        ],
                    ]
                    .concat(),
                ),
            )
            .encode_utf16()
            .fold(vec![0xff, 0xfe], |mut bytes, unit| {
                bytes.extend(unit.to_le_bytes());
                bytes
            }),
            wanted: Read("11 12 13", "1 preview, 1 unfinished row"),
        },
        tool(
            "formr",
            &with(
                vec![cells("session|created|modified|ended|expired", id, "")],
                [
                    three(
                        [
                            "Xa1|2026-11-20 09:12|2026-11-20 09:15|2026-11-20 09:15|",
                            "Xb2|2026-11-20 09:12|2026-11-20 09:15|2026-11-20 09:15|",
                            "Xc3|2026-11-20 09:12|2026-11-20 09:15|2026-11-20 09:15|",
                        ],
                        number,
                        "",
                    ),
                    vec![row("Xd4|2026-11-20 09:12|2026-11-20 09:13||", 1, number, "")],
                ]
                .concat(),
            ),
            Read("1 2 3", "1 unfinished row"),
        ),
        tool(
            "KoboToolbox, labels with groups",
            &with(
                vec![cells(
                    "start|end",
                    |_, item| format!("What you like/{}", item.text),
                    "_id|_uuid|_submission_time|_status|__version__|_index",
                )],
                three(
                    ["2026-11-20|2026-11-20", "2026-11-20|2026-11-20", "2026-11-20|2026-11-20"],
                    label,
                    "|u|2026-11-20|submitted_via_web|v1|1",
                ),
            ),
            Read("  ", ""),
        ),
        tool(
            "Epicollect5",
            &with(
                vec![cells(
                    "ec5_uuid|created_at|uploaded_at|title",
                    |index, item| {
                        format!(
                            "{}_{}",
                            index + 1,
                            item.text
                                .replace(|c: char| !c.is_alphanumeric(), "_")
                                .chars()
                                .take(20)
                                .collect::<String>()
                        )
                    },
                    "",
                )],
                three(
                    [
                        "u1|2026-11-20|2026-11-20|a",
                        "u2|2026-11-20|2026-11-20|b",
                        "u3|2026-11-20|2026-11-20|c",
                    ],
                    label,
                    "",
                ),
            ),
            Rejected("a full question text"),
        ),
        tool(
            "ODK Central",
            &with(
                vec![cells(
                    "SubmissionDate|start|end",
                    |_, item| format!("likes-{}", item.id),
                    "meta-instanceID|KEY|SubmitterID|Status|ReviewState|FormVersion",
                )],
                three(
                    [
                        "2026-11-20|2026-11-20|2026-11-20",
                        "2026-11-20|2026-11-20|2026-11-20",
                        "2026-11-20|2026-11-20|2026-11-20",
                    ],
                    number,
                    "uuid:1|uuid:1|5|||1",
                ),
            ),
            Read("1 2 3", ""),
        ),
        tool(
            "Airtable",
            &with(
                vec![cells("Name|Created", capital, "Last Modified")],
                three(
                    ["Ana|11/20/2026 9:12am", "Bo|11/20/2026 9:13am", "Cy|11/20/2026 9:14am"],
                    label,
                    "11/20/2026 9:20am",
                ),
            ),
            Read("1 2 3", ""),
        ),
        tool(
            "Notion",
            &with(
                vec![cells("\u{feff}Respondent", plain, "Submission time|ID")],
                three(["Ana", "Bo", "Cy"], label, "November 20, 2026 9:12 AM|"),
            ),
            Read("  ", ""),
        ),
        tool(
            "Tally",
            &with(
                vec![cells(
                    "Submission ID|Respondent ID|Submitted at",
                    |_, item| format!("{STEM} ({})", item.text),
                    "",
                )],
                three(
                    ["s1|r1|2026-11-20 09:12:01", "s2|r2|2026-11-20 09:13:01", "s3|r3|2026-11-20 09:14:01"],
                    label,
                    "",
                ),
            ),
            Read("r1 r2 r3", ""),
        ),
        tool(
            "Fillout",
            &with(
                vec![cells(
                    "Submission ID|Last updated|Submission started|Status|Current step",
                    |_, item| format!("{STEM} - {}", item.text),
                    "Errors|Url|Network ID",
                )],
                [
                    three(
                        [
                            "f1|2026-11-20|2026-11-20|Finished|Ending",
                            "f2|2026-11-20|2026-11-20|Finished|Ending",
                            "f3|2026-11-20|2026-11-20|Finished|Ending",
                        ],
                        label,
                        "|https://x.example|n",
                    ),
                    vec![row(
                        "f4|2026-11-20|2026-11-20|In progress|Page 1",
                        0,
                        label,
                        "|https://x.example|n",
                    )],
                ]
                .concat(),
            ),
            Read("f1 f2 f3", "1 unfinished row"),
        ),
        tool(
            "Microsoft Forms in Teams, choices that allow several answers",
            &with(
                vec![cells(
                    "Id|Start time|Completion time|Email|Name",
                    |_, item| format!("{}.{}\u{a0}", STEM, item.text),
                    "",
                )],
                three(
                    [
                        "1|11/20/26 9:12:01|11/20/26 9:13:01|anonymous|",
                        "2|11/20/26 9:12:01|11/20/26 9:13:01|anonymous|",
                        "3|11/20/26 9:12:01|11/20/26 9:13:01|anonymous|",
                    ],
                    |value| if value == 0 { String::new() } else { label(value) + ";" },
                    "",
                ),
            ),
            Read("1 2 3", ""),
        ),
        tool(
            "REDCap, labels",
            &with(
                vec![cells("Record ID|Survey Identifier|Survey Timestamp", capital, "Complete?")],
                [
                    three(
                        ["21||2026-11-20 09:12:01", "22||2026-11-20 09:13:01", "23||2026-11-20 09:14:01"],
                        label,
                        "Complete",
                    ),
                    vec![row("24||[not completed]", 2, label, "Incomplete")],
                ]
                .concat(),
            ),
            Read("21 22 23", "1 unfinished row"),
        ),
        tool(
            "Wufoo",
            &with(
                vec![cells(
                    "Entry Id",
                    plain,
                    "Date Created|Created By|Last Page Accessed|Completion Status",
                )],
                [
                    three(["61", "62", "63"], label, "2026-11-20|public|1|1"),
                    vec![row("64", 2, label, "2026-11-20|public|1|0")],
                ]
                .concat(),
            ),
            Read("61 62 63", "1 unfinished row"),
        ),
        tool(
            "Blackboard survey, a question and an answer in each cell pair",
            &with(
                vec![
                    cells(
                        "Username|Last Name|First Name",
                        |index, _| format!("Question ID {0}|Question {0}|Answer {0}", index + 1),
                        "",
                    )
                    .iter()
                    .flat_map(|cell| cell.split('|').map(str::to_owned).collect::<Vec<_>>())
                    .collect(),
                ],
                (0..6)
                    .map(|person| {
                        cells(
                            "ana|L|Ana",
                            |index, item| {
                                format!("{}|{}|{}", index + 1, item.text, label(answer(person % 3, index)))
                            },
                            "",
                        )
                        .iter()
                        .flat_map(|cell| cell.split('|').map(str::to_owned).collect::<Vec<_>>())
                        .collect()
                    })
                    .collect(),
            ),
            Rejected("export again with one column for each question"),
        ),
    ]
}

/// The ids, answers and excluded rows of an export.
fn read(content: &Content, bytes: &[u8], skip: &str) -> Result<(String, Vec<Vec<u8>>, String), String> {
    let codec = Codec::new(content);
    let options = Options { skip: vec![skip.to_owned()], ..Options::default() };
    let table = Table::from_reader(Cursor::new(bytes.to_vec()), content, &codec, &options);
    let Table { layout, mut rows, .. } = table.map_err(|error| error.to_string())?;
    let (mut ids, mut found) = (Vec::new(), Vec::new());
    let mut record = Record::default();
    while rows.read(&mut record).map_err(|error| error.to_string())? {
        let opened = layout.row(&record).answers.map_err(|errors| match ensure_known_codes(&errors) {
            Ok(()) => errors[0].to_string(),
            Err(error) => error.to_string(),
        })?;
        let core = opened.answers.responses.iter().take(content.instrument.core_count());
        found.push(core.map(|response| response.map_or(0, Response::value)).collect());
        ids.push(layout.id(&record).map_or_else(|| record.number.to_string(), str::to_owned));
    }
    Ok((ids.join(" "), found, rows.excluded().words(&[])))
}

#[test]
fn exports_of_many_tools_are_read_or_rejected() {
    let content = content();
    let core = content.instrument.core_count();
    let answers: Vec<Vec<u8>> =
        (0..3).map(|person| (0..core).map(|item| answer(person, item)).collect()).collect();
    let mut wrong = Vec::new();
    for Tool { name, bytes, wanted } in tools() {
        if name == "SoSci Survey" {
            let error = read(&content, &bytes, "").unwrap_err();
            assert!(error.contains("if it marks a missing answer, add --skip=-9"), "{error}");
        }
        let found = read(&content, &bytes, "-9");
        let is_right = match (&wanted, &found) {
            (Read(ids, excluded), Ok(found)) => {
                (*ids, &answers, *excluded) == (found.0.as_str(), &found.1, found.2.as_str())
            }
            (Rejected(wanted), Err(error)) => error.contains(wanted),
            _ => false,
        };
        if !is_right {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
