//! Result codes: a person's answers as a short text that can be written down, read out and typed in (`FMK8R-3TQX…`).
//!
//! A code holds the answers, whether the tie-breakers were asked, and a [`stamp`] of the content. It is one number
//! in base 31, written in the letters and digits that are left without 0 O 1 I L:
//!
//! ```text
//! code   = the number in base 31, highest digit first, then 2 check characters
//! number = answers in base 6 (0 none, 1 to 5; the first item lowest) * 2,814,758,678 + stamp
//! ```
//!
//! A code of 24 core items has 21 characters, one of all 30 items 24: the length follows from the content.
//!
//! **Check characters.** 31 is prime, so the characters are elements of a field. The last two are chosen so that the sum
//! of all characters and the sum of all characters times their positions, each plus a constant, are 0 modulo 31. That is
//! a Reed-Solomon code with two checks (I. S. Reed and G. Solomon, *Polynomial Codes over Certain Finite Fields*, 1960;
//! with one check it is the scheme of ISBN-10). Up to 31 characters it detects:
//!
//! - every single wrong character, and any two wrong characters;
//! - so every swap of two characters, neighbors or not;
//! - all but 1 in 961 of anything else; of what passes, all but 1 in 199,000 has the stamp of other questions.
//!
//! In longer codes, of content with more items, a single wrong character and a swap of neighbors are still always
//! detected.

mod stamp;

use std::fmt;

pub use stamp::{Changes, Difference, Fingerprint, Origin};

use crate::content::Content;
use crate::instrument::{Answers, Response, ResponseSet, TieBreakers};
use stamp::{Kind, STAMPS, Stamp};

/// Letters and digits without those that are mistaken for one another: 0 O, 1 I L.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// The number of characters in the alphabet; the check requires a prime.
const BASE: u64 = 31;

/// The number of check characters.
const CHECKS: usize = 2;

/// The sums of the check start with these, so that a row of equal characters isn't a valid code.
const CHECK_START: [u64; 2] = [7, 19];

/// Any code of any content is longer.
const MIN_LENGTH: usize = 9;

/// Longer than any code of content that a person would answer: more than 280 items.
const MAX_LENGTH: usize = 160;

/// Values of an item: no answer, or one of five.
const STATES: u64 = 6;

/// Items that are put into or taken out of the number at once: 6^12 fits into 32 bits.
const CHUNK: usize = 12;

/// Encodes and decodes the codes of one content.
#[derive(Debug, Clone)]
pub struct Codec {
    fingerprint: Fingerprint,
    stamp: Stamp,
    core_items: usize,
    all_items: usize,
    /// Characters of a code without and with the tie-breakers, not counting hyphens.
    lengths: [usize; 2],
}

/// The content of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub answers: Answers,
    /// What has changed in the content since.
    pub changes: Changes,
    /// The content that the code was made with; `None` for answers that come without a code.
    pub origin: Option<Origin>,
}

impl From<Answers> for Opened {
    /// Answers that come without a code.
    fn from(answers: Answers) -> Self {
        Self { answers, changes: Changes::default(), origin: None }
    }
}

impl Codec {
    pub fn new(content: &Content) -> Self {
        let instrument = &content.instrument;
        let fingerprint = Fingerprint::new(content);
        let core_items = instrument.core_count();
        let all_items = instrument.items.len();
        Self {
            fingerprint,
            stamp: Stamp::new(content, fingerprint),
            core_items,
            all_items,
            lengths: [core_items, all_items].map(|items| {
                let largest = vec![Some(Response::HIGHEST); items];
                digits(&largest, STAMPS - 1).len() + CHECKS
            }),
        }
    }

    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The origin of codes made by this codec.
    pub fn origin(&self) -> Origin {
        Origin(self.stamp)
    }

    /// The code of these answers, in groups of 4 or 5 characters separated by hyphens.
    ///
    /// The tie-breakers are included if they were accepted or one of them has an answer.
    pub fn encode(&self, Answers { responses, tie_breakers, made_up }: &Answers) -> String {
        let asked = *tie_breakers == TieBreakers::Accepted
            || responses.iter().skip(self.core_items).any(|response| response.is_some());
        let items = if asked { self.all_items } else { self.core_items };
        let mut code = digits(responses.first(items), self.stamp.write(Kind { asked, made_up: *made_up }));
        // The length is that of the largest number, so leading zeros belong to the code.
        code.resize(self.lengths[usize::from(asked)] - CHECKS, 0);
        code.reverse();
        code.extend(checks(&code));
        grouped(&code)
    }

