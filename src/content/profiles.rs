//! What the two paths are, every claim with its source.

mod read;

pub(super) use read::read;

use std::sync::Arc;

use crate::scoring::Side;

/// The two paths, what they share, and who says so.
#[derive(Debug, Clone)]
pub struct Profiles {
    /// Every source, in the order of the file.
    pub sources: Vec<Arc<Source>>,
    /// What both paths share.
    pub shared: Vec<Claim>,
    /// The two paths; a positive gap leads to the first.
    pub pair: [Profile; 2],
}

/// Who says something, and when.
#[derive(Debug, Clone)]
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
}

/// A statement and who makes it.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The statement, in the product's own words.
    pub text: String,
    /// The index of its source in [`Profiles::sources`].
    pub source: usize,
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
    /// Certificates.
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
    /// The index of the source of its wages.
    pub wage_source: usize,
    /// Who states its wages.
    pub wages_by: Arc<Source>,
    /// The index of the source of its outlook.
    pub outlook_source: usize,
    /// Who states its outlook.
    pub outlook_by: Arc<Source>,
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
    /// The index of its source.
    pub source: usize,
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
    /// The index of its source.
    pub source: usize,
    /// Who says so.
    pub by: Arc<Source>,
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
    /// The index of the source that names it.
    pub source: usize,
    /// Who names it.
    pub by: Arc<Source>,
    /// What the job asks of each scale; `None` where nobody judged it.
    pub key: Option<Vec<i64>>,
}

impl Profiles {
    /// The path on this side.
    pub fn on(&self, side: Side) -> &Profile {
        side.of(&self.pair)
    }

    /// A source by its index.
    pub fn source(&self, index: usize) -> Option<&Source> {
        self.sources.get(index).map(Arc::as_ref)
    }
}
