//! A quiz among others: on a machine that many use, and with answers that can be handed in.

use super::Quiz;
use crate::files::Desk;

impl Quiz {
    /// The same on a machine that many use: nothing of one person may be left for the next.
    #[must_use]
    pub fn shared(self) -> Self {
        Self { is_shared: true, ..self }
    }

    /// Whether many use this machine.
    pub fn is_shared(&self) -> bool {
        self.is_shared
    }

    /// The same with a place to hand answers in, where there is one.
    #[must_use]
    pub fn handing_in(self, desk: Option<Desk>) -> Self {
        Self { desk, ..self }
    }

    /// Whether the answers can be handed in: there is a result, and somewhere to hand it in.
    pub fn can_hand_in(&self) -> bool {
        self.desk.is_some() && self.outcome().is_some()
    }

    /// Whether whoever leaves is to be asked: there is a result that was neither handed in nor kept back.
    pub fn asks_to_hand_in(&self) -> bool {
        let decided = [self.desk.as_ref().and_then(Desk::handed_in), self.kept_back.as_deref()];
        self.can_hand_in()
            && self.outcome().is_some_and(|outcome| !decided.contains(&Some(outcome.code.as_str())))
    }

    /// Notes that this result is not to be handed in, so that nobody asks twice.
    pub fn keep_back(&mut self) {
        self.kept_back = self.outcome().map(|outcome| outcome.code.clone());
    }

    /// Hands in the code of the result, in the place of one that was handed in before. Says what came of it.
    ///
    /// # Errors
    /// Where that was not possible; it says why, and what can be done.
    pub fn hand_in(&mut self) -> Result<&'static str, String> {
        let (Some(desk), Some(outcome)) = (&mut self.desk, &self.outcome) else {
            return Err("There is nothing to hand in yet.".to_owned());
        };
        let code = &outcome.code;
        match desk.hand_in(code) {
            Ok(()) => Ok("Handed in, without your name. Thank you."),
            Err(why) => Err(format!(
                "Not handed in: {why}. Nothing is lost. Tell your advisor, who can use this code: {code}"
            )),
        }
    }
}