    /// Decodes a code, ignoring case, hyphens, spaces, a leading "Code:" and a trailing period. Tie-breakers that were not
    /// asked are decoded as not offered.
    ///
    /// # Errors
    /// If the text isn't a code, is mistyped, or belongs to other questions.
    pub fn decode(&self, text: &str) -> Result<Opened, CodeError> {
        let text = without_label(text);
        let mut code = self.values(text)?;
        let length = code.len();
        let wrong_length = || self.length_error(length, text).unwrap_or(CodeError::Mistyped);
        if sums(&code) != [0, 0] {
            return Err(wrong_length());
        }
        code.truncate(length - CHECKS);
        let (stamp, Kind { asked, made_up }) = self
            .stamp
            .read(divide(&mut code, STAMPS))
            .ok_or(CodeError::OtherQuestions(Difference::Unknown))?;
        let changes = self.stamp.since(stamp).map_err(CodeError::OtherQuestions)?;
        if self.lengths[usize::from(asked)] != length {
            return Err(wrong_length());
        }
        let items = if asked { self.all_items } else { self.core_items };
        let mut responses = ResponseSet::empty(self.all_items);
        for start in (0..items).step_by(CHUNK) {
            let count = CHUNK.min(items - start);
            let mut value = divide(&mut code, STATES.pow(count as u32));
            for item in start..start + count {
                responses.set(item, Response::new((value % STATES) as u8));
                value /= STATES;
            }
        }
        if code.iter().any(|&digit| digit > 0) {
            return Err(CodeError::Mistyped);
        }
        let tie_breakers = if asked { TieBreakers::Accepted } else { TieBreakers::NotOffered };
        let answers = Answers { responses, tie_breakers, made_up };
        Ok(Opened { answers, changes, origin: Some(Origin(stamp)) })
    }

    /// The values of a code's characters, 0 to 30.
    fn values(&self, text: &str) -> Result<Vec<u8>, CodeError> {
        let found = characters(text).count();
        let longest = self.lengths[1].max(MAX_LENGTH);
        match found {
            0 => return Err(CodeError::Empty),
            1..MIN_LENGTH => return Err(CodeError::TooShort { found, lengths: self.lengths }),
            _ if found > longest => return Err(self.too_long(found, text)),
            _ => {}
        }
        let value = |(index, character): (usize, char)| {
            let upper = character.to_ascii_uppercase();
            let value = ALPHABET.iter().position(|&known| char::from(known) == upper);
            value.map(|value| value as u8).ok_or(CodeError::BadCharacter { character, position: index + 1 })
        };
        characters(text).enumerate().map(value).collect()
    }

    /// The error for a code of this length, unless it is a length that codes have.
    fn length_error(&self, found: usize, text: &str) -> Option<CodeError> {
        if self.lengths.contains(&found) {
            return None;
        }
        Some(if found < self.lengths[1] {
            CodeError::TooShort { found, lengths: self.lengths }
        } else {
            self.too_long(found, text)
        })
    }

    fn too_long(&self, found: usize, text: &str) -> CodeError {
        let start = characters(text).take(12).map(|c| if c.is_ascii_graphic() { c } else { '?' }).collect();
        CodeError::TooLong { found, start, lengths: self.lengths }
    }
}

/// The code of these answers; see [`Codec::encode`].
pub fn encode(content: &Content, answers: &Answers) -> String {
    Codec::new(content).encode(answers)
}

/// Decodes a code; see [`Codec::decode`].
pub fn decode(content: &Content, text: &str) -> Result<Opened, CodeError> {
    Codec::new(content).decode(text)
}

/// The number of these responses and this stamp in base 31, lowest digit first and without leading zeros.
fn digits(responses: &[Option<Response>], stamp: u64) -> Vec<u8> {
    let mut digits = Vec::with_capacity(responses.len());
    let mut push = |factor: u64, mut carry: u64| {
        for digit in &mut digits {
            carry += u64::from(*digit) * factor;
            *digit = (carry % BASE) as u8;
            carry /= BASE;
        }
        while carry > 0 {
            digits.push((carry % BASE) as u8);
            carry /= BASE;
        }
    };
    // The first items are the lowest digits.
    let state = |response: &Option<Response>| response.map_or(0, |response| u64::from(response.value()));
    for chunk in responses.chunks(CHUNK).rev() {
        let value = chunk.iter().rev().fold(0, |value, response| value * STATES + state(response));
        push(STATES.pow(chunk.len() as u32), value);
    }
    push(STAMPS, stamp);
    digits
}

/// Divides a number in base 31, highest digit first, and returns the remainder.
fn divide(digits: &mut [u8], divisor: u64) -> u64 {
    let mut rest = 0;
    for digit in digits {
        let value = rest * BASE + u64::from(*digit);
        *digit = (value / divisor) as u8;
        rest = value % divisor;
    }
    rest
}

