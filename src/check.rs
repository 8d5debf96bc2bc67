//! Whether content does what it is for: that every result can come out, that neither side has it easier, that it can
//! be read, and that it is not out of date.
//!
//! That the files can be read at all was found out before, by [`Content::load`]. Here each part looks at one thing and
//! tells what it finds in a line each: fine, a note to think about, or a problem, with the place and the mend.

mod age;
mod crowd;
mod finding;
mod grade;
mod items;
mod leftovers;
mod mentions;
mod people;
mod wins;
mod words;
mod write;

pub use crowd::{Crowd, Kind};
pub use finding::{Finding, Level};
pub use grade::grade;
pub use wins::Win;
pub use write::{write_json, write_text, write_unread};

use crate::content::Content;

/// What comes of checking some content.
#[derive(Debug, Clone)]
pub struct Checked {
    /// All that was found, a line each, in the order of the parts.
    pub findings: Vec<Finding>,
    /// Answers for every result that can come out.
    pub wins: Vec<Win>,
    /// How made-up people fare.
    pub crowds: Vec<Crowd>,
}

impl Checked {
    /// How many findings there are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}

/// What counts as old.
#[derive(Debug, Clone, Copy)]
pub struct Age {
    /// The year that it is.
    pub this_year: u16,
    /// Figures of more years ago than this are old.
    pub most: u16,
}

/// Checks content, part by part.
pub fn content(content: &Content, age: Age) -> Checked {
    let wins = wins::all(content);
    let crowds = Kind::ALL.map(|kind| Crowd::new(content, kind)).to_vec();
    let mut findings = vec![counted(content)];
    findings.extend(wins.iter().map(|win| win.finding(content)));
    findings.extend(crowds.iter().flat_map(|crowd| crowd.findings(content)));
    findings.extend(items::findings(content));
    findings.extend(words::findings(content));
    findings.extend(mentions::findings(content, &wins));
    findings.extend(leftovers::findings(content));
    findings.extend(age::findings(content, age));
    findings.extend(people::findings(content));
    Checked { findings, wins, crowds }
}

/// What was read.
fn counted(content: &Content) -> Finding {
    let instrument = &content.instrument;
    let (core, extra) = (instrument.core_count(), instrument.tie_breaker_count());
    let extra = if extra > 0 { format!(" and {extra} tie-breakers") } else { String::new() };
    let [first, second] = content.profiles.pair.each_ref().map(|profile| &profile.name);
    let (scales, sources) = (instrument.scales.len(), content.profiles.sources.len());
    let s = if sources == 1 { "" } else { "s" };
    let text = format!(
        "{first} or {second}: {core} questions{extra} on {scales} kinds of work, with {sources} source{s}. All of it was read."
    );
    Finding::fine("files", text)
}
