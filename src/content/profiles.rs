//! `profiles.toml` → [`Profiles`]: what the two paths are, every claim with its source.

use super::SourceFile;
use super::problem::FileLog;
use super::questions::{Ids, refer};
use super::reader::{Fields, Text, parse};
use crate::scoring::{Contrast, Side};

/// The two paths, what they share, and who says so.
#[derive(Debug, Clone)]
pub struct Profiles {
    /// Every source, in the order of the file.
    pub sources: Vec<Source>,
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
    /// The years of the projection, such as "2024-34".
    pub period: String,
    /// The index of the source of its wages.
    pub wage_source: usize,
    /// The index of the source of its outlook.
    pub outlook_source: usize,
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
        self.sources.get(index)
    }
}

/// Reads the profiles against the questions' scales. `None`, or something noted, where they are unsound.
pub(super) fn read(file: &SourceFile, scales: &[&str], log: &FileLog<'_>) -> Option<(Profiles, Contrast)> {
    let table = parse(file.text(), log);
    let document = Fields::document(&table, "the profiles", *log);
    let sources = read_sources(&document, log);
    let names: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
    let reader = ProfileReader { scales, sources: &names, log };
    let shared = document.tables("shared").into_iter().map(|table| reader.claim(table)).collect();
    let tables = document.tables("profile");
    let count = tables.len();
    let read: Vec<_> = tables.into_iter().map(|table| reader.profile(table)).collect();
    document.finish();
    let Ok([(id, first, _), (other, second, span)]) = <[_; 2]>::try_from(read) else {
        if count != 2 {
            let title = format!("there must be exactly two [[profile]] tables; there are {count}");
            log.add(&(0..0), title, "in this file", "the quiz compares two paths, no more and no fewer");
        }
        return None;
    };
    let mut ids = Ids::new("profile");
    ids.add(&id, log);
    ids.add(&other, log);
    if log.has_problems() {
        return None;
    }
    match Contrast::new(&first.key, &second.key) {
        Ok(contrast) => Some((Profiles { sources, shared, pair: [first, second] }, contrast)),
        Err(unmatched) => {
            let help = "give both keys the same sum and the same sum of squares, with different values: \
                        otherwise somebody who likes everything would be sent to one side";
            log.add(&span, unmatched.to_string(), "compared with the other profile's key", help);
            None
        }
    }
}

fn read_sources(document: &Fields<'_>, log: &FileLog<'_>) -> Vec<Source> {
    let mut ids = Ids::new("source");
    let read = |table: Fields<'_>| {
        let id = table.id("id");
        let source = Source {
            id: id.value.clone(),
            publisher: table.text("publisher").value,
            title: table.text("title").value,
            year: table.text("year").value,
            place: table.text("place").value,
            used_for: table.text("used_for").value,
            note: table.optional_text("note"),
        };
        table.finish();
        ids.add(&id, log);
        source
    };
    document.tables("source").into_iter().map(read).collect()
}

/// What is needed to read a profile: the scales of the questions and the ids of the sources.
struct ProfileReader<'a> {
    scales: &'a [&'a str],
    sources: &'a [&'a str],
    log: &'a FileLog<'a>,
}

impl ProfileReader<'_> {
    fn profile(&self, table: Fields<'_>) -> (Text, Profile, std::ops::Range<usize>) {
        let id = table.id("id");
        let (key, span) = table.key("key", self.scales);
        let claims = |name| table.tables(name).into_iter().map(|table| self.claim(table)).collect();
        let profile = Profile {
            id: id.value.clone(),
            name: table.text("name").value,
            short: table.text("short").value,
            summary: table.text("summary").value,
            key,
            core: claims("core"),
            suits: claims("suits"),
            duties: claims("duty"),
            skills: claims("skill"),
            study: claims("study"),
            credentials: claims("credential"),
            workplaces: claims("workplace"),
            first_steps: claims("first_step"),
            occupations: table.tables("occupation").into_iter().map(|table| self.occupation(table)).collect(),
            pay: table.tables("pay").into_iter().map(|table| self.pay(table)).collect(),
            outlook: table.tables("outlook").into_iter().map(|table| self.outlook(table)).collect(),
            titles: table.tables("title").into_iter().map(|table| self.title(table)).collect(),
        };
        table.finish();
        (id, profile, span)
    }

    fn source(&self, table: &Fields<'_>, name: &'static str) -> usize {
        refer(&table.text(name), self.sources, "source", self.log)
    }

    fn claim(&self, table: Fields<'_>) -> Claim {
        let (text, source) = (table.text("text").value, self.source(&table, "source"));
        let claim = Claim { text, source, disagrees: table.optional_text("disagrees") };
        table.finish();
        claim
    }

    fn occupation(&self, table: Fields<'_>) -> Occupation {
        let occupation = Occupation {
            soc: table.id("soc").value,
            name: table.text("name").value,
            about: table.text("about").value,
            growth: table.number("growth", -100.0, 1000.0),
            openings: table.integer("openings", 0, 100_000_000),
            entry: table.text("entry").value,
            period: table.text("period").value,
            wage_source: self.source(&table, "wage_source"),
            outlook_source: self.source(&table, "outlook_source"),
        };
        table.finish();
        occupation
    }

    fn pay(&self, table: Fields<'_>) -> PayClaim {
        let claim = PayClaim {
            what: table.text("what").value,
            low: table.integer("low", 1, 10_000_000),
            high: table.integer("high", 1, 10_000_000),
            year: table.text("year").value,
            place: table.text("place").value,
            source: self.source(&table, "source"),
            disagrees: table.optional_text("disagrees"),
        };
        if claim.low > claim.high {
            let title = format!("`low` ({}) is above `high` ({})", claim.low, claim.high);
            self.log.add(&table.span, title, "in this pay claim", "swap them");
        }
        table.finish();
        claim
    }

    fn outlook(&self, table: Fields<'_>) -> OutlookClaim {
        let claim = OutlookClaim {
            text: table.text("text").value,
            year: table.text("year").value,
            place: table.text("place").value,
            source: self.source(&table, "source"),
        };
        table.finish();
        claim
    }

    fn title(&self, table: Fields<'_>) -> Title {
        let title = Title {
            name: table.text("name").value,
            summary: table.text("summary").value,
            workplace: table.text("where").value,
            source: self.source(&table, "source"),
            key: table.optional_key("key", self.scales),
        };
        table.finish();
        title
    }
}
