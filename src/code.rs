//! A result as a short code that can be written down, read out and typed in again: `FMK8R-3TQX…`.
//!
//! A code holds the answers, whether the tie-breakers were asked, and a stamp of the content that was answered. It
//! is one number, written in the 31 letters and digits that are left without 0 O 1 I L:
//!
//! ```text
//! code   = the number in base 31, highest digit first, then 2 check characters
//! number = answers in base 6 (0 none, 1 to 5; the first item lowest) * 2,814,758,678 + stamp
//! stamp  = major               the major version: 1 to 7, 8 for what is above, 0 for none
//!          *  13 + id          the mark of the quiz's id
//!          *  13 + items       of the items' ids, scales, tie-breaker flags and order
//!          * 131 + questions   of the three above together
//!          *  19 + wording     of the opening words, options and items
//!          *  19 + keys        of the paths' ids and keys
//!          *  19 + scoring     of the constants, with the norm
//!          *   2 + asked       1 where the tie-breakers were asked
//! ```
//!
//! Each line of the stamp multiplies all above it, and each mark is a hash modulo its size. A code of 24 core items
//! has 21 characters, one of all 30 items 24: its length follows from the content.
//!
//! **The check.** 31 is prime, so the characters are elements of a field. The two last ones are chosen so that
//! the sum of all of them and the sum of all of them times their places, both with a constant, are 0 modulo 31.
//! That is a Reed-Solomon code with two checks (I. S. Reed and G. Solomon, *Polynomial Codes over Certain Finite
//! Fields*, 1960; with one check it is the scheme of ISBN-10). Up to 31 characters it finds:
//!
//! - every single wrong character, and every two wrong characters wherever they are;
//! - so every two characters that are swapped, neighbours or not;
//! - all but 1 in 961 of anything else; of what passes, all but 1 in 199,000 has the stamp of other questions.
//!
//! In longer codes, which take content with more items, a single wrong character and two swapped neighbours are
//! still always found.
//!
//! **Other questions are refused** ([`Difference`]), by name of what differs. How often that goes wrong, for hashes
//! that look random:
//!
//! - another major version is never missed up to 7; where both are above, or neither has a number, 1 in 131 times;
//! - another id, or other items, are missed 1 in 1,703 times, and refused without their name 1 in 13 times;
//! - where both differ, that is missed 1 in 22,139 times.
//!
//! **What may change** ([`Changes`]) opens the code with a word on it. A change of wording, of keys or of the scoring
//! goes unsaid 1 in 19 times each; the answers are the right ones all the same.
//!
//! **Codes of made-up people** have stamps above all of those, so that no code of a student is one of them. There is
//! less room, so the marks of the id and of the items are left out, and what differs in them is refused without its
//! name:
//!
//! ```text
//! stamp  = 2,733,325,218
//!        + major, questions, wording, keys, scoring, asked, as above
//! ```
//!
//! **Codes from before this stamp** had one mark of everything. Those of the shipped version 1 are known by it, and
//! refused as such. Another code is taken for one of them once in 2,900 million times.
//! Old codes of content that was not shipped are refused, with a name that means nothing.

mod changes;
mod error;
mod fingerprint;
mod hash;
mod number;
mod opened;
mod stamp;
mod symbols;

pub use changes::Changes;
pub use error::{CodeError, Difference};
pub use fingerprint::Fingerprint;
pub use opened::{Opened, Origin};

use crate::content::Content;
use crate::instrument::{Answers, Response, ResponseSet, TieBreakers};
use number::{Number, ROOM};
use stamp::{Kind, STAMPS, Stamp};

/// What an item can hold: no answer, or one of five.
const STATES: u64 = 6;

/// At most this many items are taken out of the number at once: 6^20 times 31 fits into 64 bits.
const CHUNK: usize = 20;

/// At most this many are put into it at once: 6^12 fits into 32 bits.
const PUSHED: usize = 12;

/// Writes and reads the codes of one content.
///
/// It keeps the content's fingerprint, so that a file of thousands of rows takes it once.
#[derive(Debug, Clone)]
pub struct Codec {
    fingerprint: Fingerprint,
    stamp: Stamp,
    /// What it is in codes of people, without and with the tie-breakers: thousands of codes hold the same.
    stamps: [u64; 2],
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
        let (mut number, mut digits) = (Number::zero(), [0; ROOM]);
        for _ in 0..items {
            number.push(STATES, STATES - 1);
        }
        number.push(STAMPS, STAMPS - 1);
        number.write(&mut digits, ROOM);
        let unused = digits.iter().take_while(|&&digit| digit == 0).count();
        Self { items, length: digits.len() - unused + symbols::CHECKS }
    }
}

impl Codec {
    /// Gets ready to write and read codes of this content.
    pub fn new(content: &Content) -> Self {
        let instrument = &content.instrument;
        let fingerprint = Fingerprint::new(content);
        let stamp = Stamp::new(content, fingerprint);
        Self {
            fingerprint,
            stamp,
            stamps: [false, true].map(|asked| stamp.write(Kind { asked, made_up: false })),
            core: Form::new(instrument.core_count()),
            all: Form::new(instrument.items.len()),
        }
    }

