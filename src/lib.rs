//! `career-fit`: a quiz that tells a student which of two near-twin fields fits better, why, and how sure.
//!
//! | module | what it is for |
//! | --- | --- |
//! | [`cli`] | arguments in, exit code out |
//! | [`code`] | a result as a short code |
//! | [`content`] | TOML files, checked, as plain data |
//! | [`instrument`] | what is asked and answered |
//! | [`scoring`] | what the answers mean |
//! | [`report`] | a result in words and figures |
//! | [`quiz`] | one quiz, from the welcome to its result |
//! | [`room`] | a whole room answers by show of hands |
//! | [`plain`] | line mode |
//! | [`rows`] | a CSV of answers, row by row |
//! | [`workbook`] | a workbook as CSV |
//! | `batch` | a result a row, from a CSV |
//! | [`forms`] | what a site needs to ask elsewhere |
//! | `group` | the picture of a group |
//! | `items` | how the questions did |
//! | [`check`] | whether content does what it is for |
//! | [`files`] | opened, and written whole |
//! | [`store`] | the session on disk |
//! | `signals` | what is done before a signal ends the program |
//! | `wording` | what every front end says in the same words |
//! | `text` | plain text: broken into lines, cut, in ASCII, safe to show |
//! | `tui` | the full screen (feature `tui`) |

mod batch;
pub mod check;
pub mod cli;
pub mod code;
pub mod content;
mod digits;
pub mod files;
pub mod forms;
mod group;
pub mod instrument;
mod items;
pub mod plain;
pub mod quiz;
pub mod report;
pub mod room;
pub mod rows;
pub mod scoring;
mod signals;
pub mod store;
mod text;
#[cfg(feature = "tui")]
pub mod tui;
mod wording;
pub mod workbook;
