//! A content file's name and text, with the refusals that come before any TOML.

use std::borrow::Cow;
use std::io::Read;

use anyhow::{Context, Result, bail};

use crate::text::printable;

/// The most that a content file may hold, in bytes.
pub const LIMIT: u64 = 1024 * 1024;

/// The name and text of a content file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    name: String,
    text: Cow<'static, str>,
}

impl SourceFile {
    /// Text that is compiled in.
    pub fn built_in(name: &str, text: &'static str) -> Self {
        Self { name: name.to_owned(), text: Cow::Borrowed(text) }
    }

    /// Text from elsewhere.
    pub fn from_text(name: &str, text: impl Into<String>) -> Self {
        Self { name: printable(name), text: Cow::Owned(text.into()) }
    }

    /// Reads up to [`LIMIT`] bytes of UTF-8 text. A byte order mark at the start is dropped.
    ///
    /// # Errors
    /// Where it cannot be read, is empty, larger, or not UTF-8; each says what to do.
    pub fn read(name: &str, input: impl Read) -> Result<Self> {
        let name = &printable(name);
        let mut bytes = Vec::new();
        input.take(LIMIT + 1).read_to_end(&mut bytes).with_context(|| format!("can't read {name}"))?;
        if bytes.len() as u64 > LIMIT {
            bail!(
                "{name} is larger than 1 MiB, so it can't be a quiz file: check that you named the right file"
            );
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let line = 1 + error.as_bytes().iter().take(valid).filter(|&&byte| byte == b'\n').count();
                bail!("{name} is not UTF-8 text (line {line}, byte {valid}): save it as UTF-8 and try again");
            }
        };
        if text.trim().is_empty() {
            bail!("{name} is empty: start from the file that comes with career-fit");
        }
        Ok(Self::from_text(name, text.strip_prefix('\u{feff}').map_or(text.as_str(), |rest| rest)))
    }

    /// What the file is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is compiled in: nobody here can mend it.
    pub(super) fn is_built_in(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }
}
