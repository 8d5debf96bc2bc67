//! The stamp in a code: hashes of the content that it was made with, to reject codes of other questions and to report
//! changes that do no harm.
//!
//! ```text
//! stamp = major               the major version: 1 to 7, 8 for anything above, 0 for none
//!         *  13 + id          of the quiz's id
//!         *  13 + items       of the items' ids, scales, tie-breaker flags and order
//!         * 131 + questions   of the three above together
//!         *  19 + wording     of the stem, options and item texts
//!         *  19 + keys        of the profiles' ids and keys
//!         *  19 + scoring     of the scoring constants, with the norm
//!         *   2 + asked       1 if the tie-breakers were asked
//! ```
//!
//! Each line multiplies everything above it, and each hash is taken modulo its size.
//!
//! **Other questions are rejected** ([`Difference`]), naming what differs. For hashes that look random:
//!
//! - another major version is never missed up to 7; if both are above, or neither is a number, 1 in 131 times;
//! - another id, or other items, are missed 1 in 1,703 times, and rejected without naming them 1 in 13 times;
//! - if both differ, that is missed 1 in 22,139 times.
//!
//! **Other changes are accepted with a note** ([`Changes`]). A change of wording, keys or scoring goes unnoticed 1 in 19
//! times each; the answers are the right ones all the same.
//!
//! **Codes of example people** have stamps above all of those, so that no student's code is one. There is less room, so
//! the hashes of the id and of the items are left out, and what differs in them is rejected without naming it:
//!
//! ```text
//! stamp = 2,733,325,218 + (major, questions, wording, keys, scoring, asked, as above)
//! ```

use std::fmt;
use std::ops::BitOr;

use crate::content::Content;
use crate::instrument::{Constants, Instrument};

/// The number of stamps there is room for: with 30 items in 22 characters, 2,920,248,118 would fit. Part of the format.
pub(super) const STAMPS: u64 = 251 * 251 * 251 * 89 * 2;

/// Major versions from this one on share a value. Version 0, and one that isn't a number, have the value 0.
const LAST_MAJOR: u64 = 8;

/// The sizes of the hashes, in the order of [`Stamp::parts`]; primes.
const SIZES: [u64; 7] = [LAST_MAJOR + 1, 13, 13, 131, 19, 19, 19];

/// The same for codes of example people.
const MADE_UP_SIZES: [u64; 7] = [LAST_MAJOR + 1, 1, 1, 131, 19, 19, 19];

/// The lowest stamp of an example person.
const FIRST_MADE_UP: u64 = (LAST_MAJOR + 1) * 13 * 13 * 131 * 19 * 19 * 19 * 2;

const _: () = assert!(
    FIRST_MADE_UP + (LAST_MAJOR + 1) * 131 * 19 * 19 * 19 * 2 <= STAMPS,
    "every stamp fits into a code"
);

/// What a stamp says besides the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// Whether the tie-breakers were asked.
    pub(super) asked: bool,
    /// Whether the answers are an example person's.
    pub(super) made_up: bool,
}

/// The hashes of a content in a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    major: u64,
    id: u64,
    items: u64,
    questions: u64,
    wording: u64,
    keys: u64,
    scoring: u64,
}

impl Stamp {
    pub(super) fn new(content: &Content, fingerprint: Fingerprint) -> Self {
        let instrument = &content.instrument;
        let [_, id_size, items_size, questions_size, part_size, ..] = SIZES;
        let mut id = Hash::new();
        id.text(&instrument.id);
        let id = id.folded();
        let mut items = Hash::new();
        for item in &instrument.items {
            items.text(&item.id);
            items.text(&item.scale.id);
            items.bytes(&[u8::from(item.tie_breaker)]);
        }
        let items = items.folded();
        let major = instrument.version.split('.').next().unwrap_or_default();
        let mut questions = Hash::new();
        questions.text(major);
        questions.bytes(&id.to_le_bytes());
        questions.bytes(&items.to_le_bytes());
        let mut wording = Hash::new();
        wording.text(&instrument.stem);
        for text in instrument.options.iter().chain(instrument.items.iter().map(|item| &item.text)) {
            wording.text(text);
        }
        Self {
            major: major.parse().map_or(0, |number: u64| number.min(LAST_MAJOR)),
            id: u64::from(id) % id_size,
            items: u64::from(items) % items_size,
            questions: u64::from(questions.folded()) % questions_size,
            wording: u64::from(wording.folded()) % part_size,
            keys: u64::from(fingerprint.keys) % part_size,
            scoring: u64::from(fingerprint.scoring) % part_size,
        }
    }