/// The sum of all values and the sum of all values times their positions from 1, modulo 31: both 0 for a valid code.
fn sums(values: &[u8]) -> [u64; 2] {
    let [mut plain, mut weighted] = CHECK_START;
    for (position, &value) in (1..).zip(values) {
        plain += u64::from(value);
        weighted += position * u64::from(value);
    }
    [plain % BASE, weighted % BASE]
}

/// The two check values that make both sums 0.
fn checks(values: &[u8]) -> [u8; CHECKS] {
    let [plain, weighted] = sums(values);
    // With x at position n + 1 and y at n + 2: x + y = -plain and (n + 1) x + (n + 2) y = -weighted.
    let position = values.len() as u64 + 1;
    let y = (position * plain + BASE - weighted) % BASE;
    let x = (2 * BASE - plain - y) % BASE;
    [x as u8, y as u8]
}

/// Values as text in groups of 4 or 5 characters, the longer groups first.
fn grouped(values: &[u8]) -> String {
    let groups = values.len().div_ceil(5);
    let size = values.len() / groups;
    let longer = values.len() % groups;
    let (long, short) = values.split_at(longer * (size + 1));
    let groups = long.chunks(size + 1).chain(short.chunks(size));
    let mut text = String::with_capacity(values.len() * 2);
    for group in groups {
        text.push_str(if text.is_empty() { "" } else { "-" });
        text.extend(group.iter().map(|&value| char::from(ALPHABET[usize::from(value)])));
    }
    text
}

/// A code without the label and the period around it: "Code of this result: …." No code contains a colon or the word
/// "code", as codes have no O.
fn without_label(text: &str) -> &str {
    let code = match text.rsplit_once(':') {
        Some((label, code)) if label.to_ascii_lowercase().contains("code") => code,
        _ => text,
    };
    code.trim_end_matches(|character| character == '.' || is_separator(character))
}

/// The characters of a code without separators.
fn characters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|character| !is_separator(*character))
}

/// Hyphens and spaces of any kind: word processors and web pages insert their own, some of them invisible.
fn is_separator(character: char) -> bool {
    let is_hyphen =
        matches!(character, '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}');
    character.is_whitespace() || is_hyphen || matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Why a code can't be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeError {
    /// Nothing but separators.
    Empty,
    TooShort {
        /// The number of characters, not counting separators.
        found: usize,
        /// The expected numbers without and with the tie-breakers.
        lengths: [usize; 2],
    },
    TooLong {
        found: usize,
        /// The first characters, safe to display.
        start: String,
        lengths: [usize; 2],
    },
    /// A character that no code contains.
    BadCharacter {
        character: char,
        /// From 1, not counting separators.
        position: usize,
    },
    /// The check failed: a character is wrong, or two are swapped.
    Mistyped,
    /// A valid code of other questions.
    OtherQuestions(Difference),
}

impl std::error::Error for CodeError {}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected = |[core, all]: [usize; 2]| {
            if core == all { core.to_string() } else { format!("{core}, or {all} with the tie-breakers") }
        };
        match self {
            Self::Empty => {
                write!(f, "there is no code: enter the letters and digits that came with a result")
            }
            Self::TooShort { found, lengths } => write!(
                f,
                "the code has {found} {} and should have {}: compare it with the original",
                if *found == 1 { "character" } else { "characters" },
                expected(*lengths)
            ),
            Self::TooLong { found, start, lengths } => write!(
                f,
                "the code \"{start}...\" has {found} characters and should have {}: enter one code and nothing else",
                expected(*lengths)
            ),
            Self::BadCharacter { character, position } => {
                let number = u32::from(*character);
                let shown = if character.is_ascii_graphic() {
                    format!("\"{character}\"")
                } else if character.is_alphanumeric() {
                    format!("\"{character}\" (U+{number:04X})")
                } else {
                    format!("U+{number:04X}")
                };
                let hint = match character.to_ascii_uppercase() {
                    '0' | 'O' => "codes have no 0 or O; it may be a D or a Q",
                    '1' | 'I' | 'L' => "codes have no 1, I or L; it may be a 7, a J or a T",
                    _ => "codes have only letters and the digits 2 to 9",
                };
                write!(f, "character {position} of the code is {shown}: {hint}")
            }
            Self::Mistyped => write!(
                f,
                "the code is mistyped: a character is wrong or two are swapped: compare it with the original"
            ),
            Self::OtherQuestions(difference) => write!(
                f,
                "the code was made with {difference}: open it with the version or the files it was made with"
            ),
        }
    }
}
