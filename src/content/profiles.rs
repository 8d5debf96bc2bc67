//! `profiles.toml`: what the two fields are, every claim with its source.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use toml::de::{DeArray, DeValue};

use super::SourceFile;
use super::diagnostics::{FileLog, list, short, suggest};
use super::schema::{ADDRESS, ID};
use super::table::{Ids, Table, Text, number, report_value, whole};
use crate::scoring::{Contrast, MAX_DEMAND, Side, UnmatchedKeys};
use crate::text::nearest;

/// No pay is higher, in US dollars a year.
const MOST_PAY: i64 = 10_000_000;

/// The two fields that the quiz compares: `profiles.toml`.
#[derive(JsonSchema)]
#[schemars(title = "The profiles of career-fit", deny_unknown_fields)]
#[expect(dead_code, reason = "the tables are deserialized one by one; this is their schema")]
pub(super) struct ProfilesFile {
    /// Who says what the file claims.
    #[schemars(length(min = 1))]
    source: Vec<Source>,
    all_jobs: Option<AllJobs>,
    /// What is true of both fields.
    #[serde(default)]
    shared: Vec<SharedTable>,
    /// Where else to look if neither field appeals.
    #[serde(default)]
    elsewhere: Vec<Claim>,
    /// Lines of your own for the handout: your program, a contact, a link.
    #[serde(default)]
    local: Vec<Local>,
    /// The two fields.
    #[schemars(length(equal = 2))]
    profile: Vec<Profile>,
}

/// The two profiles, what is true of both, and the sources.
#[derive(Debug, Clone)]
pub struct Profiles {
    /// Every source, in the order of the file.
    pub sources: Vec<Arc<Source>>,
    /// The growth of all jobs together, to compare others with.
    pub all_jobs: Option<AllJobs>,
    /// What is true of both.
    pub shared: Vec<Shared>,
    /// Where else to look if neither appeals.
    pub elsewhere: Vec<Claim>,
    /// What the place where the quiz is taken adds for the handout.
    pub local: Vec<Local>,
    /// The two profiles; a positive gap leads to the first.
    pub pair: [Profile; 2],
}

/// The projected growth of all jobs together.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AllJobs {
    /// The growth over the period, in percent.
    #[serde(deserialize_with = "number::<_, -100, 1000>")]
    #[schemars(range(min = -100, max = 1000))]
    pub growth: f64,
    /// The years of the projection, such as "2024 to 2034".
    pub period: String,
    /// The id of the source.
    #[serde(rename = "source")]
    #[schemars(with = "String")]
    pub by: Arc<Source>,
}

/// A claim on both fields.
#[derive(Debug, Clone)]
pub struct Shared {
    pub topic: Topic,
    pub claim: Claim,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SharedTable {
    /// What the claim is about.
    #[serde(default)]
    topic: Topic,
    /// The claim, in your own words.
    text: String,
    /// The id of the source.
    #[serde(rename = "source")]
    #[schemars(with = "String")]
    by: Arc<Source>,
    /// What a source says that contradicts it.
    disagrees: Option<String>,
    /// A remark of your own.
    note: Option<String>,
}

/// What a claim on both fields is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    /// Work, study and places that the two have in common.
    #[default]
    Overlap,
    /// Artificial intelligence and what it changes.
    Ai,
    /// Work from home.
    Remote,
    /// What studying costs, and how long it takes.
    Cost,
    /// How to move from one to the other.
    Switch,
}

/// A line of the place where the quiz is taken, for the handout.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Local {
    /// What the line is about, such as "Your program".
    pub label: String,
    /// What it says.
    pub text: String,
    /// A web address.
    #[schemars(regex(pattern = ADDRESS))]
    pub link: Option<String>,
}

/// Who says something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The id that claims refer to.
    #[schemars(regex(pattern = ID))]
    pub id: String,
    /// Who published it.
    pub publisher: String,
    pub title: String,
    /// The year of its facts, or "undated".
    pub year: String,
    /// The place that its facts are about.
    pub place: String,
    /// What was taken from it.
    pub used_for: String,
    /// What to keep in mind when reading it.
    pub note: Option<String>,
    /// The web address.
    #[schemars(regex(pattern = ADDRESS))]
    pub address: Option<String>,
}

