//! Bytes of a CSV as UTF-8, whatever they were: marks at the start are left out, and UTF-16 is translated.

use std::io::{self, Chain, Cursor, Read};

/// How many units of UTF-16 are translated at a time.
const UNITS: usize = 4096;

/// How two bytes make a unit of UTF-16.
type Order = fn([u8; 2]) -> u16;

/// Input as UTF-8. What is no UTF-16 is passed on as it is.
pub struct Utf8<R> {
    input: Chain<Cursor<Vec<u8>>, R>,
    /// Where it is UTF-16.
    order: Option<Order>,
    /// The bytes of UTF-16 that are not translated yet: part of a unit, or of a character.
    rest: Vec<u8>,
    /// What was translated and not yet read.
    ready: Cursor<Vec<u8>>,
}

impl<R: Read> Utf8<R> {
    /// Looks at the first bytes.
    pub(super) fn new(mut input: R) -> io::Result<Self> {
        let mut start = Vec::new();
        input.by_ref().take(128).read_to_end(&mut start)?;
        let order = order(&start);
        let mark = if start.starts_with(b"\xef\xbb\xbf") {
            3
        } else if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
            2
        } else {
            0
        };
        start.drain(..mark);
        let input = Cursor::new(start).chain(input);
        Ok(Self { input, order, rest: Vec::new(), ready: Cursor::default() })
    }

    /// Translates the next piece. At the end of the input nothing is ready.
    fn translate(&mut self, unit: Order) -> io::Result<()> {
        let known = self.rest.len();
        let limit = u64::try_from(UNITS * 2).unwrap_or(u64::MAX);
        let read = self.input.by_ref().take(limit).read_to_end(&mut self.rest)?;
        let is_end = read == 0;
        if is_end && known == 0 {
            return Ok(());
        }
        let (pairs, odd) = self.rest.as_chunks::<2>();
        let mut units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        let mut rest = odd.to_vec();
        // The first half of a character that goes on in the next piece.
        if !is_end
            && units.pop_if(|unit| (0xd800..0xdc00).contains(unit)).is_some()
            && let Some(pair) = pairs.last()
        {
            rest = [&pair[..], odd].concat();
        }
        let mut text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
        if is_end && !rest.is_empty() {
            text.push('\u{fffd}');
            rest.clear();
        }
        self.rest = rest;
        self.ready = Cursor::new(text.into_bytes());
        Ok(())
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let Some(unit) = self.order else { return self.input.read(room) };
        let read = self.ready.read(room)?;
        if read > 0 || room.is_empty() {
            return Ok(read);
        }
        self.translate(unit)?;
        self.ready.read(room)
    }
}

/// How two bytes make a unit, where the input starts with the mark of UTF-16 or with letters of ASCII in it.
fn order(start: &[u8]) -> Option<Order> {
    let (pairs, _) = start.as_chunks::<2>();
    let is_ascii = |unit: fn([u8; 2]) -> u16| {
        pairs.len() >= 4 && pairs.iter().take(32).map(|pair| unit(*pair)).all(|unit| (1..128).contains(&unit))
    };
    let orders: [(&[u8], Order); 2] = [(b"\xff\xfe", u16::from_le_bytes), (b"\xfe\xff", u16::from_be_bytes)];
    orders.into_iter().find(|(mark, unit)| start.starts_with(mark) || is_ascii(*unit)).map(|(_, unit)| unit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn utf16_is_told_from_other_bytes() {
        for text in [&b"\xff\xfei\0d\0"[..], b"\xfe\xff\0i\0d", b"i\0d\0,\0a\0", b"\0i\0d\0,\0a"] {
            assert!(order(text).is_some(), "{text:?}");
        }
        for text in [&b""[..], b"id,a", b"\0\x01\x02\x03\n\x04", b"\0\0\0\0\0\0\0\0", b"i\0d\0"] {
            assert!(order(text).is_none(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn text_comes_out_as_it_was_whatever_it_came_as(text in "[a-z𝄞é😀\n]{0,9000}") {
            let marked = format!("\u{feff}{text}");
            let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for bytes in [marked.as_bytes(), &little, &big] {
                let mut read = String::new();
                Utf8::new(bytes).unwrap().read_to_string(&mut read).unwrap();
                prop_assert!(read == text);
            }
        }

        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let marked = [b"\xff\xfe", bytes.as_slice()].concat();
            let mut read = String::new();
            Utf8::new(&*marked).unwrap().read_to_string(&mut read).unwrap();
        }
    }
}
