//! The quiz under every front end: what follows from answers, and how somebody gets there.

mod outcome;

pub use outcome::Outcome;
