//! Whether colours are sent. Help, mistakes of usage, problems of content and the full screen all ask here.

use std::env;

use clap::{ColorChoice, ValueEnum};

/// Whether colours go to a stream: `--color` decides, else the environment, else whether it is a terminal.
pub(super) fn is_on(asked: ColorChoice, is_terminal: bool) -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is = |name, wanted: &str| env::var_os(name).is_some_and(|value| value == wanted);
    match asked {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if is_set("NO_COLOR") => false,
        ColorChoice::Auto if is_set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0") => true,
        ColorChoice::Auto if is("CLICOLOR", "0") || is("TERM", "dumb") => false,
        ColorChoice::Auto => is_terminal,
    }
}

/// Makes what the parser of arguments says follow the same rules. It says something only where it stops, before
/// it has read `--color`.
pub(super) fn settle_for_parser(is_terminal: bool) {
    let choice = if is_on(typed(), is_terminal) {
        anstream::ColorChoice::Always
    } else {
        anstream::ColorChoice::Never
    };
    choice.write_global();
}

/// `--color` as it stands among the arguments.
fn typed() -> ColorChoice {
    let arguments: Vec<String> = env::args_os().map(|text| text.to_string_lossy().into_owned()).collect();
    let value =
        arguments.iter().enumerate().find_map(|(index, text)| match text.strip_prefix("--color")? {
            "" => arguments.get(index + 1).map(String::as_str),
            rest => rest.strip_prefix('='),
        });
    value.and_then(|value| ColorChoice::from_str(value, false).ok()).unwrap_or_default()
}
