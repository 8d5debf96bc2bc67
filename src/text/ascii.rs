//! ASCII for terminals that know nothing else.

/// Whether the locale is set to something other than UTF-8. Where nothing is set we assume UTF-8, which nearly
/// every terminal speaks today.
pub fn is_ascii_locale(variable: impl Fn(&str) -> String) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(variable).find(|value| !value.is_empty());
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}

/// A text in ASCII, of as many characters.
pub fn text(text: &str) -> String {
    text.chars().map(fold).collect()
}

/// The nearest ASCII character.
pub fn fold(symbol: char) -> char {
    match symbol {
        c if c.is_ascii() => c,
        '█' => '#',
        '▒' | '═' => '=',
        '─' | '–' | '—' => '-',
        '│' | '┼' | '·' => '|',
        '←' => '<',
        '→' => '>',
        '↑' => '^',
        '↓' => 'v',
        '•' | '■' => '*',
        '…' => '.',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '\u{a0}' => ' ',
        _ => '?',
    }
}
