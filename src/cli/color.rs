//! Whether to use colors: in help, usage errors, content problems and the full screen.

use std::env;

use clap::{ColorChoice, ValueEnum};

/// Whether a stream gets colors: `--color` decides, then the environment, then whether it is a terminal.
pub(super) fn is_on(choice: ColorChoice, is_terminal: bool) -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is = |name, wanted: &str| env::var_os(name).is_some_and(|value| value == wanted);
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if is_set("NO_COLOR") => false,
        ColorChoice::Auto if is_set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0") => true,
        ColorChoice::Auto if is("CLICOLOR", "0") || is("TERM", "dumb") => false,
        ColorChoice::Auto => is_terminal,
    }
}

/// Applies the same rules to clap's own output. It is printed when parsing has failed, so `--color` is looked up among
/// the raw arguments.
pub(super) fn set_for_clap(is_terminal: bool) {
    let arguments: Vec<String> = env::args_os().map(|text| text.to_string_lossy().into_owned()).collect();
    let value =
        arguments.iter().enumerate().find_map(|(index, text)| match text.strip_prefix("--color")? {
            "" => arguments.get(index + 1).map(String::as_str),
            rest => rest.strip_prefix('='),
        });
    let choice = value.and_then(|value| ColorChoice::from_str(value, false).ok()).unwrap_or_default();
    let choice =
        if is_on(choice, is_terminal) { anstream::ColorChoice::Always } else { anstream::ColorChoice::Never };
    choice.write_global();
}
