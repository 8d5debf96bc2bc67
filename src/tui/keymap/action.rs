//! What keys ask for.

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Up one.
    Up,
    /// Down one.
    Down,
    /// Up a few lines.
    ScrollUp,
    /// Down a few lines.
    ScrollDown,
    /// Up a screenful.
    PageUp,
    /// Down a screenful.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// Choose by number, from 1; 0 stands for the digit pressed in the table.
    Pick(u8),
    /// Move to a row of a list, from 0, and choose it.
    Take(usize),
    /// Choose what is under the cursor and go on.
    Choose,
    /// On to the next.
    Next,
    /// An answer that likes it less.
    Less,
    /// An answer that likes it more.
    Like,
    /// Back, everything kept.
    Back,
    /// Close what is open, else back.
    Escape,
    /// Skip this question.
    Skip,
    /// All answers.
    Review,
    /// What the terms on the screen mean.
    Terms,
    /// All keys.
    Help,
    /// Ask whether to leave.
    Leave,
    /// Yes.
    Yes,
    /// No.
    No,
    /// The code of the result.
    Code,
    /// Write the result to a file.
    Write,
    /// Pay for another place.
    State,
    /// Answer the tie-breakers after all.
    More,
    /// Hand the answers in.
    HandIn,
    /// Somebody is still there.
    Stay,
    /// Start over: the earlier quiz is somebody else's.
    StartOver,
    /// Take the quiz again.
    Again,
    /// A character is typed.
    Type(char),
    /// The character before the cursor is removed.
    Erase,
    /// The character under the cursor is removed.
    Delete,
    /// The cursor of the text goes left.
    TextLeft,
    /// The cursor of the text goes right.
    TextRight,
    /// Show the counts, or hide them again.
    Show,
    /// Change how many people there are.
    People,
    /// Show nothing.
    Blank,
    /// The cursor of the text goes to its start.
    TextStart,
    /// The cursor of the text goes to its end.
    TextEnd,
    /// Let a demo pause, or go on.
    Pause,
    /// The next made-up person.
    NextPerson,
    /// The previous made-up person.
    PreviousPerson,
    /// Stop for now; the shell brings it back.
    Stop,
    /// Leave at once.
    Interrupt,
}
