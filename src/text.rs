//! Plain text, wherever it is shown: broken into lines, cut to a width, in ASCII, safe to show and for spreadsheets,
//! and what a mistyped word may have meant. It knows nothing of the quiz.

pub(crate) mod ascii;
mod letters;
mod nearest;
mod safe;
#[cfg(feature = "tui")]
mod width;
mod wrap;

pub(crate) use letters::Letters;
pub(crate) use nearest::nearest;
pub(crate) use safe::{inert, printable, quoted};
#[cfg(feature = "tui")]
pub(crate) use width::cut;
pub(crate) use wrap::wrap;
