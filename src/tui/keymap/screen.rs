//! Where keys go: the screens, and what opens above them.

/// Where the keys go: a screen, or what is open above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The first screen.
    Welcome,
    /// The first screen, where an earlier quiz can go on.
    Resume,
    /// A question.
    Question,
    /// The offer of the tie-breakers.
    Offer,
    /// All answers.
    Review,
    /// A tab of the result that is read from top to bottom.
    Result,
    /// A tab of the result with a list, of which one entry can be opened.
    List,
    /// An entry of such a list, opened.
    Entry,
    /// The tab of the result from which other answers can be tried.
    WhatIf,
    /// Other answers being tried.
    Trying,
    /// All keys of the screen below.
    Help,
    /// The terms on the screen below.
    Terms,
    /// Whether to leave.
    Leave,
    /// The code of the result.
    Code,
    /// Where to write the result to.
    Write,
    /// The place that pay is looked at for.
    State,
    /// A statement before a room.
    Room,
    /// How many people are in the room.
    RoomPeople,
    /// More hands than people.
    RoomOver,
    /// What came of a room.
    RoomResult,
    /// Nothing is shown; any key comes back.
    Blank,
    /// Whether to hand the answers in.
    HandIn,
    /// Whether somebody is still there.
    StillThere,
    /// The list of made-up people.
    People,
    /// A made-up person's quiz while it is played.
    Demo,
}

impl Screen {
    /// All of them.
    pub const ALL: [Self; 25] = [
        Self::Welcome,
        Self::Resume,
        Self::Question,
        Self::Offer,
        Self::Review,
        Self::Result,
        Self::List,
        Self::Entry,
        Self::WhatIf,
        Self::Trying,
        Self::Help,
        Self::Terms,
        Self::Leave,
        Self::Code,
        Self::Write,
        Self::State,
        Self::Room,
        Self::RoomPeople,
        Self::RoomOver,
        Self::RoomResult,
        Self::Blank,
        Self::HandIn,
        Self::StillThere,
        Self::People,
        Self::Demo,
    ];

    /// Whether letters and digits are typed here.
    pub(super) fn takes_text(self) -> bool {
        matches!(self, Self::Write | Self::State | Self::Room | Self::RoomPeople)
    }
}
