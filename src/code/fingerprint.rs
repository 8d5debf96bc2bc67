//! The mark of a content: what of it a code rests on, in three parts, so that a difference can be named.

use std::fmt;

use super::{CodeError, Differences};
use crate::content::Content;
use crate::instrument::{Constants, Instrument};

/// Each part's mark within a code counts up to this; a prime, so that every bit of the part has a say.
const PARTS: u64 = 251;

/// The mark of all parts together counts up to this. It finds most of what a part's short mark misses.
const WHOLE: u64 = 89;

/// How many stamps there are: three parts, the whole, and whether the tie-breakers were asked. With 30 items in
/// 22 characters there is room for 2,920,248,118.
pub(super) const STAMPS: u64 = PARTS * PARTS * PARTS * WHOLE * 2;

/// A mark of the content that answers were given to.
///
/// It changes with whatever decides what an answer means or how it is scored: the questions (id, version,
/// opening words, options, and each item's id, scale, text and tie-breaker flag), the paths (ids and keys) and the
/// scoring (its constants). It does not change with pay, job titles, explained words and the like, so that a
/// code outlives a new edition of those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    questions: u32,
    paths: u32,
    scoring: u32,
}

impl Fingerprint {
    /// Takes the mark of a content.
    pub fn new(content: &Content) -> Self {
        Self {
            questions: questions(&content.instrument),
            paths: paths(content),
            scoring: scoring(&content.instrument.constants),
        }
    }

    /// The marks of the three parts within a code.
    fn marks(self) -> [u64; 3] {
        [self.questions, self.paths, self.scoring].map(|part| u64::from(part) % PARTS)
    }

    /// The mark of all three together.
    fn whole(self) -> u64 {
        let mut hash = Hash::new();
        for part in [self.questions, self.paths, self.scoring] {
            hash.bytes(&part.to_le_bytes());
        }
        u64::from(hash.folded()) % WHOLE
    }

    /// What a code says of its content and its form: below [`STAMPS`].
    pub(super) fn stamp(self, asked: bool) -> u64 {
        let marks = self.marks().iter().fold(0, |stamp, mark| stamp * PARTS + mark);
        (marks * WHOLE + self.whole()) * 2 + u64::from(asked)
    }

    /// Whether the tie-breakers were asked, from a stamp of this very content.
    pub(super) fn compare(self, stamp: u64) -> Result<bool, CodeError> {
        let asked = stamp % 2 == 1;
        if stamp == self.stamp(asked) {
            return Ok(asked);
        }
        let mut rest = stamp / 2 / WHOLE;
        let mut differs = |mark: u64| {
            let other = rest % PARTS;
            rest /= PARTS;
            other != mark
        };
        let [questions, paths, scoring] = self.marks();
        // The last one in lies lowest.
        let (scoring, paths, questions) = (differs(scoring), differs(paths), differs(questions));
        Err(CodeError::OtherContent(Differences { questions, paths, scoring }))
    }
}

impl fmt::Display for Fingerprint {
    /// 24 hexadecimal digits: 8 each for the questions, the paths and the scoring.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}{:08x}{:08x}", self.questions, self.paths, self.scoring)
    }
}

fn questions(instrument: &Instrument) -> u32 {
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

fn paths(content: &Content) -> u32 {
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

fn scoring(constants: &Constants) -> u32 {
    // Taken apart, so that a new constant can't be forgotten here.
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

/// FNV-1a with 64 bits: G. Fowler, L. C. Noll and K.-P. Vo, RFC 9923. The same on every machine and with every
/// compiler, which the standard library's hash does not promise.
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

    /// Both halves together, the way to a shorter hash that its authors advise.
    fn folded(&self) -> u32 {
        let [a, b, c, d, e, f, g, h] = self.0.to_le_bytes();
        u32::from_le_bytes([a, b, c, d]) ^ u32::from_le_bytes([e, f, g, h])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        for (text, wanted) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            let mut hash = Hash::new();
            hash.bytes(text.as_bytes());
            assert_eq!(hash.0, wanted, "{text}");
        }
    }
}
