//! One quiz, the same under every front end: the content, the session, and the outcome of its answers.
//!
//! It decides by itself whether the tie-breakers are offered and when there is a result. It is pure: no disk, no
//! clock, no terminal. A front end saves [`Quiz::to_json`] whenever [`Quiz::revision`] has grown.

mod outcome;
mod trial;

pub use outcome::Outcome;
pub use trial::Trial;

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::code;
use crate::content::{Content, Person, Wages};
use crate::instrument::{Answers, Instrument, Response, Session, Step, Term, TieBreakers};
use crate::report::{self, Block, Chapter, Date, Definition, EXAMPLE, Extras, Format, Headline, Tab};

/// One quiz.
#[derive(Debug, Clone)]
pub struct Quiz {
    content: Arc<Content>,
    session: Session,
    /// The outcome of the current answers, from the result on until one of them changes.
    outcome: Option<Outcome>,
    /// Where pay is shown for.
    place: &'static str,
    /// The date in reports.
    today: Option<Date>,
    /// The example person who takes the quiz.
    person: Option<Person>,
    earlier: Earlier,
    revision: u64,
}

/// What an earlier quiz left behind.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    /// An earlier session to continue, at its welcome.
    pub session: Option<Session>,
    /// How long ago that session was saved, if known.
    pub age: Option<Duration>,
    /// The answers of the last finished quiz before that session, for comparison.
    pub last: Option<Answers>,
    /// A message to show once, such as that a saved file was damaged.
    pub note: Option<String>,
}

/// The JSON of a saved quiz.
#[derive(Debug, Serialize, Deserialize)]
struct Saved<S, A> {
    session: S,
    last: Option<A>,
}

/// How a quiz ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// After the result was seen.
    Finished,
    /// Before the result.
    Early,
    /// By Ctrl-C.
    Interrupted,
}

/// What an example person does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Goes on: there is nothing to choose.
    GoOn,
    Answer(Response),
    /// Accepts or declines the tie-breakers.
    Offer(bool),
}

impl Earlier {
    /// Reads the JSON of a saved quiz; `None` if it isn't one with answers to this instrument.
    pub fn from_json(text: &str, instrument: &Instrument) -> Option<Self> {
        let Saved { session, last } = serde_json::from_str::<Saved<Session, Answers>>(text).ok()?;
        Some(Self {
            session: Some(session.restored(instrument)?),
            last: last.filter(|last| last.responses.len() == instrument.items.len()),
            ..Self::default()
        })
    }

    /// Whether its session has answers and hasn't reached its result.
    pub fn is_unfinished(&self) -> bool {
        self.session.as_ref().is_some_and(|session| !session.seen_result() && session.settled() > 0)
    }

    /// Gives up the session. If it was finished, it is now the last finished one.
    pub fn drop_session(&mut self) {
        self.age = None;
        if let Some(session) = self.session.take().filter(Session::seen_result) {
            self.last = Some(session.answers().clone());
        }
    }
}

impl Quiz {
    /// A quiz at its welcome. `place` is a state or a metropolitan area.
    pub fn new(content: impl Into<Arc<Content>>, place: &'static str) -> Self {
        let content = content.into();
        Self {
            session: Session::new(&content.instrument),
            content,
            outcome: None,
            place,
            today: None,
            person: None,
            earlier: Earlier::default(),
            revision: 0,
        }
    }

    /// A quiz at the result of answers given elsewhere.
    pub fn finished(content: impl Into<Arc<Content>>, place: &'static str, answers: Answers) -> Self {
        let mut quiz = Self::new(content, place);
        quiz.session = Session::finished(&quiz.content.instrument, answers);
        quiz.outcome = Some(quiz.current_outcome().into_owned());
        quiz
    }

    /// A quiz at its welcome that an example person takes.
    pub fn of_person(content: impl Into<Arc<Content>>, place: &'static str, person: Person) -> Self {
        let mut quiz = Self::new(content, place);
        quiz.session = Session::made_up(&quiz.content.instrument);
        quiz.person = Some(person);
        quiz
    }

    /// Adds what an earlier quiz left behind.
    #[must_use]
    pub fn with_earlier(self, earlier: Earlier) -> Self {
        Self { earlier, ..self }
    }

    /// Dates the reports.
    #[must_use]
    pub fn dated(self, today: Date) -> Self {
        Self { today: Some(today), ..self }
    }

    /// Adds a message to show once.
    #[must_use]
    pub fn noting(mut self, note: Option<String>) -> Self {
        self.earlier.note = note;
        self
    }