/// A claim and its source.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The claim, in your own words.
    pub text: String,
    /// The id of the source.
    #[serde(rename = "source")]
    #[schemars(with = "String")]
    pub by: Arc<Source>,
    /// What a source says that contradicts it.
    pub disagrees: Option<String>,
    /// A remark of your own.
    pub note: Option<String>,
}

/// One of the two fields.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// A short id, such as `hi`.
    #[schemars(regex(pattern = ID))]
    pub id: String,
    /// The name, such as "Health Informatics".
    pub name: String,
    /// Two to four letters for tables, such as "HI".
    pub short: String,
    /// What the work is, in a sentence or two.
    pub summary: String,
    /// How much the field asks for each kind of work: 0 to 4 by the id of a scale. Both profiles need the same sum and
    /// the same sum of squares.
    // Deserialized from a list in the order of the scales; see `Reader::order_key`.
    #[schemars(with = "BTreeMap<String, Demand>", extend("minProperties" = 1))]
    pub key: Vec<i64>,
    /// The field in one line each, for a comparison at a glance.
    #[serde(default)]
    pub brief: Brief,
    /// A typical day, in order.
    #[serde(default)]
    pub day: Vec<Claim>,
    /// What the field is at its core.
    #[serde(default)]
    pub core: Vec<Claim>,
    /// Who it suits; each ends the sentence "You may like it if you".
    #[serde(default)]
    pub suits: Vec<Claim>,
    /// What people in it do.
    #[serde(default, rename = "duty")]
    pub duties: Vec<Claim>,
    /// What they are good at.
    #[serde(default, rename = "skill")]
    pub skills: Vec<Claim>,
    /// Degrees, courses and experience.
    #[serde(default)]
    pub study: Vec<Claim>,
    /// What studying costs and how long it takes.
    #[serde(default)]
    pub cost: Vec<Claim>,
    /// Certifications and licenses.
    #[serde(default, rename = "credential")]
    pub credentials: Vec<Claim>,
    /// Where people in it work.
    #[serde(default, rename = "workplace")]
    pub workplaces: Vec<Claim>,
    /// What to do next.
    #[serde(default, rename = "first_step")]
    pub first_steps: Vec<Claim>,
    /// The occupations that official figures count it under.
    #[serde(default, rename = "occupation")]
    pub occupations: Vec<Occupation>,
    /// What articles say about pay.
    #[serde(default)]
    pub pay: Vec<PayClaim>,
    /// What articles say about the outlook.
    #[serde(default)]
    pub outlook: Vec<OutlookClaim>,
    /// Job titles.
    #[serde(default, rename = "title")]
    pub titles: Vec<Title>,
}

/// How much is asked of a kind of work.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "keys are deserialized as lists; this is the schema of their values")]
struct Demand(#[schemars(range(min = 0, max = MAX_DEMAND))] i64);

/// A field in lines of at most [`Brief::LONGEST`] characters.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
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

/// An occupation of the Standard Occupational Classification.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Occupation {
    /// The SOC code, such as "29-2072".
    #[schemars(regex(pattern = ID))]
    pub soc: String,
    /// The official name.
    pub name: String,
    /// Who of the field is counted in it.
    pub about: String,
    /// The projected growth of jobs over the period, in percent.
    #[serde(deserialize_with = "number::<_, -100, 1000>")]
    #[schemars(range(min = -100, max = 1000))]
    pub growth: f64,
    /// The projected openings a year.
    #[serde(deserialize_with = "whole::<_, 0, 100_000_000>")]
    #[schemars(range(min = 0, max = 100_000_000))]
    pub openings: i64,
    /// The typical education of people who start.
    pub entry: String,
    /// The years of the projection, such as "2024 to 2034".
    pub period: String,
    /// The id of the source of its wages.
    #[serde(rename = "wage_source")]
    #[schemars(with = "String")]
    pub wages_by: Arc<Source>,
    /// The id of the source of its outlook.
    #[serde(rename = "outlook_source")]
    #[schemars(with = "String")]
    pub outlook_by: Arc<Source>,
}

