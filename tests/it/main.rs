//! One binary for all integration tests: a file a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod broken_content;
mod cli;
mod code;
mod content;
mod export;
mod harness;
#[cfg(all(unix, feature = "tui"))]
mod mouse;
#[cfg(all(unix, feature = "tui"))]
mod noise;
#[cfg(all(unix, feature = "tui"))]
mod pictures;
#[cfg(all(unix, feature = "tui"))]
mod plain;
#[cfg(all(unix, feature = "tui"))]
mod pty;
mod readable;
mod report;
#[cfg(all(unix, feature = "tui"))]
mod resume;
mod schema;
mod score;
mod scoring;
mod session;
mod sides;
mod store;
mod structure;
#[cfg(all(unix, feature = "tui"))]
mod terminal;
#[cfg(feature = "tui")]
mod tui;
mod wages;
