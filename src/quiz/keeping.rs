//! What is kept of a quiz, when, and what is said of it.

use super::Quiz;
use crate::store::Keeping;

impl Quiz {
    /// Whether something changed that is not kept yet.
    pub fn is_unsaved(&self) -> bool {
        self.is_unsaved
    }

    /// Whether answers are kept on disk.
    pub fn keeping(&self) -> &Keeping {
        self.keeper.keeping()
    }

    /// Keeps what is not kept yet; says whether that works now and did not before, or the other way round.
    pub fn keep(&mut self) -> bool {
        if !std::mem::take(&mut self.is_unsaved) {
            return false;
        }
        let fails = |quiz: &Self| matches!(quiz.keeping(), Keeping::Failed(_));
        let before = fails(self);
        let code = self.outcome.as_ref().map(|outcome| outcome.code.as_str());
        self.keeper.keep(&self.content, &self.session, code);
        fails(self) != before
    }

    /// That nothing can be kept, and why; `None` while it works, and where nothing is to be kept.
    pub fn not_saved(&self) -> Option<String> {
        match self.keeping() {
            Keeping::Failed(why) => Some(format!("Not saved: {why}")),
            Keeping::Off | Keeping::On => None,
        }
    }

    /// What became of the answers where the quiz is ended from outside, at any moment.
    pub fn when_cut_off(&self) -> &'static str {
        if *self.keeping() == Keeping::On { "What you answered is saved." } else { "Nothing is saved." }
    }

    /// What becomes of the answers when somebody leaves, truthfully.
    pub fn stays(&self) -> String {
        let is_result = self.session.seen_result();
        match self.keeping() {
            _ if self.person().is_some() => "This was a made-up person's quiz. Nothing is saved.".to_owned(),
            _ if self.is_shared => {
                "Nothing is saved. All your answers are cleared for the next person.".to_owned()
            }
            Keeping::On if is_result => {
                "Your result is saved on this computer. A short summary with its code stays in the terminal."
                    .to_owned()
            }
            Keeping::Off if is_result => {
                "Nothing is saved. A short summary with the code of your result stays in the terminal."
                    .to_owned()
            }
            Keeping::Off if self.session.settled() > 0 => {
                "Nothing is saved: if you leave now, you start over next time.".to_owned()
            }
            _ => self.what_was_kept(),
        }
    }

    /// What became of the answers, where the quiz ended before its result.
    pub fn what_was_kept(&self) -> String {
        match self.keeping() {
            _ if self.session.settled() == 0 => "You have not answered anything yet.".to_owned(),
            Keeping::On => {
                "Your answers are saved. Start career-fit again to go on where you were.".to_owned()
            }
            Keeping::Off => "Nothing is saved.".to_owned(),
            Keeping::Failed(why) => format!("Your answers could not be saved: {why}."),
        }
    }
}
