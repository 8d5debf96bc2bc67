//! The start of a file, up to the end of its first record, and what it tells of the rest: what separates cells.

use std::io::{self, Read};

use super::limits::PIECE;

/// The start of the input up to the end of its first record, or what there is of it within a piece.
pub(super) fn first_record(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut start = vec![0; PIECE];
    let mut filled = 0;
    while let Some(room) = start.get_mut(filled..).filter(|room| !room.is_empty()) {
        let read = match input.read(room) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        let has_line = room.get(..read).is_some_and(|new| new.contains(&b'\n'));
        filled += read;
        let so_far = start.get(..filled).unwrap_or_default();
        if read == 0 || has_line && outside_quotes(so_far).any(|byte| byte == b'\n') {
            break;
        }
    }
    start.truncate(filled);
    Ok(start)
}

/// The bytes that stand in no quotes, whatever separates the cells.
fn outside_quotes(text: &[u8]) -> impl Iterator<Item = u8> {
    let (mut is_quoted, mut before) = (false, b'\n');
    text.iter().copied().filter(move |&byte| {
        if byte == b'"' && (is_quoted || matches!(before, b'\n' | b'\r' | b'\t' | b';' | b',' | b'"')) {
            is_quoted = !is_quoted;
        }
        before = byte;
        !is_quoted
    })
}

/// Comma, semicolon or tab, whichever the first record has most of: spreadsheets in much of the world write
/// semicolons.
pub(super) fn delimiter(start: &[u8]) -> u8 {
    let blank = start.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    let mut counts = [(b'\t', 0), (b';', 0), (b',', 0)];
    for byte in outside_quotes(start.get(blank..).unwrap_or_default()).take_while(|&byte| byte != b'\n') {
        counts.iter_mut().filter(|(delimiter, _)| *delimiter == byte).for_each(|(_, count)| *count += 1);
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_quotes_separates_nothing() {
        for (text, wanted) in [
            ("\"a, b,\nc, d\";e\n1,2,3,4", b';'),
            ("id;\"1\"\" disk, or 2, or 3\"\n", b';'),
            ("a\tb, c\n", b','),
            ("5\" disk\tb\n,,,", b'\t'),
            ("\r\n\n,;;", b';'),
            ("a", b','),
        ] {
            assert_eq!(char::from(delimiter(text.as_bytes())), char::from(wanted), "{text:?}");
        }
    }
}
