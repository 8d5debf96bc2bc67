//! What the two paths are, every claim with its source.

mod claims;
mod fields;
mod read;

pub use claims::Said;
pub(super) use read::read;

use std::sync::Arc;

use crate::scoring::Side;

/// The two paths, what is true of both, and who says so.
#[derive(Debug, Clone)]
pub struct Profiles {
    /// Every source, in the order of the file.
    pub sources: Vec<Arc<Source>>,
    /// The growth of all jobs together, to hold others against.
    pub all_jobs: Option<AllJobs>,
    /// What is true of both paths.
    pub shared: Vec<Shared>,
    /// Where else to look when neither path appeals.
    pub elsewhere: Vec<Claim>,
    /// What the place where the quiz is taken has to add: its program, a contact, a link.
    pub local: Vec<Local>,
    /// The two paths; a positive gap leads to the first.
    pub pair: [Profile; 2],
}

/// The projected growth of all jobs together.
#[derive(Debug, Clone)]
pub struct AllJobs {
    /// In percent over the period.
    pub growth: f64,
    /// The years of the projection.
    pub period: String,
    /// Who states it.
    pub by: Arc<Source>,
}

/// Something that is true of both paths.
#[derive(Debug, Clone)]
pub struct Shared {
    /// What it is about.
    pub topic: Topic,
    /// What is said.
    pub claim: Claim,
}

/// What a claim on both paths is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Work, study and places that the two have in common.
    Overlap,
    /// Artificial intelligence and what it changes.
    Ai,
    /// Work from home.
    Remote,
    /// What studying costs, and how long it takes.
    Cost,
    /// How to go from one to the other.
    Switch,
}

/// A line of the place where the quiz is taken, for the handout.
#[derive(Debug, Clone)]
pub struct Local {
    /// What it is, such as "Your program".
    pub label: String,
    /// What is said.
    pub text: String,
    /// A web address.
    pub link: Option<String>,
}

/// Who says something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Stable name, such as `walden`.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// The year of its facts, or "undated".
    pub year: String,
    /// What place its facts are about.
    pub place: String,
    /// What was taken from it.
    pub used_for: String,
    /// What to keep in mind when reading it.
    pub note: Option<String>,
    /// Where it stands on the web; `http` or `https`.
    pub address: Option<String>,
}

/// A statement and who makes it.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The statement, in the product's own words.
    pub text: String,
    /// Who makes it.
    pub by: Arc<Source>,
    /// What another source says instead.
    pub disagrees: Option<String>,
}

/// One of the two paths.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Stable name, such as `hi`.
    pub id: String,
    /// Its name, such as "Health Informatics".
    pub name: String,
    /// Its short name, such as "HI".
    pub short: String,
    /// What the work is, in a sentence or two.
    pub summary: String,
    /// What the path asks of each scale, 0 to 4 in the shipped content.
    pub key: Vec<i64>,
    /// The path in a line each, for a comparison at a glance.
    pub brief: Brief,
    /// A typical day, in its order.
    pub day: Vec<Claim>,
    /// What the field is at its core.
    pub core: Vec<Claim>,
    /// Whom it suits; each ends the sentence "You may like it if you".
    pub suits: Vec<Claim>,
    /// What people in it do.
    pub duties: Vec<Claim>,
    /// What they are good at.
    pub skills: Vec<Claim>,
    /// Degrees, courses and experience.
    pub study: Vec<Claim>,
    /// What studying costs and how long it takes.
    pub cost: Vec<Claim>,
    /// Certifications, which are passed in an exam, and licenses.
    pub credentials: Vec<Claim>,
    /// Where they work.
    pub workplaces: Vec<Claim>,
    /// What to do next.
    pub first_steps: Vec<Claim>,
    /// The occupations that official figures count it under.
    pub occupations: Vec<Occupation>,
    /// What articles say about pay.
    pub pay: Vec<PayClaim>,
    /// What articles say about the outlook.
    pub outlook: Vec<OutlookClaim>,
    /// Job titles.
    pub titles: Vec<Title>,
}