    fn parts(self) -> [u64; 7] {
        let Self { major, id, items, questions, wording, keys, scoring } = self;
        [major, id, items, questions, wording, keys, scoring]
    }

    /// The stamp as a number below [`STAMPS`].
    pub(super) fn write(self, Kind { asked, made_up }: Kind) -> u64 {
        let (first, sizes) = if made_up { (FIRST_MADE_UP, MADE_UP_SIZES) } else { (0, SIZES) };
        let number =
            self.parts().iter().zip(sizes).fold(0, |number, (part, size)| number * size + part % size);
        first + number * 2 + u64::from(asked)
    }

    /// Reads a stamp from a number; `None` if there is no such stamp. What the code of an example person leaves out is
    /// taken from `self`.
    pub(super) fn read(self, number: u64) -> Option<(Self, Kind)> {
        let made_up = number >= FIRST_MADE_UP;
        let (first, sizes) = if made_up { (FIRST_MADE_UP, MADE_UP_SIZES) } else { (0, SIZES) };
        let number = number - first;
        let kind = Kind { asked: number % 2 == 1, made_up };
        let mut rest = number / 2;
        let mut parts = [0; 7];
        // The last part is the lowest.
        for (part, size) in parts.iter_mut().zip(sizes).rev() {
            *part = rest % size;
            rest /= size;
        }
        let [major, id, items, questions, wording, keys, scoring] = parts;
        let (id, items) = if made_up { (self.id, self.items) } else { (id, items) };
        (rest == 0).then_some((Self { major, id, items, questions, wording, keys, scoring }, kind))
    }

    /// What has changed from a code's content to this one, or why its answers belong to other questions.
    pub(super) fn since(self, code: Self) -> Result<Changes, Difference> {
        if self.id != code.id {
            return Err(Difference::Quiz);
        }
        if self.major != code.major {
            return Err(match code.major {
                0 => Difference::NoNumber,
                LAST_MAJOR => Difference::LaterVersion(LAST_MAJOR),
                number => Difference::Version(number),
            });
        }
        if self.items != code.items {
            return Err(Difference::Items);
        }
        if self.questions != code.questions {
            return Err(Difference::Unknown);
        }
        Ok(Changes {
            wording: self.wording != code.wording,
            keys: self.keys != code.keys,
            scoring: self.scoring != code.scoring,
        })
    }
}

/// The content that a code was made with, as far as its stamp says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin(pub(super) Stamp);

impl Origin {
    /// What differs from content with the same questions.
    pub fn since(self, other: Self) -> Result<Changes, Difference> {
        self.0.since(other.0)
    }
}

/// Why a code's answers belong to other questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Difference {
    /// Another id.
    Quiz,
    /// This major version.
    Version(u64),
    /// This major version or a later one.
    LaterVersion(u64),
    /// Major version 0, or a version that isn't a number.
    NoNumber,
    /// Other items: ids, scales, tie-breaker flags or order.
    Items,
    /// One of these, but it isn't known which.
    Unknown,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quiz => write!(f, "another quiz"),
            Self::Version(number) => write!(f, "version {number} of the questions"),
            Self::LaterVersion(number) => write!(f, "version {number} or later of the questions"),
            Self::NoNumber => write!(f, "a trial version of the questions"),
            Self::Items => write!(f, "other questions, or in another order"),
            Self::Unknown => write!(f, "another quiz or other questions"),
        }
    }
}

