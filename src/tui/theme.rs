//! Styles: a color for each of the two fields and an accent, everything else in the terminal's own color, bold or dim;
//! and an ASCII version.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::scoring::Side;

/// The colors of the two fields on terminals with 16 million colors. Both have a contrast of at least 3:1 on black,
/// #1e1e1e, Solarized dark, Solarized light and white; a test computes it.
pub const TRUE_COLORS: [(u8, u8, u8); 2] = [(0x00, 0x7a, 0xbf), (0xd5, 0x5e, 0x00)];
/// The nearest of the 256 fixed colors: #0087d7 and #d75f00.
pub const INDEXED_COLORS: [u8; 2] = [32, 166];
/// Of the sixteen named ones, whose look is the terminal's choice, the two that stand out on dark and on light in the
/// common palettes; cyan and green are pale on white, blue is dim on black. Alike as they are, the fills tell them apart.
const NAMED_COLORS: [Color; 2] = [Color::Magenta, Color::Red];

/// The accent: the progress bar, the cursor, the open tab. It has the contrast of the two above, and is far from both.
pub const TRUE_ACCENT: (u8, u8, u8) = (0xaf, 0x5f, 0xd7);
/// The accent among the 256 fixed colors. None of the sixteen named ones is left that stands out on dark and on light.
pub const INDEXED_ACCENT: u8 = 134;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    sides: [Style; 2],
    accent: Style,
    /// Only ASCII characters.
    pub ascii: bool,
    /// Whether a cell can show its upper or lower half alone, as a QR code needs.
    pub half_blocks: bool,
    /// Whether the terminal says that its background is light.
    pub is_light: bool,
}

/// How many colors a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// None are sent.
    None,
    /// The sixteen named ones.
    Named,
    /// 256 fixed ones.
    Indexed,
    /// 16 million.
    True,
}

impl Theme {
    pub fn new(depth: Depth, ascii: bool) -> Self {
        let colors = match depth {
            Depth::None => [Color::Reset; 2],
            Depth::Named => NAMED_COLORS,
            Depth::Indexed => INDEXED_COLORS.map(Color::Indexed),
            Depth::True => TRUE_COLORS.map(|(red, green, blue)| Color::Rgb(red, green, blue)),
        };
        let (red, green, blue) = TRUE_ACCENT;
        let accent = match depth {
            Depth::True if !ascii => Style::new().fg(Color::Rgb(red, green, blue)),
            Depth::Indexed if !ascii => Style::new().fg(Color::Indexed(INDEXED_ACCENT)),
            _ => Style::new(),
        };
        Self {
            sides: colors.map(|color| Style::new().fg(color)),
            accent,
            ascii,
            half_blocks: !ascii,
            is_light: false,
        }
    }

    /// The theme that the environment allows: `COLORTERM`, `TERM`, `COLORFGBG`, and the locale.
    pub fn from_env(colored: bool, ascii: bool) -> Self {
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        let depth = if colored { depth(variable) } else { Depth::None };
        let mut theme = Self::new(depth, ascii || crate::text::is_ascii_locale(variable));
        // The fonts that Debian and Ubuntu load on the Linux console lack them.
        theme.half_blocks &= variable("TERM") != "linux";
        // Foreground and background among the sixteen named colors; white and bright white are light.
        theme.is_light = matches!(variable("COLORFGBG").rsplit_once(';'), Some((_, "7" | "15")));
        theme
    }

    pub fn is_colored(&self) -> bool {
        self.sides.iter().any(|style| style.fg != Some(Color::Reset))
    }

    /// The style of what belongs to a field, or to none.
    pub fn side(&self, side: Option<Side>) -> Style {
        side.map_or_else(Style::new, |side| *side.of(&self.sides))
    }

    /// The character that a field's bars are filled with: they differ without color too, and have about as much ink.
    pub fn fill(side: Option<Side>) -> &'static str {
        match side {
            Some(Side::First) => "■",
            Some(Side::Second) => "▒",
            None => "═",
        }
    }

    /// The progress bar, the cursor, the open tab. A character marks each as well.
    pub fn accent(&self) -> Style {
        self.accent
    }

    /// What is read first.
    pub fn strong(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Hints: the terminal's own dim style, which no palette can make vanish.
    pub fn quiet(&self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// What is under the cursor; a character marks it as well.
    pub fn selected(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// A text, in ASCII if nothing else is sent.
    pub fn plain(&self, text: &str) -> String {
        if self.ascii { crate::text::to_ascii(text) } else { text.to_owned() }
    }

    /// Makes every cell of a drawn screen safe to send, whatever file or argument its text came from, and folds it to
    /// ASCII if nothing else is sent.
    pub(super) fn finish(&self, buffer: &mut Buffer) {
        for cell in &mut buffer.content {
            if cell.symbol().chars().any(crate::text::is_unsafe) {
                cell.set_char('?');
            } else if self.ascii && !cell.symbol().is_ascii() {
                let folded = cell.symbol().chars().next().map_or(' ', crate::text::ascii_char);
                cell.set_char(folded);
            }
        }
    }
}

/// How many colors the environment promises.
pub fn depth(variable: impl Fn(&str) -> String) -> Depth {
    let term = variable("TERM");
    if matches!(variable("COLORTERM").as_str(), "truecolor" | "24bit") || term.contains("direct") {
        Depth::True
    } else if term.contains("256") {
        Depth::Indexed
    } else if is_before_256_colors(&term) {
        Depth::None
    } else {
        Depth::Named
    }
}

/// Whether a terminal may be older than the way in which the drawing library names a color (`38;5;6`): it would take
/// the 5 for blinking.
fn is_before_256_colors(term: &str) -> bool {
    let is_vt = term.strip_prefix("vt").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    is_vt || term == "ansi"
}
