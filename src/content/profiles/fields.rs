//! One path's table, field by field.

use std::cell::RefCell;
use std::ops::Range;

use super::{
    AllJobs, Brief, Claim, HealthCare, Occupation, OutlookClaim, PayClaim, Profile, Shared, Title, Topic,
};
use crate::content::problem::FileLog;
use crate::content::questions::{Ids, refer};
use crate::content::reader::{Fields, Text};

/// What a claim on both paths may be about.
const TOPICS: [(&str, Topic); 5] = [
    ("overlap", Topic::Overlap),
    ("ai", Topic::Ai),
    ("remote", Topic::Remote),
    ("cost", Topic::Cost),
    ("switch", Topic::Switch),
];

/// No pay is higher, in US dollars a year.
const MOST_PAY: i64 = 10_000_000;

/// A profile with the places of what is checked against other parts of the file.
pub(super) struct Placed {
    pub(super) id: Text,
    pub(super) profile: Profile,
    pub(super) header: Range<usize>,
    pub(super) key: Range<usize>,
    /// The occupations that stand for its titles.
    pub(super) title_socs: Vec<Text>,
}

/// What is needed to read a profile: the scales of the questions and the ids of the sources.
pub(super) struct ProfileReader<'a> {
    /// `None` where the questions could not be read.
    pub(super) scales: Option<&'a [&'a str]>,
    pub(super) sources: &'a [&'a str],
    pub(super) log: &'a FileLog<'a>,
}

/// Projected growth, in percent.
fn growth(table: &Fields<'_>) -> f64 {
    table.number("growth", -100.0, 1000.0)
}

impl ProfileReader<'_> {
    /// A path. The quiz needs its names, a sentence on it and its key; all else may be left out.
    pub(super) fn profile(&self, table: Fields<'_>) -> Placed {
        let header = table.span.clone();
        let id = table.id("id");
        let (key, key_span) = table.key("key", self.scales);
        let claims = |name| table.optional_tables(name).into_iter().map(|one| self.claim(one)).collect();
        let (mut socs, title_socs) = (Ids::new("occupation"), RefCell::default());
        let profile = Profile {
            id: id.value.clone(),
            name: table.text("name").value,
            short: table.text("short").value,
            summary: table.text("summary").value,
            key,
            brief: table.optional_table("brief").map(|brief| self.brief(brief)).unwrap_or_default(),
            day: claims("day"),
            core: claims("core"),
            suits: claims("suits"),
            duties: claims("duty"),
            skills: claims("skill"),
            study: claims("study"),
            cost: claims("cost"),
            credentials: claims("credential"),
            workplaces: claims("workplace"),
            first_steps: claims("first_step"),
            occupations: table
                .optional_tables("occupation")
                .into_iter()
                .map(|one| self.occupation(one, &mut socs))
                .collect(),
            pay: table.optional_tables("pay").into_iter().map(|one| self.pay(one)).collect(),
            outlook: table.optional_tables("outlook").into_iter().map(|one| self.outlook(one)).collect(),
            titles: table
                .optional_tables("title")
                .into_iter()
                .map(|one| self.title(one, &title_socs))
                .collect(),
        };
        table.finish();
        Placed { id, profile, header, key: key_span, title_socs: title_socs.into_inner() }
    }

    fn source(&self, table: &Fields<'_>, name: &'static str) -> usize {
        refer(&table.reference(name, "source"), self.sources, "source", self.log)
    }

    pub(super) fn claim(&self, table: Fields<'_>) -> Claim {
        let (text, source) = (table.text("text").value, self.source(&table, "source"));
        let claim = Claim { text, source, disagrees: table.optional_text("disagrees") };
        table.finish();
        claim
    }

    pub(super) fn all_jobs(&self, table: Fields<'_>) -> AllJobs {
        let (growth, period) = (growth(&table), table.text("period").value);
        let all_jobs = AllJobs { growth, period, source: self.source(&table, "source") };
        table.finish();
        all_jobs
    }

    /// A claim on both paths; what it is about is overlap where nothing else is said.
    pub(super) fn shared(&self, table: Fields<'_>) -> Shared {
        let topic = table.choice("topic", &TOPICS, Topic::Overlap);
        Shared { topic, claim: self.claim(table) }
    }

    fn brief(&self, table: Fields<'_>) -> Brief {
        let line = |name| {
            table.optional_table(name).map(|one| {
                one.keep_short("text", Brief::LONGEST);
                self.claim(one)
            })
        };
        let [core, education, start, certification] =
            ["core", "education", "start", "certification"].map(line);
        table.finish();
        Brief { core, education, start, certification }
    }

    fn occupation(&self, table: Fields<'_>, socs: &mut Ids) -> Occupation {
        let soc = table.id("soc");
        let occupation = Occupation {
            soc: soc.value.clone(),
            name: table.text("name").value,
            about: table.text("about").value,
            growth: growth(&table),
            openings: table.integer("openings", 0, 100_000_000),
            entry: table.text("entry").value,
            period: table.text("period").value,
            wage_source: self.source(&table, "wage_source"),
            outlook_source: self.source(&table, "outlook_source"),
            health_care: self.health_care(&table),
        };
        table.finish();
        socs.add(&soc, self.log);
        occupation
    }

    /// A share with its source, and perhaps a median; `None` where nothing is said of it.
    fn health_care(&self, table: &Fields<'_>) -> Option<HealthCare> {
        let has_median = table.has("health_care_median");
        if !has_median && !table.has("health_care_share") && !table.has("health_care_source") {
            return None;
        }
        Some(HealthCare {
            share: table.number("health_care_share", 0.0, 100.0),
            median: has_median.then(|| table.integer("health_care_median", 1, MOST_PAY)),
            source: self.source(table, "health_care_source"),
        })
    }

    fn pay(&self, table: Fields<'_>) -> PayClaim {
        let claim = PayClaim {
            what: table.text("what").value,
            low: table.integer("low", 1, MOST_PAY),
            high: table.integer("high", 1, MOST_PAY),
            year: table.text("year").value,
            place: table.text("place").value,
            source: self.source(&table, "source"),
            disagrees: table.optional_text("disagrees"),
        };
        if claim.low > claim.high {
            let title = format!("`low` ({}) is above `high` ({})", claim.low, claim.high);
            let high = (&table.span_of("high"), "above this");
            self.log.add_with(&table.span_of("low"), high, title, "this is", "swap the two numbers");
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
            disagrees: table.optional_text("disagrees"),
        };
        table.finish();
        claim
    }

    /// A title; the place of its occupation's code is kept, to be checked when all occupations are known.
    fn title(&self, table: Fields<'_>, socs: &RefCell<Vec<Text>>) -> Title {
        let soc = table.has("soc").then(|| table.reference("soc", "occupation"));
        let title = Title {
            name: table.text("name").value,
            summary: table.text("summary").value,
            workplace: table.text("where").value,
            source: self.source(&table, "source"),
            key: table.optional_key("key", self.scales),
            soc: soc.as_ref().map(|soc| soc.value.clone()),
            note: table.optional_text("note"),
        };
        table.finish();
        socs.borrow_mut().extend(soc);
        title
    }
}