/// What has changed in the content since a code was made, without preventing its answers from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Changes {
    /// The wording of questions and options.
    pub wording: bool,
    /// The profiles' ids and keys.
    pub keys: bool,
    /// The scoring constants, with the norm.
    pub scoring: bool,
}

impl Changes {
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// The changes in words: "the wording of the questions or options and how answers are scored".
    pub fn names(self) -> String {
        let named = [
            (self.wording, "the wording of the questions or options"),
            (self.keys, "what counts for each field"),
            (self.scoring, "how answers are scored"),
        ];
        let names: Vec<&str> = named.iter().filter(|(changed, _)| *changed).map(|(_, name)| *name).collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [rest @ .., last] => rest.join(", ") + " and " + last,
        }
    }
}

impl BitOr for Changes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self {
            wording: self.wording || other.wording,
            keys: self.keys || other.keys,
            scoring: self.scoring || other.scoring,
        }
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return Ok(());
        }
        write!(
            f,
            "Changed since the code was made: {}. The result may differ from the one you saw at that time.",
            self.names()
        )
    }
}

/// A hash of the content that answers were given to.
///
/// It changes with anything that decides what an answer means or how it is scored: the questions (id, version, stem,
/// options, and each item's id, scale, text and tie-breaker flag), the profiles (ids and keys) and the scoring constants.
/// It doesn't change with pay, job titles, explained terms and the like, so that a code outlives a new edition of those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    questions: u32,
    keys: u32,
    scoring: u32,
}

impl Fingerprint {
    pub fn new(content: &Content) -> Self {
        Self {
            questions: hash_questions(&content.instrument),
            keys: hash_keys(content),
            scoring: hash_scoring(&content.instrument.constants),
        }
    }
}

impl fmt::Display for Fingerprint {
    /// 24 hexadecimal digits: 8 each for the questions, the keys and the scoring.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}{:08x}{:08x}", self.questions, self.keys, self.scoring)
    }
}

fn hash_questions(instrument: &Instrument) -> u32 {
    let mut hash = Hash::new();
    for text in [&instrument.id, &instrument.version, &instrument.stem] {
        hash.text(text);
    }
    for option in &instrument.options {
        hash.text(option);
    }
    for item in &instrument.items {
        hash.text(&item.id);
        hash.text(&item.scale.id);
        hash.text(&item.text);
        hash.bytes(&[u8::from(item.tie_breaker)]);
    }
    hash.folded()
}

fn hash_keys(content: &Content) -> u32 {
    let mut hash = Hash::new();
    for profile in &content.profiles.pair {
        hash.text(&profile.id);
        for (scale, demand) in content.instrument.scales.iter().zip(&profile.key) {
            hash.text(&scale.id);
            hash.bytes(&demand.to_le_bytes());
        }
    }
    hash.folded()
}

fn hash_scoring(constants: &Constants) -> u32 {
    // Destructured, so that a new constant can't be forgotten here.
    let Constants { prior_variance, prior_df, day_to_day, spread, norm_gap, clear, lean, both, neither } =
        constants;
    let mut hash = Hash::new();
    for number in [prior_variance, prior_df, day_to_day, spread, clear, lean, both, neither] {
        // Adding 0 makes a negative zero positive.
        hash.bytes(&(number + 0.0).to_bits().to_le_bytes());
    }
    hash.bytes(&i64::from(*norm_gap).to_le_bytes());
    hash.folded()
}

/// FNV-1a with 64 bits (G. Fowler, L. C. Noll and K.-P. Vo, RFC 9923): the same on every machine and with every compiler,
/// which the standard library's hash doesn't promise.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// A text and its end, so that two texts never run into one another: 0xff is in no UTF-8.
    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0xff]);
    }

    /// Both halves combined, which the authors recommend for a shorter hash.
    fn folded(&self) -> u32 {
        (self.0 as u32) ^ ((self.0 >> 32) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_is_fnv_1a() {
        for (text, expected) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            let mut hash = Hash::new();
            hash.bytes(text.as_bytes());
            assert_eq!(hash.0, expected, "{text}");
        }
    }
}
