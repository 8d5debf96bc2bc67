//! ASCII for terminals that know nothing else.

/// Whether the locale is set to something other than UTF-8. Where nothing is set we assume UTF-8, which nearly
/// every terminal speaks today.
pub(crate) fn is_ascii_locale(variable: impl Fn(&str) -> String) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(variable).find(|value| !value.is_empty());
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}

/// A text in ASCII, of as many characters.
pub(crate) fn text(text: &str) -> String {
    text.chars().map(fold).collect()
}

/// The nearest ASCII character.
pub(crate) fn fold(symbol: char) -> char {
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

#[cfg(test)]
mod tests {
    use super::is_ascii_locale;

    #[test]
    fn the_first_variable_that_is_set_names_the_locale() {
        let is_ascii = |pairs: &[(&str, &str)]| {
            let value =
                |name: &str| pairs.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
            is_ascii_locale(|name| value(name).to_owned())
        };
        assert!(!is_ascii(&[]));
        assert!(!is_ascii(&[("LANG", "C.UTF-8")]));
        assert!(is_ascii(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "C")]));
        assert!(is_ascii(&[("LANG", "de_DE.ISO-8859-1")]));
    }
}
