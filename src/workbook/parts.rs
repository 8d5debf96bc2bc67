//! What all sheets share: their names and places, strings, and which styles are dates.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::format::{Format, format};
use super::{Error, LIMIT, part};

/// There are at most this many strings: one for every row of the longest sheet, and more.
const STRINGS: usize = 2_000_000;

/// What all sheets share.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Names and paths in the zip.
    pub(super) sheets: Vec<(String, String)>,
    pub(super) strings: Vec<String>,
    /// The format of each style.
    pub(super) formats: Vec<Format>,
    /// Days are counted from 1904.
    pub(super) is_1904: bool,
}

/// Something in a part.
pub(super) enum Found<'a> {
    /// An element begins.
    Start(&'a BytesStart<'a>),
    /// An element of this name ends.
    End(&'a str),
    /// Text within one.
    Text(&'a str),
}

/// Walks a part. An element without content begins and ends.
pub(super) fn walk(
    part: impl BufRead,
    mut see: impl FnMut(Found<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Eof => return Ok(()),
            Event::Start(start) => see(Found::Start(&start))?,
            Event::Empty(start) => {
                see(Found::Start(&start))?;
                see(Found::End(start.local_name().as_ref()))?;
            }
            Event::End(end) => see(Found::End(end.local_name().as_ref()))?,
            Event::Text(text) => see(Found::Text(&text))?,
            Event::CData(text) => see(Found::Text(&text))?,
            Event::GeneralRef(name) => see(Found::Text(&character(&name)))?,
            _ => {}
        }
        if reader.buffer_position() > LIMIT {
            return Err(Error::Large);
        }
    }
}

/// What `&name;` stands for.
fn character(name: &str) -> String {
    let number = match (name.strip_prefix("#x"), name.strip_prefix('#')) {
        (Some(hex), _) => u32::from_str_radix(hex, 16).ok(),
        (None, Some(decimal)) => decimal.parse().ok(),
        (None, None) => None,
    };
    let c = match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => number.and_then(char::from_u32),
    };
    c.map(String::from).unwrap_or_default()
}

/// The value of an attribute, whatever stands before a colon in its name.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    Some(unescaped(&found.value))
}

/// A text with what `&name;` stands for.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(';') {
            Some((name, rest)) => plain.extend([character(name).as_str(), rest]),
            None => plain.extend(["&", piece]),
        }
    }
    plain
}

impl Parts {
    pub(super) fn read<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<Self, Error> {
        let mut parts = Self::default();
        let book = part(archive, "xl/workbook.xml")?.ok_or(Error::Broken)?;
        let named = parts.book(BufReader::new(book))?;
        let paths = match part(archive, "xl/_rels/workbook.xml.rels")? {
            Some(part) => paths(BufReader::new(part))?,
            None => HashMap::new(),
        };
        let placed = named.into_iter().filter_map(|(name, id)| Some((name, paths.get(&id)?.clone())));
        parts.sheets = placed.collect();
        if let Some(part) = part(archive, "xl/sharedStrings.xml")? {
            parts.strings = strings(BufReader::new(part))?;
        }
        if let Some(part) = part(archive, "xl/styles.xml")? {
            parts.formats = formats(BufReader::new(part))?;
        }
        Ok(parts)
    }

    /// The names of the sheets, and the ids of their places.
    fn book(&mut self, part: impl BufRead) -> Result<Vec<(String, String)>, Error> {
        let mut sheets = Vec::new();
        walk(part, |found| {
            let Found::Start(start) = found else { return Ok(()) };
            match start.local_name().as_ref() {
                "workbookPr" => {
                    let value = attribute(start, "date1904");
                    self.is_1904 = matches!(value.as_deref(), Some("1" | "true"));
                }
                "sheet" => sheets.extend(attribute(start, "name").zip(attribute(start, "id"))),
                _ => {}
            }
            Ok(())
        })?;
        Ok(sheets)
    }
}

/// Where parts are, by the ids of their places.
fn paths(part: impl BufRead) -> Result<HashMap<String, String>, Error> {
    let mut paths = HashMap::new();
    walk(part, |found| {
        if let Found::Start(start) = found
            && let Some((id, target)) = attribute(start, "Id").zip(attribute(start, "Target"))
        {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            paths.insert(id, path);
        }
        Ok(())
    })?;
    Ok(paths)
}

/// The strings that cells name by number.
fn strings(part: impl BufRead) -> Result<Vec<String>, Error> {
    let mut strings = Vec::new();
    let mut text = Text::default();
    walk(part, |found| {
        if matches!(found, Found::End("si")) {
            if strings.len() >= STRINGS {
                return Err(Error::Large);
            }
            strings.push(text.take());
        }
        text.see(&found);
        Ok(())
    })?;
    Ok(strings)
}

/// Gathers the text of a string: all its runs, but not how it is pronounced.
#[derive(Debug, Default)]
pub(super) struct Text {
    text: String,
    is_open: bool,
    is_sound: bool,
}

impl Text {
    pub(super) fn see(&mut self, found: &Found<'_>) {
        match found {
            Found::Start(start) => match start.local_name().as_ref() {
                "t" => self.is_open = true,
                "rPh" => self.is_sound = true,
                _ => {}
            },
            Found::End("t") => self.is_open = false,
            Found::End("rPh") => self.is_sound = false,
            Found::Text(text) if self.is_open && !self.is_sound => self.text.push_str(text),
            _ => {}
        }
    }

    /// The text so far. Spreadsheets write the line ends of Windows in a way of their own.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.text).replace("_x000D_", "")
    }
}

/// The format of each style.
fn formats(part: impl BufRead) -> Result<Vec<Format>, Error> {
    let mut codes: HashMap<u32, String> = HashMap::new();
    let mut formats = Vec::new();
    let mut are_cells = false;
    walk(part, |found| {
        match found {
            Found::End("cellXfs") => are_cells = false,
            Found::Start(start) => {
                let id = attribute(start, "numFmtId").and_then(|id| id.parse().ok());
                match start.local_name().as_ref() {
                    "numFmt" => codes.extend(id.zip(attribute(start, "formatCode"))),
                    "cellXfs" => are_cells = true,
                    "xf" if are_cells => {
                        let id = id.unwrap_or(0);
                        formats.push(format(id, codes.get(&id).map(String::as_str)));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(formats)
}
