//! The characters of a code: the alphabet, how they are read and written, the check, and numbers in base 31.

use super::CodeError;

/// Letters and digits without those that are taken for one another: 0 O, 1 I L.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// How many characters there are; a prime, which the check rests on.
const BASE: u64 = 31;

/// How many check characters end a code.
pub(super) const CHECKS: usize = 2;

/// Shorter than any code of any content.
const SHORTEST: usize = 9;

/// Longer than any code of content that a person would answer: above 280 items.
const LONGEST: usize = 160;

/// The sums start with these, so that a row of equal characters is no code.
const START: [u64; 2] = [7, 19];

/// The values of a code's characters, 0 to 30, from text as somebody typed or pasted it.
///
/// `lengths` are those of this content's codes. What comes back has at least [`SHORTEST`] characters, and at most
/// [`LONGEST`] or what this content needs.
pub(super) fn read(text: &str, lengths: [usize; 2]) -> Result<Vec<u8>, CodeError> {
    let found = typed(text).count();
    let longest = lengths.into_iter().fold(LONGEST, usize::max);
    match found {
        0 => return Err(CodeError::Empty),
        1..SHORTEST => return Err(CodeError::TooShort { found, lengths }),
        _ if found > longest => return Err(CodeError::too_long(found, typed(text), lengths)),
        _ => {}
    }
    let read = |(index, character): (usize, char)| {
        value(character).ok_or(CodeError::BadCharacter { character, position: index + 1 })
    };
    typed(text).enumerate().map(read).collect()
}

/// A code without what surrounds it where it was copied from: "Code of this result:" before it, and a full stop
/// after it. No code holds a colon or, as it has no O, the word.
pub(super) fn alone(text: &str) -> &str {
    let code = match text.rsplit_once(':') {
        Some((label, code)) if label.to_ascii_lowercase().contains("code") => code,
        _ => text,
    };
    code.trim_end_matches(|character| character == '.' || is_filler(character))
}

/// What was typed of a code, without what only stands between.
pub(super) fn typed(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|character| !is_filler(*character))
}

/// Hyphens and spaces of any kind: word processors and web pages put in their own, some of them invisible.
fn is_filler(character: char) -> bool {
    let hyphen =
        matches!(character, '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}');
    character.is_whitespace() || hyphen || matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn value(character: char) -> Option<u8> {
    let byte = u8::try_from(character).ok()?.to_ascii_uppercase();
    ALPHABET.iter().position(|&one| one == byte).and_then(|place| u8::try_from(place).ok())
}

/// Makes values into text, and adds it in groups of 4 or 5 with hyphens between, the longer groups first.
pub(super) fn write(values: &mut [u8], code: &mut Vec<u8>) {
    for value in values.iter_mut() {
        *value = ALPHABET.get(usize::from(*value)).copied().unwrap_or(b'?');
    }
    let groups = values.len().div_ceil(5).max(1);
    let (size, longer) = (values.len() / groups, values.len() % groups);
    let mut rest = &*values;
    for group in 0..groups {
        let (now, later) = rest.split_at_checked(size + usize::from(group < longer)).unwrap_or((rest, &[]));
        if group > 0 {
            code.push(b'-');
        }
        code.extend_from_slice(now);
        rest = later;
    }
}

/// The sum of all values, and the sum of all values times their places from 1, modulo 31.
fn sums(values: &[u8]) -> [u64; 2] {
    let [mut plain, mut weighted] = [0; 2];
    // From the last on, each is in as many sums as its place says.
    for &value in values.iter().rev() {
        plain += u64::from(value);
        weighted += plain;
    }
    let [first, second] = START;
    [rest(first + plain), rest(second + weighted)]
}

/// What is left of a number below 2^27 divided by [`BASE`]: by multiplying, which is faster.
fn rest(number: u64) -> u64 {
    number - ((number * ((1 << 32) / BASE + 1)) >> 32) * BASE
}

/// The check characters after these values: the two that make both sums 0.
pub(super) fn checks(values: &[u8]) -> [u8; CHECKS] {
    let [plain, weighted] = sums(values);
    // With x at place n + 1 and y at n + 2: x + y = -plain and (n + 1) x + (n + 2) y = -weighted.
    let place = u64::try_from(values.len()).unwrap_or(0) + 1;
    let y = rest(place * plain + BASE - weighted);
    let x = rest(2 * BASE - plain - y);
    [x, y].map(digit)
}

/// Whether both sums are 0.
pub(super) fn check(values: &[u8]) -> bool {
    sums(values) == [0, 0]
}

/// Divides a number in base 31, highest digit first, and gives the remainder. `divisor` stays below 2^58.
pub(super) fn pop(digits: &mut [u8], divisor: u64) -> u64 {
    let mut rest = 0;
    for one in digits {
        let value = rest * BASE + u64::from(*one);
        *one = digit(value / divisor);
        rest = value % divisor;
    }
    rest
}

/// A value that is known to be below 31.
fn digit(value: u64) -> u8 {
    u8::try_from(value).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_what_division_leaves() {
        for number in (0..2_000_000).chain((1 << 27) - 100..1 << 27) {
            assert_eq!(rest(number), number % BASE, "{number}");
        }
    }
}
