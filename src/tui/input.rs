//! Decodes everything that a terminal sends into keys, clicks and pastes.
//!
//! Most of what a terminal sends unasked is discarded as a whole: replies to other programs' questions, reports, and
//! sequences that are unknown or cut off. Nothing can block what comes after it: whatever is unfinished is given up
//! after [`SILENCE`].
//!
//! Why this isn't a library: the parsers of crossterm, termina and terminput type the rest of a sequence that they don't
//! know (kitty's `ESC _ G i=1;OK ESC \` becomes six keys) or wait for its end forever; vte reads what programs send to
//! terminals, and knows neither Alt nor the keypad.

use std::collections::VecDeque;
use std::time::Duration;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// After this long without a byte, a sequence that isn't finished never will be.
pub const SILENCE: Duration = Duration::from_millis(100);

/// Longer sequences have no meaning here; their rest is skipped.
const LONGEST: usize = 64;
/// The most bytes of a paste that are kept: more than any text field takes.
const LONGEST_PASTE: usize = 4096;
const PASTE_END: &[u8] = b"\x1b[201~";

const ESC: u8 = 0x1b;
const CTRL_C: u8 = 0x03;
const CAN: u8 = 0x18;
const SUB: u8 = 0x1a;
const BEL: u8 = 0x07;

/// Decodes bytes as they come. It never waits: [`Decoder::silence`] says that no more bytes came for a while.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// The bytes of the current character, sequence or paste, without what introduces it.
    bytes: Vec<u8>,
    events: VecDeque<Event>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// A character of several bytes, of which this many are missing.
    Character(usize),
    /// This many times Esc: the key, or the start of a sequence.
    Escape(usize),
    /// A character that was typed with Alt, which nothing here uses.
    Alt,
    /// CSI, up to a byte from 0x40 to 0x7e.
    Csi,
    /// SS3: a key of the keypad, a function key or an arrow.
    Ss3,
    /// OSC, DCS, APC, PM or SOS, up to BEL or ST.
    Text,
    /// The same after an Esc, which may start the ST.
    TextEscape,
    /// The rest of an X10 mouse report: the number of bytes left.
    Mouse(usize),
    Paste,
}

impl Decoder {
    /// Decodes what was read at once, which may end anywhere in a sequence.
    pub fn feed(&mut self, bytes: &[u8]) {
        // Terminals send Alt and its key together, so this is Esc and then a quick key, unless a sequence was split.
        let is_sequence = bytes.first().is_none_or(|byte| b"[O]PX^_\x1b".contains(byte));
        if matches!(self.state, State::Escape(_)) && !is_sequence {
            self.silence();
        }
        for byte in bytes {
            self.byte(*byte);
        }
    }

