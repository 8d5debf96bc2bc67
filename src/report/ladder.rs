//! Job titles by how soon they can be reached, each with its education and its pay.

use super::document::{DefinitionLine, Job};
use super::facts::{Facts, Match, cite, common};
use super::{format, pay};
use crate::content::wages::NATION;
use crate::content::{Rung, Schooling, Title, Wages};
use crate::scoring::Side;

/// Shown instead of the pay of a title that official figures don't cover, and in few words.
const NO_GROUP: &str = "no BLS group";
const NO_FIGURE: &str = "no figure";

/// The median pay of a title's occupation in US dollars a year, or why there is none.
fn median(facts: &Facts<'_>, title: &Title, wages: Option<&Wages>) -> Result<i64, String> {
    let Some((_, occupation)) = facts.content.profiles.occupation_of(title) else {
        return Err(NO_GROUP.to_owned());
    };
    let median = pay::median(wages, &occupation.soc);
    let place = wages.map_or(NATION, Wages::place);
    median.ok_or_else(|| {
        if wages.is_none() { "no wage table".to_owned() } else { format!("no figure for {place}") }
    })
}

/// What it takes to start in a title: "2-year degree".
pub fn education(facts: &Facts<'_>, title: &Title) -> String {
    match title.start {
        Some(Schooling::Certificate) => "certificate".to_owned(),
        Some(Schooling::Associate) => "2-year degree".to_owned(),
        Some(Schooling::Bachelor) => "bachelor's".to_owned(),
        Some(Schooling::Master) => "master's".to_owned(),
        None => {
            let occupation = facts.content.profiles.occupation_of(title);
            occupation.map_or_else(String::new, |(_, occupation)| occupation.entry.clone())
        }
    }
}

/// A title as a line of a list of jobs.
pub fn job(facts: &Facts<'_>, title: &Title, rung: impl Into<String>, wages: Option<&Wages>) -> Job {
    let occupation = facts.content.profiles.occupation_of(title);
    let is_rough = occupation.is_some_and(|(_, one)| pay::is_rough(wages, &one.soc));
    let rough = if is_rough { ", rough" } else { "" };
    let pay = median(facts, title, wages).map_or_else(|why| why, |pay| format::wage(pay) + rough);
    Job { rung: rung.into(), title: title.name.clone(), education: education(facts, title), pay }
}

/// The best-fitting title of each rung of a field, the first to reach first. Titles with pay come before others, and
/// those that need a license after the others.
pub fn rungs<'a>(facts: &Facts<'a>, side: Side, wages: Option<&Wages>) -> Vec<(Rung, Match<'a>)> {
    let matches = facts.matches();
    let of_rung = |rung: Rung| {
        // The matches are sorted by fit already.
        let titles = matches.iter().filter(|one| one.side == side && rung_of(one.title) == rung);
        titles.min_by_key(|one| (one.title.license.is_some(), median(facts, one.title, wages).is_err()))
    };
    Rung::ALL.into_iter().filter_map(|rung| Some((rung, *of_rung(rung)?))).collect()
}

/// Titles of which nothing is said count as the first that one can reach.
pub fn rung_of(title: &Title) -> Rung {
    title.rung().unwrap_or(Rung::Start)
}

/// The name of a rung; the first of a field is where one starts, with or without a degree.
pub fn rung_name(rung: Rung, is_first: bool) -> &'static str {
    match rung {
        Rung::Later => "Later",
        _ if is_first => "To start",
        Rung::Start => "To start",
        Rung::Degree => "With degree",
    }
}

/// The jobs of a field by rung.
pub fn jobs(facts: &Facts<'_>, side: Side, wages: Option<&Wages>) -> Vec<Job> {
    let rungs = rungs(facts, side, wages).into_iter().enumerate();
    let job = |(index, (rung, one)): (usize, (Rung, Match<'_>))| {
        let mut job = job(facts, one.title, rung_name(rung, index == 0), wages);
        if job.pay == NO_GROUP {
            NO_FIGURE.clone_into(&mut job.pay);
        }
        job
    };
    rungs.map(job).collect()
}

/// The first job of a field, with the field as its label.
pub fn first_job(facts: &Facts<'_>, side: Side, wages: Option<&Wages>) -> Option<Job> {
    let first = jobs(facts, side, wages).into_iter().next()?;
    Some(Job { rung: format!("In {}", facts.short(side)), ..first })
}

/// What the pay figures are, in plain words, with their source; `None` if no title has one.
pub fn basis_line(facts: &Facts<'_>, wages: Option<&Wages>) -> Option<DefinitionLine> {
    let cites: Vec<String> = facts.occupations().map(|(_, one)| cite(&one.wages_by)).collect();
    let (place, source) = (pay::basis(wages?), common(cites.iter().map(String::as_str))?);
    Some(DefinitionLine::Note(format!("A year's pay in {place}: half earn more, half less. {source}.")))
}
