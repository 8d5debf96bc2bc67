//! Everything that the profiles claim, in one list, so that a report can be held to it.

use super::{Brief, Claim, Profile, Profiles, Source};

/// Something claimed, wherever in the file it stands.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// What is said; of a title and of a pay claim, what it is about.
    pub text: &'a str,
    /// Who says so.
    pub source: &'a Source,
    /// What another source says instead.
    pub disagrees: Option<&'a str>,
}

/// A text, the index of its source, and what another source says instead.
type Plain<'a> = (&'a str, usize, Option<&'a str>);

impl Profiles {
    /// Every claim with its source: what is said of both paths and of each, their occupations, pay, outlook and
    /// titles.
    pub fn claims(&self) -> impl Iterator<Item = Said<'_>> {
        let both = self.shared.iter().map(|shared| &shared.claim).chain(&self.elsewhere).map(plain);
        let all = both.chain(self.pair.iter().flat_map(of_profile));
        all.filter_map(|(text, source, disagrees)| {
            Some(Said { text, source: self.source(source)?, disagrees })
        })
    }
}

fn plain(claim: &Claim) -> Plain<'_> {
    (&claim.text, claim.source, claim.disagrees.as_deref())
}

impl Brief {
    /// The lines that there are.
    pub fn lines(&self) -> impl Iterator<Item = &Claim> {
        [&self.core, &self.education, &self.start, &self.certification].into_iter().flatten()
    }
}

fn of_profile(profile: &Profile) -> impl Iterator<Item = Plain<'_>> {
    let lists = [
        &profile.day,
        &profile.core,
        &profile.suits,
        &profile.duties,
        &profile.skills,
        &profile.study,
        &profile.cost,
        &profile.credentials,
        &profile.workplaces,
        &profile.first_steps,
    ];
    let lists = profile.brief.lines().chain(lists.into_iter().flatten()).map(plain);
    let occupations = profile.occupations.iter().flat_map(|one| {
        [(one.about.as_str(), one.wage_source, None), (one.entry.as_str(), one.outlook_source, None)]
    });
    let pay = profile.pay.iter().map(|one| (one.what.as_str(), one.source, one.disagrees.as_deref()));
    let outlook = profile.outlook.iter().map(|one| (one.text.as_str(), one.source, one.disagrees.as_deref()));
    let titles = profile.titles.iter().map(|one| (one.name.as_str(), one.source, None));
    lists.chain(occupations).chain(pay).chain(outlook).chain(titles)
}