/// What an article says about pay.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PayClaim {
    /// The kind of pay, such as "starting pay".
    pub what: String,
    /// The lower end, in US dollars a year.
    #[serde(deserialize_with = "whole::<_, 1, MOST_PAY>")]
    #[schemars(range(min = 1, max = MOST_PAY))]
    pub low: i64,
    /// The upper end, in US dollars a year; the same as `low` for a single figure.
    #[serde(deserialize_with = "whole::<_, 1, MOST_PAY>")]
    #[schemars(range(min = 1, max = MOST_PAY))]
    pub high: i64,
    /// The year of the figure, or "undated".
    pub year: String,
    /// The place of the figure.
    pub place: String,
    /// The id of the source.
    #[serde(rename = "source")]
    #[schemars(with = "String")]
    pub by: Arc<Source>,
    /// What a source says that contradicts it.
    pub disagrees: Option<String>,
    /// A remark of your own.
    pub note: Option<String>,
}

/// What an article says about the outlook.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutlookClaim {
    /// The claim, in your own words.
    pub text: String,
    /// The year of the figure, or "undated".
    pub year: String,
    /// The place of the figure.
    pub place: String,
    /// The id of the source.
    #[serde(rename = "source")]
    #[schemars(with = "String")]
    pub by: Arc<Source>,
    /// What a source says that contradicts it.
    pub disagrees: Option<String>,
    /// A remark of your own.
    pub note: Option<String>,
}

/// A job title.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// The title.
    pub name: String,
    /// What one does.
    pub summary: String,
    /// Where one works.
    #[serde(rename = "where")]
    pub workplace: String,
    /// The id of the source that names it.
    #[serde(rename = "source")]
    #[schemars(with = "String")]
    pub by: Arc<Source>,
    /// How much the job asks for each kind of work: 0 to 4 by the id of a scale.
    #[schemars(with = "Option<BTreeMap<String, Demand>>", extend("minProperties" = 1))]
    pub key: Option<Vec<i64>>,
    /// The SOC code of an occupation of either field, for its pay.
    pub soc: Option<String>,
    /// What people usually need to start in it.
    pub start: Option<Schooling>,
    /// Whether it takes years of experience first.
    #[serde(default)]
    pub later: bool,
    /// The license that is required, such as "nursing license".
    pub license: Option<String>,
    /// What one must know about it, such as "You must be a nurse."
    pub note: Option<String>,
}

/// What people usually need to start in a job, the quickest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
pub enum Schooling {
    /// A certificate after high school.
    #[serde(rename = "certificate")]
    Certificate,
    /// A degree of about 2 years.
    #[serde(rename = "associate's")]
    Associate,
    /// A degree of about 4 years.
    #[serde(rename = "bachelor's")]
    Bachelor,
    /// A degree of about 2 years after a bachelor's.
    #[serde(rename = "master's")]
    Master,
}

/// How soon a job can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Rung {
    /// With a certificate.
    Start,
    /// With a degree.
    Degree,
    /// After years of experience.
    Later,
}

impl Rung {
    /// From the first to the last.
    pub const ALL: [Self; 3] = [Self::Start, Self::Degree, Self::Later];
}

impl Title {
    /// How soon it can be reached; `None` if the file doesn't say.
    pub fn rung(&self) -> Option<Rung> {
        match self.start {
            _ if self.later => Some(Rung::Later),
            Some(Schooling::Certificate) => Some(Rung::Start),
            Some(Schooling::Associate | Schooling::Bachelor | Schooling::Master) => Some(Rung::Degree),
            None => None,
        }
    }
}

/// Something that the file claims, wherever it is.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The claim; of a title and of pay, what it is about.
    pub text: &'a str,
    pub source: &'a Source,
    /// What a source says that contradicts it.
    pub disagrees: Option<&'a str>,
    /// A remark of the file's authors.
    pub note: Option<&'a str>,
}

impl<'a> Said<'a> {
    fn new(
        text: &'a str,
        source: &'a Source,
        disagrees: Option<&'a String>,
        note: Option<&'a String>,
    ) -> Self {
        Self { text, source, disagrees: disagrees.map(String::as_str), note: note.map(String::as_str) }
    }
}

impl Profiles {
    /// The profile on a side.
    pub fn on(&self, side: Side) -> &Profile {
        side.of(&self.pair)
    }

    /// The claims on both fields that are about a topic.
    pub fn on_topic(&self, topic: Topic) -> impl Iterator<Item = &Claim> {
        self.shared.iter().filter(move |shared| shared.topic == topic).map(|shared| &shared.claim)
    }

    /// The occupation that a title refers to, and its side, which may be the other one.
    pub fn occupation_of(&self, title: &Title) -> Option<(Side, &Occupation)> {
        let soc = title.soc.as_deref()?;
        let of = |side: Side| self.on(side).occupations.iter().map(move |occupation| (side, occupation));
        Side::BOTH.into_iter().flat_map(of).find(|(_, occupation)| occupation.soc == soc)
    }