/// A path in lines of at most [`Brief::LONGEST`] characters.
#[derive(Debug, Clone, Default)]
pub struct Brief {
    /// What it is.
    pub core: Option<Claim>,
    /// The degree that most start with, and the years that it takes.
    pub education: Option<Claim>,
    /// The job that many start in.
    pub start: Option<Claim>,
    /// The certification that is asked for most.
    pub certification: Option<Claim>,
}

impl Brief {
    /// The most characters of such a line.
    pub const LONGEST: usize = 90;
}

/// An occupation of the Standard Occupational Classification.
#[derive(Debug, Clone)]
pub struct Occupation {
    /// Its SOC code, such as "29-2072".
    pub soc: String,
    /// Its official name.
    pub name: String,
    /// What it stands for in this path.
    pub about: String,
    /// Projected growth of jobs over the period, in percent.
    pub growth: f64,
    /// Projected openings a year.
    pub openings: i64,
    /// Typical education at entry.
    pub entry: String,
    /// The years of the projection, such as "2024 to 2034".
    pub period: String,
    /// Who states its wages.
    pub wages_by: Arc<Source>,
    /// Who states its outlook.
    pub outlook_by: Arc<Source>,
    /// How much of it is in health care.
    pub health_care: Option<HealthCare>,
}

/// The part of an occupation that works in health care.
#[derive(Debug, Clone)]
pub struct HealthCare {
    /// How many of 100 people in the occupation work there.
    pub share: f64,
    /// Their median pay, US dollars a year.
    pub median: Option<i64>,
    /// Who states both.
    pub by: Arc<Source>,
}

/// What an article says about pay.
#[derive(Debug, Clone)]
pub struct PayClaim {
    /// What kind of pay, such as "starting pay".
    pub what: String,
    /// US dollars a year, lower end.
    pub low: i64,
    /// US dollars a year, upper end; equal to `low` for a single figure.
    pub high: i64,
    /// The year of the figure, or "undated".
    pub year: String,
    /// The place of the figure.
    pub place: String,
    /// Who says so.
    pub by: Arc<Source>,
    /// What another source says instead.
    pub disagrees: Option<String>,
}

/// What an article says about the outlook.
#[derive(Debug, Clone)]
pub struct OutlookClaim {
    /// The statement.
    pub text: String,
    /// The year of the figure, or "undated".
    pub year: String,
    /// The place of the figure.
    pub place: String,
    /// Who says so.
    pub by: Arc<Source>,
    /// What another source says instead.
    pub disagrees: Option<String>,
}

/// A job title.
#[derive(Debug, Clone)]
pub struct Title {
    /// The title.
    pub name: String,
    /// What one does.
    pub summary: String,
    /// Where one works.
    pub workplace: String,
    /// Who names it.
    pub by: Arc<Source>,
    /// What the job asks of each scale; `None` where nobody judged it.
    pub key: Option<Vec<i64>>,
    /// The occupation of either path whose pay and education stand for it, by its SOC code.
    pub soc: Option<String>,
    /// What must be known of it, such as "You must be a nurse."
    pub note: Option<String>,
}

impl Profiles {
    /// The path on this side.
    pub fn on(&self, side: Side) -> &Profile {
        side.of(&self.pair)
    }

    /// What is said of both paths on a topic.
    pub fn on_topic(&self, topic: Topic) -> impl Iterator<Item = &Claim> {
        self.shared.iter().filter(move |shared| shared.topic == topic).map(|shared| &shared.claim)
    }

    /// The occupation that stands for a title, and whose it is: it may be one of the other path's.
    pub fn occupation_of(&self, title: &Title) -> Option<(Side, &Occupation)> {
        let soc = title.soc.as_deref()?;
        let of = |side: Side| self.on(side).occupations.iter().map(move |occupation| (side, occupation));
        Side::BOTH.into_iter().flat_map(of).find(|(_, occupation)| occupation.soc == soc)
    }
}
