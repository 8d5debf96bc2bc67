//! `career-fit`: a quiz that tells a student which of two near-twin fields fits better, why, and how sure.
//!
//! | module | what it is for |
//! | --- | --- |
//! | [`content`] | TOML files, checked, as plain data |
//! | [`instrument`] | what is asked and answered |
//! | [`scoring`] | what the answers mean |

pub mod content;
pub mod instrument;
pub mod scoring;
