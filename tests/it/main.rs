//! All integration tests in one binary, one file for each subject.
#![allow(clippy::unwrap_used)]

#[cfg(feature = "tui")]
mod app;
mod broken_content;
mod check;
mod claims;
mod cli;
mod code;
mod content;
mod content_schema;
mod demo;
mod documents;
mod export;
mod exports;
mod files;
mod first_screen;
mod forms;
#[cfg(feature = "tui")]
mod fuzz;
mod group;
#[cfg(all(unix, feature = "tui"))]
mod hand_in;
mod handout;
mod handouts;
mod harness;
mod import;
#[cfg(all(unix, feature = "tui"))]
mod kiosk;
#[cfg(all(unix, feature = "tui"))]
mod mouse;
#[cfg(all(unix, feature = "tui"))]
mod noise;
mod other_content;
#[cfg(unix)]
mod plain;
#[cfg(unix)]
#[cfg_attr(not(feature = "tui"), allow(dead_code, reason = "tests of line mode use less of it"))]
mod pty;
mod quiz;
mod readable;
mod report;
#[cfg(all(unix, feature = "tui"))]
mod resume;
mod room;
#[cfg(all(unix, feature = "tui"))]
mod room_screen;
mod schema;
mod score;
mod scoring;
mod session;
mod shapes;
mod sides;
mod sql;
mod storage;
#[cfg(all(unix, feature = "tui"))]
mod terminal;
#[cfg(feature = "tui")]
mod theme;
mod tools;
#[cfg(feature = "tui")]
mod tui;
mod wages;
