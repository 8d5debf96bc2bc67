//! `career-fit`: a quiz that tells a student which of two near-twin fields fits better, why, and how sure.

mod agreement;
mod batch;
pub mod check;
pub mod cli;
pub mod code;
pub mod content;
pub mod files;
pub mod forms;
pub mod group;
pub mod hand_in;
pub mod import;
pub mod instrument;
pub mod plain;
pub mod quiz;
pub mod report;
pub mod room;
pub mod scoring;
mod signals;
pub mod storage;
mod text;
#[cfg(feature = "tui")]
pub mod tui;
mod wording;
