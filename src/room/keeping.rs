//! What is kept of a room, when, and what is said of it.

use super::Room;
use crate::store::Keeping;

impl Room {
    /// Whether something changed that is not kept yet.
    pub fn is_unsaved(&self) -> bool {
        self.is_unsaved
    }

    /// Keeps what is not kept yet; says whether that works now and did not before, or the other way round. A room
    /// that never had a count is not worth the place of an earlier one.
    pub fn keep(&mut self) -> bool {
        self.is_begun |= self.progress.has_counts();
        if !std::mem::take(&mut self.is_unsaved) || !self.is_begun {
            return false;
        }
        let fails = |room: &Self| room.not_saved().is_some();
        let before = fails(self);
        self.keeper.keep(self.progress.write(&self.content.instrument));
        fails(self) != before
    }

    /// That nothing can be kept, and why; `None` while it works, and where nothing is to be kept.
    pub fn not_saved(&self) -> Option<String> {
        match self.keeper.keeping() {
            Keeping::Failed(why) => Some(format!("Not saved: {why}")),
            Keeping::Off | Keeping::On => None,
        }
    }

    /// A word about what was found on disk, once.
    pub fn take_note(&mut self) -> Option<String> {
        self.note.take()
    }

    /// What became of the counts, for whoever leaves now.
    pub fn what_was_kept(&self) -> String {
        match self.keeper.keeping() {
            _ if !self.progress.has_counts() => "No hands were counted yet.".to_owned(),
            Keeping::On => "The counts are saved. Start career-fit room again to go on.".to_owned(),
            Keeping::Off => "Nothing is saved.".to_owned(),
            Keeping::Failed(why) => format!("The counts could not be saved: {why}."),
        }
    }

    /// What became of them where the program is ended from outside, at any moment.
    pub fn when_cut_off(&self) -> &'static str {
        if *self.keeper.keeping() == Keeping::On { "What was counted is saved." } else { "Nothing is saved." }
    }
}
