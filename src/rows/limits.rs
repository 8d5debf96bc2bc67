//! How much a CSV may hold, so that no file can take all memory.

/// A row holds at most this many bytes, or little more.
pub(super) const ROW: usize = 4 * 1024 * 1024;
/// A row has at most this many cells. Spreadsheets have fewer.
pub(super) const CELLS: usize = 200_000;
/// The name of a column holds at most this many bytes: more than any question with its answers.
pub(super) const NAME: usize = 16 * 1024;
/// A cell holds at most this many bytes. Those of spreadsheets hold less.
pub(super) const CELL: usize = 256 * 1024;
/// The header is looked for in this many bytes, and input is read in pieces as large.
pub(super) const PIECE: usize = 32 * 1024;
