//! One path's table, field by field.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use super::{
    AllJobs, Brief, Claim, HealthCare, Occupation, OutlookClaim, PayClaim, Profile, Shared, Source, Title,
    Topic,
};
use crate::content::problem::FileLog;
use crate::content::reader::{Fields, Ids, Named, Text, refer, whole};

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
    pub(super) id: Option<Text>,
    pub(super) profile: Option<Profile>,
    pub(super) header: Range<usize>,
    pub(super) key: Range<usize>,
    /// The codes of its occupations.
    pub(super) occupations: Vec<Text>,
    /// The occupations that stand for its titles.
    pub(super) title_socs: Vec<Text>,
}

/// What is needed to read a profile: the scales of the questions and the sources.
pub(super) struct ProfileReader<'a> {
    /// `None` where the questions could not be read.
    pub(super) scales: Option<&'a [&'a str]>,
    pub(super) sources: &'a [Named<Arc<Source>>],
    pub(super) log: &'a FileLog<'a>,
}

/// Projected growth, in percent.
fn growth(table: &Fields<'_>) -> Option<f64> {
    table.number("growth", -100.0, 1000.0)
}

/// All tables of a name, none where there is none, as far as they are sound.
fn all<T>(
    table: &Fields<'_>,
    name: &'static str,
    read: impl FnMut(Fields<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    Some(table.optional_tables(name).into_iter().filter_map(read).collect())
}

impl ProfileReader<'_> {
    /// A path. The quiz needs its names, a sentence on it and its key; all else may be left out.
    pub(super) fn profile(&self, table: Fields<'_>) -> Placed {
        let header = table.span.clone();
        let id = table.id("id");
        let (key, key_span) = table.key("key", self.scales);
        let claims = |name| all(&table, name, |one| self.claim(one));
        let (socs, title_socs) = (RefCell::default(), RefCell::default());
        let profile = whole!(Profile {
            id: id.clone().map(|id| id.value),
            name: table.text("name"),
            short: table.text("short"),
            summary: table.text("summary"),
            key,
            brief: Some(table.optional_table("brief").map(|brief| self.brief(brief)).unwrap_or_default()),
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
            occupations: all(&table, "occupation", |one| self.occupation(one, &socs)),
            pay: all(&table, "pay", |one| self.pay(one)),
            outlook: all(&table, "outlook", |one| self.outlook(one)),
            titles: all(&table, "title", |one| self.title(one, &title_socs)),
        });
        table.finish();
        let occupations: Vec<Text> = socs.into_inner();
        let mut ids = Ids::new("occupation");
        occupations.iter().for_each(|soc| ids.add(Some(soc), self.log));
        Placed { id, profile, header, key: key_span, occupations, title_socs: title_socs.into_inner() }
    }

    fn source(&self, table: &Fields<'_>, name: &'static str) -> Option<Arc<Source>> {
        refer(table.reference(name, "source"), self.sources, "source", self.log)?.1.value.clone()
    }

    pub(super) fn claim(&self, table: Fields<'_>) -> Option<Claim> {
        let (text, by) = (table.text("text"), self.source(&table, "source"));
        let claim = whole!(Claim { text, by, disagrees: Some(table.optional_text("disagrees")) });
        table.finish();
        claim
    }

    pub(super) fn all_jobs(&self, table: Fields<'_>) -> Option<AllJobs> {
        let (growth, period, by) = (growth(&table), table.text("period"), self.source(&table, "source"));
        table.finish();
        whole!(AllJobs { growth, period, by })
    }

    /// A claim on both paths; what it is about is overlap where nothing else is said.
    pub(super) fn shared(&self, table: Fields<'_>) -> Option<Shared> {
        let topic = table.choice("topic", &TOPICS, Topic::Overlap);
        whole!(Shared { topic, claim: self.claim(table) })
    }

    fn brief(&self, table: Fields<'_>) -> Brief {
        let line = |name| {
            table.optional_table(name).and_then(|one| {
                one.keep_short("text", Brief::LONGEST);
                self.claim(one)
            })
        };
        let [core, education, start, certification] =
            ["core", "education", "start", "certification"].map(line);
        table.finish();
        Brief { core, education, start, certification }
    }

    fn occupation(&self, table: Fields<'_>, socs: &RefCell<Vec<Text>>) -> Option<Occupation> {
        let soc = table.id("soc");
        let (name, about) = (table.text("name"), table.text("about"));
        let growth = growth(&table);
        let openings = table.integer("openings", 0, 100_000_000);
        let (entry, period) = (table.text("entry"), table.text("period"));
        let wages_by = self.source(&table, "wage_source");
        let outlook_by = self.source(&table, "outlook_source");
        let health_care = Some(self.health_care(&table));
        table.finish();
        socs.borrow_mut().extend(soc.clone());
        let soc = soc.map(|soc| soc.value);
        whole!(Occupation {
            soc,
            name,
            about,
            growth,
            openings,
            entry,
            period,
            wages_by,
            outlook_by,
            health_care,
        })
    }

    /// A share with its source, and perhaps a median; `None` where nothing is said of it.
    fn health_care(&self, table: &Fields<'_>) -> Option<HealthCare> {
        let has =
            ["health_care_median", "health_care_share", "health_care_source"].map(|name| table.has(name));
        let [has_median, ..] = has;
        if has == [false; 3] {
            return None;
        }
        let by = self.source(table, "health_care_source");
        whole!(HealthCare {
            share: table.number("health_care_share", 0.0, 100.0),
            median: Some(has_median.then(|| table.integer("health_care_median", 1, MOST_PAY)).flatten()),
            by,
        })
    }

    fn pay(&self, table: Fields<'_>) -> Option<PayClaim> {
        let what = table.text("what");
        let [low, high] = ["low", "high"].map(|name| table.integer(name, 1, MOST_PAY));
        let (year, place) = (table.text("year"), table.text("place"));
        let by = self.source(&table, "source");
        let disagrees = Some(table.optional_text("disagrees"));
        if let Some((low, high)) = low.zip(high).filter(|(low, high)| low > high) {
            let title = format!("`low` ({low}) is above `high` ({high})");
            let high = (&table.span_of("high"), "above this");
            self.log.add_with(&table.span_of("low"), high, title, "this is", "swap the two numbers");
        }
        table.finish();
        whole!(PayClaim { what, low, high, year, place, by, disagrees })
    }

    fn outlook(&self, table: Fields<'_>) -> Option<OutlookClaim> {
        let (text, year, place) = (table.text("text"), table.text("year"), table.text("place"));
        let by = self.source(&table, "source");
        let disagrees = Some(table.optional_text("disagrees"));
        table.finish();
        whole!(OutlookClaim { text, year, place, by, disagrees })
    }

    /// A title; the place of its occupation's code is kept, to be checked when all occupations are known.
    fn title(&self, table: Fields<'_>, socs: &RefCell<Vec<Text>>) -> Option<Title> {
        let (name, summary, workplace) = (table.text("name"), table.text("summary"), table.text("where"));
        let by = self.source(&table, "source");
        let key = table.optional_key("key", self.scales);
        let soc = if table.has("soc") { table.reference("soc", "occupation") } else { None };
        let note = Some(table.optional_text("note"));
        table.finish();
        socs.borrow_mut().extend(soc.clone());
        let soc = Some(soc.map(|soc| soc.value));
        whole!(Title { name, summary, workplace, by, key, soc, note })
    }
}
