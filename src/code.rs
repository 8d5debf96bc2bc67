//! A result as a short code that can be written down, read out and typed in again: `FMK8R-3TQX…`.
//!
//! A code holds the answers, whether the tie-breakers were asked, and a mark of the content that was
//! answered. It is one number, written in the 31 letters and digits that are left without 0 O 1 I L:
//!
//! ```text
//! number = answers in base 6 (0 none, 1 to 5; the first item lowest) * stamp's size + stamp
//! stamp  = marks of questions, paths, scoring and of all three together; tie-breakers asked or not
//! code   = the number in base 31, highest digit first, then 2 check characters
//! ```
//!
//! A code of 24 core items has 21 characters, one of all 30 items 24. Its length follows from the content.
//!
//! **The check.** 31 is prime, so the characters are elements of a field. The two last ones are chosen so that
//! the sum of all of them and the sum of all of them times their places, both with a constant, are 0 modulo 31.
//! That is a Reed-Solomon code with two checks (I. S. Reed and G. Solomon, *Polynomial Codes over Certain Finite
//! Fields*, 1960; with one check it is the scheme of ISBN-10). Up to 31 characters it finds:
//!
//! - every single wrong character, and every two wrong characters wherever they are;
//! - so every two characters that are swapped, neighbours or not;
//! - all but 1 in 961 of anything else, and what passes then meets the mark of the content.
//!
//! In longer codes, which take content with more items, a single wrong character and two swapped neighbours are
//! still always found.
//!
//! **The mark of the content** ([`Fingerprint`]) lets a code of other content be refused by name of what differs.
//! A change of one part is missed once in 22,000 times, and refused without its name once in 251.

mod error;
mod fingerprint;
mod symbols;

pub use error::{CodeError, Differences};
pub use fingerprint::Fingerprint;

use crate::content::Content;
use crate::instrument::{Answers, Response, ResponseSet, TieBreakers};
use fingerprint::STAMPS;

/// What an item can hold: no answer, or one of five.
const STATES: u64 = 6;

/// At most this many items are put into the number at once: 6^20 times 31 fits into 64 bits.
const CHUNK: usize = 20;

/// Writes and reads the codes of one content.
///
/// It keeps the content's fingerprint, so that a file of thousands of rows takes it once.
#[derive(Debug, Clone)]
pub struct Codec {
    fingerprint: Fingerprint,
    core: Form,
    all: Form,
}

/// A code with or without the tie-breakers.
#[derive(Debug, Clone, Copy)]
struct Form {
    /// How many items it holds.
    items: usize,
    /// How many characters it has, without hyphens.
    length: usize,
}

impl Form {
    fn new(items: usize) -> Self {
        // The largest number there can be, in more digits than it needs.
        let mut digits = vec![0; items + 7];
        for _ in 0..items {
            symbols::push(&mut digits, STATES, STATES - 1);
        }
        symbols::push(&mut digits, STAMPS, STAMPS - 1);
        let unused = digits.iter().take_while(|&&digit| digit == 0).count();
        Self { items, length: digits.len() - unused + symbols::CHECKS }
    }
}

impl Codec {
    /// Gets ready to write and read codes of this content.
    pub fn new(content: &Content) -> Self {
        let instrument = &content.instrument;
        Self {
            fingerprint: Fingerprint::new(content),
            core: Form::new(instrument.core_count()),
            all: Form::new(instrument.items.len()),
        }
    }

    /// The mark of the content.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The code of these answers, in groups of 4 or 5 with hyphens between.
    ///
    /// The tie-breakers are in it where they were accepted, or one of them has an answer.
    pub fn encode(&self, Answers { responses, tie_breakers }: &Answers) -> String {
        let answered = || responses.iter().skip(self.core.items).any(|response| response.is_some());
        let asked = *tie_breakers == TieBreakers::Accepted || answered();
        let form = if asked { self.all } else { self.core };
        let states: Vec<u64> =
            (0..form.items).map(|item| responses.get(item).map_or(0, |one| u64::from(one.value()))).collect();
        let mut digits = vec![0; form.length - symbols::CHECKS];
        for chunk in states.chunks(CHUNK).rev() {
            let value = chunk.iter().rev().fold(0, |value, state| value * STATES + state);
            symbols::push(&mut digits, power(chunk.len()), value);
        }
        symbols::push(&mut digits, STAMPS, self.fingerprint.stamp(asked));
        symbols::write(&symbols::with_checks(digits))
    }

    /// The answers that a code holds.
    ///
    /// Case, hyphens and spaces don't matter. Tie-breakers that were not asked come back as not offered.
    ///
    /// # Errors
    /// Where it is no code, a mistyped one, or one of other content. Any input is fine; nothing panics.
    pub fn decode(&self, text: &str) -> Result<Answers, CodeError> {
        let mut digits = symbols::read(text, self.lengths())?;
        let found = digits.len();
        if !symbols::check(&digits) {
            return Err(self.length_error(found, text).unwrap_or(CodeError::Mistyped));
        }
        digits.truncate(found - symbols::CHECKS);
        let asked = self.fingerprint.compare(symbols::pop(&mut digits, STAMPS))?;
        let form = if asked { self.all } else { self.core };
        if form.length != found {
            return Err(self.length_error(found, text).unwrap_or(CodeError::Mistyped));
        }
        let mut responses = ResponseSet::empty(self.all.items);
        for start in (0..form.items).step_by(CHUNK) {
            let end = form.items.min(start + CHUNK);
            let mut value = symbols::pop(&mut digits, power(end - start));
            for item in start..end {
                responses.set(item, u8::try_from(value % STATES).ok().and_then(Response::new));
                value /= STATES;
            }
        }
        if digits.iter().any(|&digit| digit > 0) {
            return Err(CodeError::Mistyped);
        }
        let tie_breakers = if asked { TieBreakers::Accepted } else { TieBreakers::NotOffered };
        Ok(Answers { responses, tie_breakers })
    }

    /// How long a code is without and with the tie-breakers.
    fn lengths(&self) -> [usize; 2] {
        [self.core.length, self.all.length]
    }

    fn length_error(&self, found: usize, text: &str) -> Option<CodeError> {
        let lengths = self.lengths();
        if lengths.contains(&found) {
            return None;
        }
        Some(if found < self.all.length {
            CodeError::TooShort { found, lengths }
        } else {
            CodeError::too_long(found, symbols::typed(text), lengths)
        })
    }
}

/// 6 to a power of at most [`CHUNK`].
fn power(count: usize) -> u64 {
    (0..count).fold(1, |power, _| power * STATES)
}

/// The code of these answers; see [`Codec::encode`].
pub fn encode(content: &Content, answers: &Answers) -> String {
    Codec::new(content).encode(answers)
}

/// The answers that a code holds; see [`Codec::decode`].
///
/// # Errors
/// Where it is no code, a mistyped one, or one of other content.
pub fn decode(content: &Content, text: &str) -> Result<Answers, CodeError> {
    Codec::new(content).decode(text)
}
