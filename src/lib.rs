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
//! | [`plain`] | line mode |
//! | [`batch`] | a result a row, from a CSV |
//! | [`store`] | the session on disk |
//! | [`signals`] | what is done before a signal ends the program |
//! | [`wording`] | what every front end says in the same words |
//! | [`wrap`], [`ascii`] | texts broken into lines, and in ASCII |
//! | `tui` | the full screen (feature `tui`) |

pub mod ascii;
pub mod batch;
pub mod cli;
pub mod code;
pub mod content;
pub mod instrument;
pub mod plain;
pub mod quiz;
pub mod report;
pub mod scoring;
pub mod signals;
pub mod store;
#[cfg(feature = "tui")]
pub mod tui;
pub mod wording;
pub mod wrap;