    pub fn content(&self) -> &Arc<Content> {
        &self.content
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Grows whenever there is something new to save.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The quiz as it is saved; see [`Earlier::from_json`].
    pub fn to_json(&self) -> String {
        let saved = Saved { session: &self.session, last: self.earlier.last.as_ref() };
        serde_json::to_string(&saved).expect("lists of numbers and names always become JSON")
    }

    /// An earlier session that [`Quiz::resume`] continues.
    pub fn earlier(&self) -> Option<&Session> {
        self.earlier.session.as_ref()
    }

    /// How long ago the earlier session was saved, if known.
    pub fn earlier_age(&self) -> Option<Duration> {
        self.earlier().and(self.earlier.age)
    }

    /// The code of the earlier session if it is finished.
    pub fn earlier_code(&self) -> Option<String> {
        let earlier = self.earlier().filter(|earlier| earlier.seen_result())?;
        Some(code::encode(&self.content, earlier.answers()))
    }

    /// The result of the last finished quiz, in a sentence.
    pub fn last_time(&self) -> Option<String> {
        let finished = self.earlier().filter(|earlier| earlier.seen_result()).map(Session::answers);
        let last = finished.or(self.earlier.last.as_ref())?;
        let last = Outcome::new(&self.content, last.clone(), &[]);
        Some(format!("Last time: {}.", last.headline(&self.content).verdict))
    }

    /// Takes the message to show once.
    pub fn take_note(&mut self) -> Option<String> {
        self.earlier.note.take()
    }

    /// Where pay is shown for.
    pub fn place(&self) -> &'static str {
        self.place
    }

    /// Shows pay for another place, a state or a metropolitan area.
    pub fn set_place(&mut self, place: &'static str) {
        self.place = place;
    }

    /// How the quiz ends if it is left now.
    pub fn ending(&self) -> Ending {
        if self.session.seen_result() { Ending::Finished } else { Ending::Early }
    }

    /// From the welcome to the first question, giving up an earlier session. On disk that one stays until the first
    /// answer.
    pub fn start(&mut self) {
        self.earlier.drop_session();
        self.step(|session, _| session.start());
    }

    /// As [`Quiz::start`], for a different person: nothing is compared with the earlier results.
    pub fn start_over(&mut self) {
        self.start();
        self.earlier.last = None;
    }

    /// From the welcome to where the earlier session was left.
    pub fn resume(&mut self) {
        if let Some(earlier) = self.earlier.session.take() {
            self.session = earlier;
            self.step(|session, content| session.resume(is_too_close(content)));
        }
    }

    /// Answers the current question and stays there. `took` is the time since it was first shown.
    pub fn answer(&mut self, response: Response, took: Option<Duration>) {
        self.step(|session, _| session.answer(response, took));
    }

    /// Skips the current question, dropping its answer, and goes on.
    pub fn skip(&mut self) {
        self.step(|session, content| session.skip(is_too_close(content)));
    }

    /// Goes on from the current question if it is settled; returns whether it did.
    pub fn advance(&mut self) -> bool {
        self.step(|session, content| session.advance(is_too_close(content)))
    }

    /// One step back, every answer kept; returns whether there was somewhere to go.
    pub fn back(&mut self) -> bool {
        self.step(|session, _| session.back())
    }

    /// Opens the review of all answers.
    pub fn review(&mut self) {
        self.step(|session, _| session.review());
    }

    /// From the review to the question at this place, which then leads back to the review.
    pub fn open(&mut self, index: usize) {
        self.step(|session, _| session.open(index));
    }

    /// On from the review: to what is missing for a result, the offer of the tie-breakers, or the result.
    pub fn finish(&mut self) {
        self.step(|session, content| session.finish(is_too_close(content)));
    }

    /// To the result if nothing is open, when no more input will come.
    pub fn end(&mut self) {
        self.step(|session, content| session.end(is_too_close(content)));
    }

    /// Accepts or declines the tie-breakers.
    pub fn take_offer(&mut self, accept: bool) {
        self.step(|session, _| session.take_offer(accept));
    }

    /// Offers the tie-breakers again if [`Quiz::left_out`] says that they may still settle it.
    pub fn offer_again(&mut self) {
        if self.left_out().is_some() {
            self.step(|session, _| session.offer_again());
        }
    }

    /// From a result to the welcome, to take the quiz again; [`Quiz::resume`] leads back to the result. On disk it
    /// stays until the first answer.
    pub fn again(&mut self) {
        if self.session.step() == Step::Result {
            let new = Session::new(&self.content.instrument);
            let finished = std::mem::replace(&mut self.session, new);
            self.earlier.session = Some(finished.at_welcome());
            self.earlier.age = None;
            self.outcome = None;
        }
    }

    /// Moves the session, and updates the outcome and the revision.
    fn step<T>(&mut self, step: impl FnOnce(&mut Session, &Content) -> T) -> T {
        let before = self.session.revision();
        let result = step(&mut self.session, &self.content);
        if self.session.revision() != before {
            self.revision += 1;
            self.outcome = None;
        }
        if self.session.step() == Step::Result && self.outcome.is_none() {
            self.outcome = Some(self.current_outcome().into_owned());
        }
        result
    }

