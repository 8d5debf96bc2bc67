//! Telling: facts become documents, a file a chapter.

mod answers;
mod compare;
mod flip;
mod glance;
mod handout;
mod headline;
mod jobs;
mod links;
mod moved;
pub mod pay;
mod sources;
mod study;
mod why;

pub use flip::tried;
pub(super) use glance::{next, reasons};
pub use moved::{comparison, since};

use super::Extras;
use crate::content::{Claim, Wages};
use crate::report::document::{Bullet, Chapter, Document, Headline};
use crate::report::facts::{Facts, cite};

/// The chapters of one result, in the order shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tab {
    /// The reasons, pay, jobs, where to start and what to do next, on one screen.
    Glance,
    /// How much each kind of work is liked, the answers that decided, and how sure.
    Why,
    /// What would change it.
    Flip,
    /// What people earn.
    Pay,
    /// Job titles, best-matching first.
    Jobs,
    /// Degrees, cost, certifications and first steps.
    Study,
    /// The two paths side by side.
    Compare,
    /// Where everything comes from.
    Sources,
}

impl Tab {
    /// All of them, in the order shown.
    pub const ALL: [Self; 8] = [
        Self::Glance,
        Self::Why,
        Self::Flip,
        Self::Pay,
        Self::Jobs,
        Self::Study,
        Self::Compare,
        Self::Sources,
    ];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Glance => "At a glance",
            Self::Why => "Why",
            Self::Flip => "What if",
            Self::Pay => "Pay",
            Self::Jobs => "Jobs",
            Self::Study => "Study",
            Self::Compare => "Compare",
            Self::Sources => "Sources",
        }
    }

    /// What it is about, in a few words behind its name.
    pub fn about(self) -> &'static str {
        match self {
            Self::Glance => "the result in one look",
            Self::Why => "the answers that decided",
            Self::Flip => "what would change the result",
            Self::Pay => "what people earn",
            Self::Jobs => "job titles on each path",
            Self::Study => "first steps and courses",
            Self::Compare => "the two paths side by side",
            Self::Sources => "where it all comes from",
        }
    }

    /// Whether some of its parts are closed at first on a screen.
    pub fn has_list(self) -> bool {
        !matches!(self, Self::Glance | Self::Flip)
    }

    /// Its name in links.
    fn id(self) -> String {
        self.name().to_lowercase().replace(' ', "-")
    }

    /// The place among [`Tab::ALL`], from 0.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The tab at a place, counted from 0.
    pub fn at(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }
}

/// Tells one chapter of a result. Without `wages` pay says that it has no table, and the others leave its figures
/// out.
pub fn chapter(tab: Tab, facts: &Facts<'_>, wages: Option<&Wages>) -> Chapter {
    let parts = match tab {
        Tab::Glance => glance::parts(facts, wages),
        Tab::Why => why::parts(facts),
        Tab::Flip => flip::parts(facts),
        Tab::Pay => pay::parts(facts, wages),
        Tab::Jobs => jobs::parts(facts, wages),
        Tab::Study => study::parts(facts),
        Tab::Compare => compare::parts(facts, wages),
        Tab::Sources => sources::parts(facts),
    };
    Chapter { id: tab.id(), title: tab.name().to_owned(), about: tab.about().to_owned(), parts }
}

/// Tells one result from beginning to end: the tabs in their order, then the answers where they are wanted.
pub fn result(facts: &Facts<'_>, wages: Option<&Wages>, extras: Extras) -> Document {
    let headline = Headline::new(facts);
    let tell = |tab| {
        let mut chapter = chapter(tab, facts, wages);
        if tab == Tab::Study {
            chapter.parts.extend(handout::local(facts));
        }
        chapter
    };
    let answers = extras.answers.then(|| answers::chapter(facts));
    Document {
        quiz: facts.content.instrument.title.clone(),
        title: headline.verdict.clone(),
        headline: Some(headline),
        code: Some(facts.code.to_owned()),
        date: extras.date,
        handout: Some(handout::handout(facts, wages, extras)),
        chapters: Tab::ALL.into_iter().map(tell).chain(answers).collect(),
        links: links::of(facts),
    }
}

/// Who says what stands above it: "Source: …", each source once.
fn sources(cites: impl Iterator<Item = String>) -> String {
    let mut once: Vec<String> = Vec::new();
    for cite in cites {
        if !once.contains(&cite) {
            once.push(cite);
        }
    }
    let label = if once.len() > 1 { "Sources" } else { "Source" };
    format!("{label}: {}.", once.join("; "))
}

/// A claim as a statement with its source, and with what another source says instead.
fn claim(claim: &Claim) -> Bullet {
    let cite = cite(&claim.by);
    let note = match &claim.disagrees {
        Some(other) => format!("{cite}. Sources disagree: {other}"),
        None => cite,
    };
    Bullet::new(claim.text.as_str()).note(note)
}

#[cfg(test)]
mod tests {
    use super::Tab;

    #[test]
    fn every_tab_is_found_at_its_place() {
        assert_eq!(Tab::ALL.map(|tab| Tab::at(tab.index())), Tab::ALL.map(Some));
    }
}