    /// Every claim with its source: those on both fields, and those of each.
    pub fn claims(&self) -> impl Iterator<Item = Said<'_>> {
        let both = self.shared.iter().map(|shared| &shared.claim).chain(&self.elsewhere).map(Claim::said);
        both.chain(self.pair.iter().flat_map(Profile::claims))
    }
}

impl Claim {
    fn said(&self) -> Said<'_> {
        Said::new(&self.text, &self.by, self.disagrees.as_ref(), self.note.as_ref())
    }
}

impl Brief {
    /// The most characters of a line.
    pub const LONGEST: usize = 90;

    /// The lines that there are.
    pub fn lines(&self) -> impl Iterator<Item = &Claim> {
        [&self.core, &self.education, &self.start, &self.certification].into_iter().flatten()
    }
}

impl Profile {
    /// The plain lists of claims, by their names in the file.
    pub fn lists(&self) -> [(&'static str, &[Claim]); 10] {
        [
            ("day", &self.day),
            ("core", &self.core),
            ("suits", &self.suits),
            ("duty", &self.duties),
            ("skill", &self.skills),
            ("study", &self.study),
            ("cost", &self.cost),
            ("credential", &self.credentials),
            ("workplace", &self.workplaces),
            ("first_step", &self.first_steps),
        ]
    }

    /// Every claim about this field.
    pub fn claims(&self) -> impl Iterator<Item = Said<'_>> {
        let lists = self.lists().map(|(_, claims)| claims);
        let lists = self.brief.lines().chain(lists.into_iter().flatten()).map(Claim::said);
        let occupations = self.occupations.iter().flat_map(|one| {
            [
                Said::new(&one.about, &one.wages_by, None, None),
                Said::new(&one.entry, &one.outlook_by, None, None),
            ]
        });
        let pay = self
            .pay
            .iter()
            .map(|one| Said::new(&one.what, &one.by, one.disagrees.as_ref(), one.note.as_ref()));
        let outlook = self
            .outlook
            .iter()
            .map(|one| Said::new(&one.text, &one.by, one.disagrees.as_ref(), one.note.as_ref()));
        let titles = self.titles.iter().map(|one| Said::new(&one.name, &one.by, None, one.note.as_ref()));
        lists.chain(occupations).chain(pay).chain(outlook).chain(titles)
    }
}

/// Reads a file of profiles. Keys are checked against the ids of the scales, unless the questions are broken. Returns
/// `None`, with the reasons reported, if something is wrong.
pub(super) fn read(
    file: &SourceFile,
    scales: Option<&[&str]>,
    log: FileLog<'_>,
) -> Option<(Profiles, Contrast)> {
    let mut table = Table::parse(file, "the profiles", log);
    if table.has("item") && !table.has("profile") {
        let help = "give it with --questions, and the profiles with --profiles";
        log.add(&table.span_of_name("item"), "this file has questions, not profiles", "a question", help);
        return None;
    }
    let source_tables = table.take_all_required("source");
    let all_jobs = table.take("all_jobs");
    let [shared, elsewhere, local] = ["shared", "elsewhere", "local"].map(|name| table.take_all(name));
    let profiles = table.take_all_required("profile");
    table.finish::<ProfilesFile>();

    let mut ids = Ids::new("source", log);
    let mut sources = Vec::new();
    let mut source_values = BTreeMap::new();
    for table in source_tables {
        let id = table.id("id");
        table.check_address("address");
        if let (Some(source), Some(id)) = (table.read(), &id) {
            sources.push(Arc::new(source));
            source_values.insert(id.value.clone(), table.into_value());
        }
        ids.add(id);
    }
    let reader = Reader { scales, ids, sources: source_values, log };
    let all_jobs = all_jobs.and_then(|table| reader.one(table));
    let shared = shared.into_iter().filter_map(|table| reader.one(table));
    let shared = shared.map(|SharedTable { topic, text, by, disagrees, note }| {
        let claim = Claim { text, by, disagrees, note };
        Shared { topic, claim }
    });
    let shared = shared.collect();
    let elsewhere = elsewhere.into_iter().filter_map(|table| reader.one(table)).collect();
    local.iter().for_each(|table| table.check_address("link"));
    let local = local.iter().filter_map(Table::read).collect();

    let headers: Vec<(Range<usize>, Range<usize>)> =
        profiles.iter().map(|table| (table.span.clone(), table.span_of_name("key"))).collect();
    Ids::of("profile", &profiles, log);
    let mut socs = Socs::default();
    let mut read = Vec::new();
    for table in profiles {
        read.push(reader.profile(table, &mut socs));
    }
    socs.check(log);
    let count = headers.len();
    if let Some((odd, _)) = headers.get(2).or(headers.first()).filter(|_| count != 2) {
        let title = format!("there must be two [[profile]] tables, not {count}");
        let label = if count > 2 { "one too many" } else { "the only one" };
        log.add(odd, title, label, "the quiz compares two fields, no more and no fewer");
    }
    if log.has_problems() || scales.is_none() {
        return None;
    }
    let pair: [Profile; 2] = read.into_iter().collect::<Option<Vec<_>>>()?.try_into().ok()?;
    let [(_, first_key), (_, second_key)] = <[_; 2]>::try_from(headers).ok()?;
    match Contrast::new(&pair[0].key, &pair[1].key) {
        Ok(contrast) => Some((Profiles { sources, all_jobs, shared, elsewhere, local, pair }, contrast)),
        Err(unmatched) => {
            let help = match unmatched {
                UnmatchedKeys::Same => "let each field ask more than the other of some scales",
                _ => {
                    "give both keys the same sum and the same sum of squares; otherwise people who like everything \
                     would be sent to one side"
                }
            };
            let other = (&first_key, "the other key");
            log.add_with(&second_key, other, unmatched.to_string(), "this key", help);
            None
        }
    }
}