    /// The outcome of the current answers, from the result on until one of them changes.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref()
    }

    /// The outcome of the current answers at any step.
    fn current_outcome(&self) -> Cow<'_, Outcome> {
        match &self.outcome {
            Some(outcome) => Cow::Borrowed(outcome),
            None => {
                let answers = self.session.answers().clone();
                Cow::Owned(Outcome::new(&self.content, answers, self.session.times()))
            }
        }
    }

    /// The top of the result; `None` before there is one.
    pub fn headline(&self) -> Option<&Headline> {
        self.outcome().map(|outcome| outcome.headline(&self.content))
    }

    /// A tab of the result; the first also reports what changed since the last finished quiz. `None` before there is
    /// a result.
    pub fn chapter(&self, tab: Tab) -> Option<Chapter> {
        let facts = self.outcome()?.facts(&self.content);
        let mut chapter = report::chapter(tab, &facts, Some(&self.wages()));
        if tab == Tab::Glance {
            let definitions =
                chapter.parts.iter_mut().flat_map(|part| &mut part.blocks).find_map(|block| match block {
                    Block::Definitions(all) => Some(all),
                    _ => None,
                });
            if let Some((all, since)) = definitions.zip(self.since_last()) {
                all.insert(0, since);
            }
        }
        Some(chapter)
    }

    fn since_last(&self) -> Option<Definition> {
        let last = Outcome::new(&self.content, self.earlier.last.clone()?, &[]);
        report::since(&last.facts(&self.content), &self.outcome()?.facts(&self.content))
    }

    /// A sentence on declined tie-breakers that may still settle a result that is too close.
    pub fn left_out(&self) -> Option<String> {
        let is_too_close = self.outcome()?.assessment.verdict.is_too_close();
        let count = self.content.instrument.tie_breaker_count();
        (is_too_close && self.session.tie_breakers() == TieBreakers::Declined)
            .then(|| format!("You left out {count} questions that may settle it."))
    }

    /// The wage table for this quiz's place.
    pub fn wages(&self) -> Wages {
        self.content.wages(self.place)
    }

    /// A report of the current answers, of today.
    ///
    /// # Errors
    /// If the result can't be written as JSON.
    pub fn report(&self, format: Format, extras: Extras) -> Result<Vec<u8>> {
        let extras = Extras { date: self.today, ..extras };
        Ok(self.current_outcome().report(&self.content, format, Some(&self.wages()), extras)?)
    }

    /// The default name of a report: the date and the result, such as "career-fit-2026-11-24-hi.html".
    pub fn file_name(&self, format: Format) -> String {
        let date = self.today.map_or_else(String::new, |date| format!("-{date}"));
        format!("career-fit{date}-{}.{}", self.current_outcome().brief(&self.content), format.extension())
    }

    /// The summary of the current answers that stays in the terminal, wrapped to `width` columns; `None` if no result
    /// was seen.
    pub fn summary(&self, width: usize) -> Option<String> {
        self.session
            .seen_result()
            .then(|| self.current_outcome().summary(&self.content, Some(&self.wages()), width))
    }

    /// The terms in what the current step shows, in the order of the content. `result_texts` is called at the result,
    /// since only the front end knows which part of it is shown.
    pub fn terms_in_view(&self, result_texts: impl FnOnce() -> Vec<String>) -> Vec<&Term> {
        let instrument = &self.content.instrument;
        let shown: Vec<String> = match self.session.step() {
            Step::Welcome => vec![instrument.title.clone(), instrument.intro.clone()],
            Step::Question => instrument.item(self.session.at()).map_or_else(Vec::new, |item| {
                vec![instrument.area_label(item).to_owned(), item.text.clone()]
            }),
            Step::Offer => Vec::new(),
            Step::Review => {
                instrument.items.iter().take(self.session.len()).map(|item| item.text.clone()).collect()
            }
            Step::Result => result_texts(),
        };
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        instrument.terms_in(&shown)
    }

    /// The example person who takes the quiz.
    pub fn person(&self) -> Option<&Person> {
        self.person.as_ref()
    }

    /// What the example person does next, until the result is reached.
    pub fn next_deed(&self) -> Option<Deed> {
        let person = self.person.as_ref().filter(|_| !self.session.seen_result())?;
        match self.session.step() {
            Step::Welcome | Step::Review => Some(Deed::GoOn),
            Step::Question => person.answers.responses.get(self.session.at()).map(Deed::Answer),
            Step::Offer => Some(Deed::Offer(person.answers.tie_breakers == TieBreakers::Accepted)),
            Step::Result => None,
        }
    }

    /// The label on every screen of an example person's quiz or code; `None` for real answers.
    pub fn example(&self) -> Option<String> {
        let name = self.person.as_ref().map(|person| format!(": {}", person.name));
        self.session.answers().made_up.then(|| EXAMPLE.to_owned() + &name.unwrap_or_default())
    }
}

/// Whether the answers of a session are too close to call.
fn is_too_close(content: &Content) -> impl FnOnce(&Session) -> bool + '_ {
    |session| outcome::assess(content, session.answers(), session.times()).verdict.is_too_close()
}
