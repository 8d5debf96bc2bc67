//! What can be asked of a room.

use clap::Args;

use super::help;
use crate::content::Content;
use crate::room::{Form, MOST, Room};

/// What can be asked of a room.
#[derive(Debug, Args)]
#[command(after_long_help = help::ROOM)]
pub(super) struct RoomArgs {
    /// How many people are in the room; without it you are asked
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST)))]
    people: Option<u32>,
    /// Ask all questions, with five answers each
    ///
    /// Without it, two questions are asked for each kind of work, with three answers: about 6 minutes.
    #[arg(long)]
    full: bool,
    /// Keep nothing on disk
    #[arg(long)]
    no_save: bool,
    /// Don't offer to go on with an earlier room
    #[arg(long)]
    fresh: bool,
}

impl RoomArgs {
    /// The room that was asked for; kept on disk unless nothing is to be.
    pub(super) fn room(&self, content: Content, is_unkept: bool, fresh: bool) -> Room {
        let form = if self.full { Form::Full } else { Form::Short };
        let room = Room::new(content, form, self.people);
        if is_unkept || self.no_save { room } else { room.kept(fresh || self.fresh) }
    }
}