/// The occupations of both profiles, and those that titles refer to.
#[derive(Default)]
struct Socs {
    occupations: Vec<Text>,
    titles: Vec<Text>,
}

impl Socs {
    fn check(self, log: FileLog<'_>) {
        let known: Vec<&str> = self.occupations.iter().map(|soc| soc.value.as_str()).collect();
        for soc in self.titles.iter().filter(|soc| !soc.is_blank()) {
            if known.is_empty() {
                let help = "add it as a [[profile.occupation]], or remove this line";
                log.add(&soc.span, "this title refers to an occupation, and there is none", "this one", help);
            } else if !known.contains(&soc.value.as_str()) {
                let title = format!("there is no occupation `{}`", short(&soc.value));
                log.add(&soc.span, title, "no such occupation", suggest(&soc.value, &known));
            }
        }
    }
}

/// What tables of the profiles refer to.
struct Reader<'a> {
    /// The ids of the scales; `None` if the questions are broken.
    scales: Option<&'a [&'a str]>,
    ids: Ids<'a>,
    /// The sound sources by their ids.
    sources: BTreeMap<String, DeValue<'a>>,
    log: FileLog<'a>,
}

impl<'a> Reader<'a> {
    /// A table with its sources in place of their ids, and its key as a list.
    fn one<T: DeserializeOwned + JsonSchema>(&self, mut table: Table<'a>) -> Option<T> {
        let mut is_sound = self.order_key(&mut table);
        for name in ["source", "wage_source", "outlook_source"] {
            let Some(value) = table.get(name) else { continue };
            let Some(id) = table.text(name) else {
                report_value(&self.log, &table.header, name, value, &json!({ "type": "string" }));
                is_sound = false;
                continue;
            };
            match self.sources.get(&id.value) {
                Some(source) => table.replace(name, source.clone()),
                None => {
                    self.ids.check(&id);
                    is_sound = false;
                }
            }
        }
        if is_sound {
            return table.read();
        }
        table.check_texts();
        None
    }

    fn all<T: DeserializeOwned + JsonSchema>(&self, table: &mut Table<'a>, name: &str) -> Vec<T> {
        table.take_all(name).into_iter().filter_map(|table| self.one(table)).collect()
    }

