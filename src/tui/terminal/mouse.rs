//! Asking the terminal for its mouse.

use std::fmt;

use crossterm::Command;

/// Asks for presses of the mouse's buttons and turns of its wheel, or no longer. The library's own command asks for
/// every movement too, and each would wake us.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mouse {
    On,
    Off,
}

impl Command for Mouse {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(match self {
            Self::On => "\x1b[?1000h\x1b[?1006h",
            Self::Off => "\x1b[?1006l\x1b[?1000l",
        })
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> std::io::Result<()> {
        use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
        match self {
            Self::On => EnableMouseCapture.execute_winapi(),
            Self::Off => DisableMouseCapture.execute_winapi(),
        }
    }

    // There, the mouse is a matter of the console and not of what is written to it.
    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}