    /// The full mark of the content.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// What codes made here say of their content.
    pub fn origin(&self) -> Origin {
        Origin(self.stamp)
    }

    /// The code of these answers, in groups of 4 or 5 with hyphens between.
    ///
    /// The tie-breakers are in it where they were accepted, or one of them has an answer.
    pub fn encode(&self, answers: &Answers) -> String {
        let mut code = Vec::new();
        self.encode_to(answers, &mut code);
        String::from_utf8(code).unwrap_or_default()
    }

    /// The same, added to a text.
    fn encode_to(&self, Answers { responses, tie_breakers, made_up }: &Answers, code: &mut Vec<u8>) {
        let asked = *tie_breakers == TieBreakers::Accepted || self.has_tie_breakers(responses);
        let stamp = self.stamp.write(Kind { asked, made_up: *made_up });
        self.encoder().write(responses, asked, stamp, code);
    }

    fn has_tie_breakers(&self, responses: &ResponseSet) -> bool {
        responses.iter().skip(self.core.items).any(|response| response.is_some())
    }

    /// What writes one code after the other.
    pub fn encoder(&self) -> Encoder<'_> {
        Encoder { codec: self, number: Number::zero(), characters: [0; ROOM + symbols::CHECKS] }
    }

    /// The answers that a code holds, and what has changed since it was made.
    ///
    /// Case, hyphens, spaces, "Code:" before it and a full stop after it don't matter. Tie-breakers that were not
    /// asked come back as not offered.
    ///
    /// # Errors
    /// Where it is no code, a mistyped one, or one of other questions. Any input is fine; nothing panics.
    pub fn decode(&self, text: &str) -> Result<Opened, CodeError> {
        let text = symbols::alone(text);
        let mut digits = symbols::read(text, self.lengths())?;
        let found = digits.len();
        if !symbols::check(&digits) {
            return Err(self.length_error(found, text).unwrap_or(CodeError::Mistyped));
        }
        digits.truncate(found - symbols::CHECKS);
        let (code, Kind { asked, made_up }) = self
            .stamp
            .read(symbols::pop(&mut digits, STAMPS))
            .ok_or(CodeError::OtherQuestions(Difference::Unknown))?;
        let changes = self.stamp.since(code).map_err(CodeError::OtherQuestions)?;
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
        Ok(Opened {
            answers: Answers { responses, tie_breakers, made_up },
            changes,
            origin: Some(Origin(code)),
        })
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

/// Writes codes of one content one after the other: the room for the largest there can be is taken once.
#[derive(Debug, Clone)]
pub struct Encoder<'a> {
    codec: &'a Codec,
    number: Number,
    characters: [u8; ROOM + symbols::CHECKS],
}

impl Encoder<'_> {
    /// Adds the code of responses that come without a word on the tie-breakers, as of [`Answers::of`], to a text.
    pub fn push(&mut self, responses: &ResponseSet, code: &mut Vec<u8>) {
        let asked = self.codec.has_tie_breakers(responses);
        let [core, all] = self.codec.stamps;
        self.write(responses, asked, if asked { all } else { core }, code);
    }

    fn write(&mut self, responses: &ResponseSet, asked: bool, stamp: u64, code: &mut Vec<u8>) {
        let form = if asked { self.codec.all } else { self.codec.core };
        self.number.clear();
        // The last items lie highest.
        for some in responses.first(form.items).chunks(PUSHED).rev() {
            let states = some.iter().rev().map(|response| response.map_or(0, Response::value));
            self.number
                .push(power(some.len()), states.fold(0, |value, state| value * STATES + u64::from(state)));
        }
        self.number.push(STAMPS, stamp);
        let first = self.characters.len().saturating_sub(form.length);
        if let Some((digits, checks)) = self.characters.split_last_chunk_mut() {
            self.number.write(digits, form.length);
            *checks = symbols::checks(digits.get(first..).unwrap_or_default());
        }
        symbols::write(self.characters.get_mut(first..).unwrap_or_default(), code);
    }
}

/// 6 to a power of at most [`CHUNK`].
fn power(count: usize) -> u64 {
    const POWERS: [u64; CHUNK + 1] = powers();
    POWERS.get(count).copied().unwrap_or(0)
}

const fn powers() -> [u64; CHUNK + 1] {
    let mut powers = [1; CHUNK + 1];
    let (mut last, mut left) = (1, powers.as_mut_slice());
    while let Some((power, rest)) = left.split_first_mut() {
        *power = last;
        (last, left) = (last * STATES, rest);
    }
    powers
}

/// The code of these answers; see [`Codec::encode`].
pub fn encode(content: &Content, answers: &Answers) -> String {
    Codec::new(content).encode(answers)
}

/// What a code holds; see [`Codec::decode`].
///
/// # Errors
/// Where it is no code, a mistyped one, or one of other questions.
pub fn decode(content: &Content, text: &str) -> Result<Opened, CodeError> {
    Codec::new(content).decode(text)
}