    /// The next event.
    pub fn next(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// Drops all events but the first Enter.
    pub fn keep_enter(&mut self) {
        let is_enter =
            |event: &Event| event.as_key_press_event().is_some_and(|key| key.code == KeyCode::Enter);
        self.events.retain(is_enter);
        self.events.truncate(1);
    }

    /// Whether there is an event already.
    pub fn has_event(&self) -> bool {
        !self.events.is_empty()
    }

    /// Whether more bytes are needed to tell what the last ones mean.
    pub fn is_unfinished(&self) -> bool {
        self.state != State::Ground
    }

    /// Gives up what is unfinished, since no more bytes came.
    pub fn silence(&mut self) {
        match self.state {
            State::Escape(count) => {
                for _ in 0..count {
                    self.key(KeyCode::Esc, KeyModifiers::NONE);
                }
            }
            State::Paste => self.paste(),
            _ => {}
        }
        self.enter(State::Ground);
    }

    fn enter(&mut self, state: State) {
        self.state = state;
        self.bytes.clear();
    }

    fn byte(&mut self, byte: u8) {
        match (self.state, byte) {
            (State::Paste, _) => self.paste_byte(byte),
            (State::Mouse(left), _) => {
                self.enter(if left > 1 { State::Mouse(left - 1) } else { State::Ground });
            }
            (State::Text, BEL | CAN | SUB) | (State::TextEscape, b'\\') => self.enter(State::Ground),
            (State::Text, ESC) => self.enter(State::TextEscape),
            (State::Text, _) => {}
            (State::TextEscape, _) => {
                self.enter(State::Escape(0));
                self.byte(byte);
            }
            (State::Ground, ESC) => self.enter(State::Escape(1)),
            (State::Ground, _) => self.typed(byte),
            (State::Escape(count), ESC) => self.enter(State::Escape(count + 1)),
            (_, ESC) => self.enter(State::Escape(1)),
            (_, CAN | SUB) => self.enter(State::Ground),
            // A user who wants to leave doesn't wait for the rest of a sequence.
            (_, CTRL_C) => self.give_up(byte),
            (State::Escape(_), b'[') => self.enter(State::Csi),
            (State::Escape(_), b'O') => self.enter(State::Ss3),
            (State::Escape(_), b']' | b'P' | b'X' | b'^' | b'_') => self.enter(State::Text),
            (State::Escape(_), 0xc2..) => self.enter(State::Alt),
            // Any other key with Alt.
            (State::Escape(_), _) => self.enter(State::Ground),
            (State::Alt, 0x80..=0xbf) => {}
            (State::Character(missing), 0x80..=0xbf) => self.continue_character(missing, byte),
            // The Linux console's first function keys are CSI, a second bracket and a letter.
            (State::Csi, b'[') if self.bytes.is_empty() => self.bytes.push(byte),
            (State::Csi, 0x40..=0x7e) => self.csi(byte),
            (State::Csi, 0x20..=0x3f) | (State::Ss3, b'0'..=b';') => {
                if self.bytes.len() < LONGEST {
                    self.bytes.push(byte);
                }
            }
            (State::Ss3, b' '..=0x7e) => self.ss3(byte),
            // No sequence has such a byte: it is cut off, and this is a key.
            (State::Csi | State::Ss3 | State::Alt | State::Character(_), _) => self.give_up(byte),
        }
    }

    /// Discards the sequence; the byte doesn't belong to it.
    fn give_up(&mut self, byte: u8) {
        self.enter(State::Ground);
        self.byte(byte);
    }

    /// A byte that belongs to no sequence.
    fn typed(&mut self, byte: u8) {
        match byte {
            b'\r' | b'\n' => self.key(KeyCode::Enter, KeyModifiers::NONE),
            b'\t' => self.key(KeyCode::Tab, KeyModifiers::NONE),
            0x08 | 0x7f => self.key(KeyCode::Backspace, KeyModifiers::NONE),
            1..=26 => self.key(KeyCode::Char(char::from(byte - 1 + b'a')), KeyModifiers::CONTROL),
            b' '..=b'~' => self.key(KeyCode::Char(char::from(byte)), KeyModifiers::NONE),
            0xc2..=0xdf => self.start_character(1, byte),
            0xe0..=0xef => self.start_character(2, byte),
            0xf0..=0xf4 => self.start_character(3, byte),
            // Other control characters, and bytes that start no character.
            _ => {}
        }
    }

    fn start_character(&mut self, missing: usize, byte: u8) {
        self.enter(State::Character(missing));
        self.bytes.push(byte);
    }

    fn continue_character(&mut self, missing: usize, byte: u8) {
        self.bytes.push(byte);
        self.state = State::Character(missing - 1);
        if missing == 1 {
            let typed = str::from_utf8(&self.bytes).ok().and_then(|text| text.chars().next());
            if let Some(c) = typed.filter(|c| !c.is_control()) {
                self.key(KeyCode::Char(c), KeyModifiers::NONE);
            }
            self.enter(State::Ground);
        }
    }

    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.events.push_back(Event::Key(KeyEvent::new(code, modifiers)));
    }

    fn paste_byte(&mut self, byte: u8) {
        self.bytes.push(byte);
        if self.bytes.ends_with(PASTE_END) {
            self.bytes.truncate(self.bytes.len() - PASTE_END.len());
            self.paste();
            self.enter(State::Ground);
        } else if self.bytes.len() > LONGEST_PASTE + PASTE_END.len() {
            // What is too much is dropped, but not what may be the start of the end.
            self.bytes.remove(LONGEST_PASTE);
        }
    }

    fn paste(&mut self) {
        self.events.push_back(Event::Paste(String::from_utf8_lossy(&self.bytes).into_owned()));
    }

    /// A sequence that `last` ends; unknown ones are discarded.
    fn csi(&mut self, last: u8) {
        let bytes = std::mem::take(&mut self.bytes);
        self.state = State::Ground;
        match (&bytes[..], last) {
            (b"200", b'~') => self.state = State::Paste,
            (b"", b'M') => self.state = State::Mouse(3),
            (b"[", b'A'..=b'E') => self.key(KeyCode::F(last - b'A' + 1), KeyModifiers::NONE),
            ([b'<', numbers @ ..], b'M' | b'm') => {
                if let Some(click) = mouse_event(numbers, last) {
                    self.events.push_back(Event::Mouse(click));
                }
            }
            (numbers, _) => self.events.extend(csi_key(numbers, last).map(Event::Key)),
        }
    }

