//! The stamp of a code: what questions its answers belong to, and what has changed since without any harm to them.

use super::hash::Hash;
use super::{Changes, Difference, Fingerprint};
use crate::content::Content;
use crate::instrument::Instrument;

/// There are this many stamps, each with the tie-breakers asked or not. With 30 items in 22 characters there is room
/// for 2,920,248,118. It is what it was when the stamp was built otherwise, so that codes of those days are read.
pub(super) const STAMPS: u64 = 251 * 251 * 251 * 89 * 2;

/// Major versions from this one on share a mark. Version 0, and one that is no number, have the mark 0.
const LAST_MAJOR: u64 = 8;

/// The marks of the id and of the items alone name what differs; a prime, like all below.
const NAME: u64 = 13;

/// The mark of id, major version and items together finds most of what those short marks miss.
const QUESTIONS: u64 = 131;

/// The mark of each part that may change.
const PART: u64 = 19;

/// How much there is of each mark, in the order of [`Stamp::marks`].
const SIZES: [u64; 7] = [LAST_MAJOR + 1, NAME, NAME, QUESTIONS, PART, PART, PART];

/// The same of a made-up person's code, whose id and items have no marks of their own.
const MADE_UP: [u64; 7] = [LAST_MAJOR + 1, 1, 1, QUESTIONS, PART, PART, PART];

/// The lowest stamp of a made-up person; all others are below.
const FIRST_MADE_UP: u64 = (LAST_MAJOR + 1) * NAME * NAME * QUESTIONS * PART * PART * PART * 2;

const _: () = assert!(
    FIRST_MADE_UP + (LAST_MAJOR + 1) * QUESTIONS * PART * PART * PART * 2 <= STAMPS,
    "every stamp fits into a code"
);

/// What a code is of, beside its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// Whether the tie-breakers were asked.
    pub(super) asked: bool,
    /// Whether it is a made-up person's.
    pub(super) made_up: bool,
}

/// The stamp of the shipped version 1.0.0, when a stamp was one mark of everything, and what it would be now.
const VERSION_1: (u64, Stamp) =
    (667_888_732, Stamp { major: 1, id: 5, items: 0, questions: 115, wording: 11, keys: 4, scoring: 15 });

/// The marks of a content in a code.
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
    /// The stamp of a content. `fingerprint` is its own.
    pub(super) fn new(content: &Content, fingerprint: Fingerprint) -> Self {
        let instrument = &content.instrument;
        let (id, items) = (hash_of(|hash| hash.text(&instrument.id)), items(instrument));
        let major = instrument.version.split('.').next().unwrap_or_default();
        let questions = hash_of(|hash| {
            hash.text(major);
            hash.bytes(&id.to_le_bytes());
            hash.bytes(&items.to_le_bytes());
        });
        let mark = |hash: u32, size: u64| u64::from(hash) % size;
        Self {
            major: major.parse().map_or(0, |number: u64| number.min(LAST_MAJOR)),
            id: mark(id, NAME),
            items: mark(items, NAME),
            questions: mark(questions, QUESTIONS),
            wording: mark(wording(instrument), PART),
            keys: mark(fingerprint.paths(), PART),
            scoring: mark(fingerprint.scoring(), PART),
        }
    }

    fn marks(self) -> [u64; 7] {
        let Self { major, id, items, questions, wording, keys, scoring } = self;
        [major, id, items, questions, wording, keys, scoring]
    }

    /// As a number below [`STAMPS`].
    pub(super) fn write(self, Kind { asked, made_up }: Kind) -> u64 {
        let (first, sizes) = if made_up { (FIRST_MADE_UP, MADE_UP) } else { (0, SIZES) };
        let marks =
            self.marks().iter().zip(sizes).fold(0, |number, (mark, size)| number * size + mark % size);
        first + marks * 2 + u64::from(asked)
    }

    /// The stamp that a number is, and what it is of; `None` where there is no such stamp. What a made-up person's
    /// code doesn't say is taken to be as here.
    pub(super) fn read(self, number: u64) -> Option<(Self, Kind)> {
        let made_up = number >= FIRST_MADE_UP;
        let (first, mut marks) = if made_up { (FIRST_MADE_UP, MADE_UP) } else { (0, SIZES) };
        let number = number - first;
        let (mut rest, kind) = (number / 2, Kind { asked: number % 2 == 1, made_up });
        if rest == VERSION_1.0 && !made_up {
            return Some((VERSION_1.1, kind));
        }
        // The last one lies lowest.
        for mark in marks.iter_mut().rev() {
            (*mark, rest) = (rest % *mark, rest / *mark);
        }
        let [major, id, items, questions, wording, keys, scoring] = marks;
        let (id, items) = if made_up { (self.id, self.items) } else { (id, items) };
        (rest == 0).then_some((Self { major, id, items, questions, wording, keys, scoring }, kind))
    }

    /// What has changed from a code's content to this one, or why its answers are not to these questions.
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

/// What decides which answer belongs to which question, beside the quiz and its version.
fn items(instrument: &Instrument) -> u32 {
    hash_of(|hash| {
        for item in &instrument.items {
            hash.text(&item.id);
            hash.text(&item.scale.id);
            hash.bytes(&[u8::from(item.tie_breaker)]);
        }
    })
}

/// What is read when answering.
fn wording(instrument: &Instrument) -> u32 {
    hash_of(|hash| {
        let items = instrument.items.iter().map(|item| &item.text);
        for text in std::iter::once(&instrument.stem).chain(&instrument.options).chain(items) {
            hash.text(text);
        }
    })
}

fn hash_of(fill: impl FnOnce(&mut Hash)) -> u32 {
    let mut hash = Hash::new();
    fill(&mut hash);
    hash.folded()
}