    fn profile(&self, mut table: Table<'a>, socs: &mut Socs) -> Option<Profile> {
        let brief = table.take("brief").map(|table| self.brief(table)).unwrap_or_default();
        let [day, core, suits, duties, skills, study, cost, credentials, workplaces, first_steps] = [
            "day",
            "core",
            "suits",
            "duty",
            "skill",
            "study",
            "cost",
            "credential",
            "workplace",
            "first_step",
        ]
        .map(|name| self.all::<Claim>(&mut table, name));
        let mut ids = Ids::new("occupation", self.log);
        let occupations = table.take_all("occupation").into_iter().filter_map(|table| {
            let soc = table.id("soc");
            socs.occupations.extend(soc.clone());
            ids.add(soc);
            self.one(table)
        });
        let occupations = occupations.collect();
        let pay = table.take_all("pay").into_iter().filter_map(|table| self.pay(table)).collect();
        let outlook = self.all(&mut table, "outlook");
        let titles = table.take_all("title").into_iter().filter_map(|table| {
            socs.titles.extend(table.text("soc"));
            self.one(table)
        });
        let titles = titles.collect();
        let profile: Profile = self.one(table)?;
        Some(Profile {
            brief,
            day,
            core,
            suits,
            duties,
            skills,
            study,
            cost,
            credentials,
            workplaces,
            first_steps,
            occupations,
            pay,
            outlook,
            titles,
            ..profile
        })
    }

    fn brief(&self, mut table: Table<'a>) -> Brief {
        let [core, education, start, certification] =
            ["core", "education", "start", "certification"].map(|name| {
                let line = table.take(name)?;
                line.check_length("text", Brief::LONGEST);
                self.one(line)
            });
        table.finish::<Brief>();
        Brief { core, education, start, certification }
    }

    /// Pay, whose lower end must not be above the upper one.
    fn pay(&self, table: Table<'a>) -> Option<PayClaim> {
        let [low_span, high_span] = ["low", "high"].map(|name| table.span_of(name));
        let pay: PayClaim = self.one(table)?;
        if pay.low > pay.high {
            let title = format!("`low` ({}) is above `high` ({})", pay.low, pay.high);
            self.log.add_with(
                &low_span,
                (&high_span, "above this"),
                title,
                "this is",
                "swap the two numbers",
            );
        }
        Some(pay)
    }

    /// Replaces the key, a table of scales, by the list of its numbers in the order of the scales. Returns false, with
    /// the reasons reported, if something is wrong with it.
    fn order_key(&self, table: &mut Table<'a>) -> bool {
        let Some(value) = table.get("key") else { return true };
        let DeValue::Table(key) = value.get_ref().clone() else {
            report_value(&self.log, &table.header, "key", value, &json!({ "type": "object" }));
            return false;
        };
        let Some(scales) = self.scales else {
            table.replace("key", DeValue::Array(DeArray::new()));
            return true;
        };
        let span = table.span_of_name("key");
        if !key.is_empty() && !scales.iter().any(|scale| key.contains_key(*scale)) {
            let help = format!(
                "each name here is the id of a [[scale]] of the questions, which has {}: use these, or rename them there",
                list(scales, ", ")
            );
            self.log.add(&span, "`key` has none of the questions' kinds of work", "this one", help);
            return false;
        }
        let mut is_sound = true;
        let mut missing: Vec<&str> =
            scales.iter().copied().filter(|scale| !key.contains_key(*scale)).collect();
        for name in key.keys().filter(|name| !scales.contains(&name.get_ref().as_ref())) {
            is_sound = false;
            let title = format!("the questions have no scale `{}`", short(name.get_ref()));
            self.log.add(&name.span(), title, "no such scale", suggest(name.get_ref(), scales));
            // A misspelled scale is one mistake, not two.
            let meant = nearest(name.get_ref(), scales);
            missing.retain(|scale| Some(*scale) != meant);
        }
        if !missing.is_empty() {
            let title = format!("`key` has no value for {}", list(&missing, ", "));
            let each = if missing.len() > 1 { ", each" } else { "" };
            let help =
                format!("add `{} = …`{each} with a number from 0 to {MAX_DEMAND}", list(&missing, " = …, "));
            self.log.add(&span, title, "this one", help);
        }
        let range = json!({ "type": "integer", "minimum": 0, "maximum": MAX_DEMAND });
        let mut ordered = DeArray::new();
        for (scale, value) in scales.iter().filter_map(|scale| Some((scale, key.get(*scale)?))) {
            let number = value
                .get_ref()
                .as_integer()
                .and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
            if !number.is_some_and(|number| (0..=MAX_DEMAND).contains(&number)) {
                is_sound = false;
                report_value(&self.log, "`key`", scale, value, &range);
            }
            ordered.push(value.clone());
        }
        table.replace("key", DeValue::Array(ordered));
        is_sound && missing.is_empty()
    }
}