    /// A key of the keypad, or a function key, an arrow, Home or End in application mode.
    fn ss3(&mut self, last: u8) {
        self.enter(State::Ground);
        let code = match last {
            b'M' => KeyCode::Enter,
            b'I' => KeyCode::Tab,
            b' ' => KeyCode::Char(' '),
            b'X' => KeyCode::Char('='),
            // The signs and digits of the keypad, `*` to `9`.
            b'j'..=b'y' => KeyCode::Char(char::from(last - b'j' + b'*')),
            b'R' => KeyCode::F(3),
            _ => match letter_key(last) {
                Some(code) => code,
                None => return,
            },
        };
        self.key(code, KeyModifiers::NONE);
    }
}

/// The key that a letter stands for in CSI and SS3. It isn't said of R, which is the position of the cursor in CSI.
fn letter_key(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'S' => KeyCode::F(4),
        _ => return None,
    })
}

/// The key of a sequence with these numbers: what it is, and its modifiers.
fn csi_key(numbers: &[u8], last: u8) -> Option<KeyEvent> {
    let text = str::from_utf8(numbers).ok()?;
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b';' | b':')) {
        return None;
    }
    let mut fields = text.split(';');
    let number = |field: Option<&str>| field.and_then(|field| field.split(':').next()?.parse::<u32>().ok());
    let first = number(fields.next());
    let second = fields.next();
    let code = match last {
        b'~' if first == Some(27) => typed_key(number(fields.next())?)?,
        b'~' => tilde_key(first?)?,
        b'u' => typed_key(first?)?,
        b'Z' if numbers.is_empty() => KeyCode::BackTab,
        _ if matches!(first, None | Some(1)) => letter_key(last)?,
        _ => return None,
    };
    let modifiers = number(second).unwrap_or(1).checked_sub(1)?;
    let held = [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
    ];
    let held = held.into_iter().filter(|(bit, _)| modifiers & bit != 0).map(|(_, modifier)| modifier);
    let kind = match second.and_then(|field| field.split(':').nth(1)) {
        Some("2") => KeyEventKind::Repeat,
        Some("3") => KeyEventKind::Release,
        _ => KeyEventKind::Press,
    };
    Some(KeyEvent::new_with_kind(code, held.collect(), kind))
}

fn tilde_key(number: u32) -> Option<KeyCode> {
    let function = |from: u32| Some(KeyCode::F(u8::try_from(number - from).ok()?));
    match number {
        1 | 7 => Some(KeyCode::Home),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=24 => function(12),
        _ => None,
    }
}

/// A key by its Unicode number, or by kitty's for the keypad.
fn typed_key(number: u32) -> Option<KeyCode> {
    Some(match number {
        8 | 127 => KeyCode::Backspace,
        9 => KeyCode::Tab,
        13 | 57414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        57399..=57408 => KeyCode::Char(char::from_digit(number - 57399, 10)?),
        57417 => KeyCode::Left,
        57418 => KeyCode::Right,
        57419 => KeyCode::Up,
        57420 => KeyCode::Down,
        57421 => KeyCode::PageUp,
        57422 => KeyCode::PageDown,
        57423 => KeyCode::Home,
        57424 => KeyCode::End,
        57426 => KeyCode::Delete,
        // The private numbers of other keys.
        0xe000..=0xf8ff => return None,
        _ => KeyCode::Char(char::from_u32(number).filter(|c| !c.is_control())?),
    })
}

