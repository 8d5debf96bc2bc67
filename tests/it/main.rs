//! One binary for all integration tests: a file a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod cli;
mod harness;
mod score;
mod scoring;
mod structure;
#[cfg(all(unix, feature = "tui"))]
mod terminal;
#[cfg(feature = "tui")]
mod tui;