/// A press of the left button, or a turn of the wheel; nothing else is asked for.
fn mouse_event(numbers: &[u8], last: u8) -> Option<MouseEvent> {
    let mut numbers = str::from_utf8(numbers).ok()?.split(';').map(str::parse::<u16>);
    let [button, column, row] = [numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?];
    let kind = match (button, last) {
        (0, b'M') => MouseEventKind::Down(MouseButton::Left),
        (64, b'M') => MouseEventKind::ScrollUp,
        (65, b'M') => MouseEventKind::ScrollDown,
        _ => return None,
    };
    let (column, row) = (column.checked_sub(1)?, row.checked_sub(1)?);
    Some(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the bytes are, once nothing comes after them: keys by name, pastes in quotes.
    fn decode(bytes: &[u8]) -> String {
        let mut decoder = Decoder::default();
        decoder.feed(bytes);
        decoder.silence();
        assert!(!decoder.is_unfinished());
        let name = |event: Event| match event {
            Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. }) if !modifiers.is_empty() => {
                format!("{modifiers}+{c}")
            }
            Event::Key(KeyEvent { code: KeyCode::Char(c), .. }) => c.to_string(),
            Event::Key(key) => format!("{:?}", key.code),
            Event::Paste(text) => format!("{text:?}"),
            Event::Mouse(mouse) => format!("{:?} {},{}", mouse.kind, mouse.column, mouse.row),
            other => format!("{other:?}"),
        };
        std::iter::from_fn(|| decoder.next()).map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_are_decoded_in_every_form() {
        for (bytes, keys) in [
            (&b"4q?\r\n\t \x08\x7f\x03"[..], "4 q ? Enter Enter Tab   Backspace Backspace Control+c"),
            ("é😀".as_bytes(), "é 😀"),
            (b"\x1b", "Esc"),
            (b"\x1b\x1b", "Esc Esc"),
            (b"\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F\x1b[Z", "Up Down Right Left Home End BackTab"),
            (b"\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF", "Up Down Right Left Home End"),
            (b"\x1b[1;2A\x1b[5~\x1b[6;2~\x1b[3~\x1b[1~\x1b[4~", "Up PageUp PageDown Delete Home End"),
            (b"\x1bOP\x1bOR\x1b[11~\x1b[15~\x1b[21~\x1b[24~\x1b[[A", "F(1) F(3) F(1) F(5) F(10) F(12) F(1)"),
            (b"\x1bOp\x1bOy\x1bOM\x1bOn\x1bOk", "0 9 Enter . +"),
            (b"\x1b[52u\x1b[13u\x1b[57403u\x1b[99;5u\x1b[27;5;99~", "4 Enter 4 Control+c Control+c"),
            (b"\x1b[<0;6;16M\x1b[<0;6;16m\x1b[<65;1;1M", "Down(Left) 5,15 ScrollDown 0,0"),
            (b"\x1b[200~4\r\x1b[A4\x1b[201~4", "\"4\\r\\u{1b}[A4\" 4"),
        ] {
            assert_eq!(decode(bytes), keys, "{:?}", bytes.escape_ascii().to_string());
        }
    }

    #[test]
    fn quick_key_after_esc_is_a_key_and_a_split_sequence_is_whole() {
        for (second, keys) in [(&b"x"[..], 2), (b"\r", 2), (b"[A", 1), (b"OA", 1)] {
            let mut decoder = Decoder::default();
            decoder.feed(b"\x1b");
            decoder.feed(second);
            assert_eq!(std::iter::from_fn(|| decoder.next()).count(), keys, "{second:?}");
        }
    }

    #[test]
    fn what_is_cut_off_ends_with_silence_or_the_next_key() {
        for (bytes, keys) in [
            (&b"\x1b["[..], ""),
            (b"\x1b[1;", ""),
            (b"\x1bO", ""),
            (b"\x1b]11;rgb:", ""),
            (b"\x1b]11;rgb:\x1b", ""),
            (b"\x1bP>|kit", ""),
            (b"\x1b_Gi=1", ""),
            (b"\x1b[200~44", "\"44\""),
            (b"\x1b[M ", ""),
            (b"\xe9", ""),
            (b"\xe9\x34", "4"),
            (b"\x1b[\r", "Enter"),
            (b"\x1b[12\x1b[A", "Up"),
            (b"\x1b[1;\x03", "Control+c"),
            (b"\x1b]11;?\x07\x34", "4"),
        ] {
            assert_eq!(decode(bytes), keys, "{:?}", bytes.escape_ascii().to_string());
        }
    }

    proptest! {
        #[test]
        fn every_key_counts_after_any_bytes_and_silence(bytes in any::<Vec<u8>>(), cuts in any::<Vec<usize>>()) {
            let mut decoder = Decoder::default();
            let mut from = 0;
            for cut in cuts {
                let to = cut % (bytes.len() + 1);
                decoder.feed(&bytes[from.min(to)..to]);
                from = from.max(to);
            }
            decoder.feed(&bytes[from..]);
            decoder.silence();
            while decoder.next().is_some() {}
            decoder.feed(b"?\x03");
            let after: Vec<Event> = std::iter::from_fn(|| decoder.next()).collect();
            let key = |c, modifiers| Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers));
            prop_assert_eq!(after, [key('?', KeyModifiers::NONE), key('c', KeyModifiers::CONTROL)]);
        }
    }
}
