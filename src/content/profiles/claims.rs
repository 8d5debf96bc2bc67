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

impl Profiles {
    /// Every claim with its source: what is said of both paths and of each, their occupations, pay, outlook and
    /// titles.
    pub fn claims(&self) -> impl Iterator<Item = Said<'_>> {
        let both = self.shared.iter().map(|shared| &shared.claim).chain(&self.elsewhere).map(plain);
        both.chain(self.pair.iter().flat_map(of_profile))
    }
}

fn said<'a>(text: &'a str, source: &'a Source, disagrees: Option<&'a String>) -> Said<'a> {
    Said { text, source, disagrees: disagrees.map(String::as_str) }
}

fn plain(claim: &Claim) -> Said<'_> {
    said(&claim.text, &claim.by, claim.disagrees.as_ref())
}

impl Brief {
    /// The lines that there are.
    pub fn lines(&self) -> impl Iterator<Item = &Claim> {
        [&self.core, &self.education, &self.start, &self.certification].into_iter().flatten()
    }
}

impl Profile {
    /// Its plain lists of claims, each by the heading that it has in the file.
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

    /// Everything that is claimed of it.
    pub fn claims(&self) -> impl Iterator<Item = Said<'_>> {
        of_profile(self)
    }
}

fn of_profile(profile: &Profile) -> impl Iterator<Item = Said<'_>> {
    let lists = profile.lists().map(|(_, claims)| claims);
    let lists = profile.brief.lines().chain(lists.into_iter().flatten()).map(plain);
    let occupations = profile
        .occupations
        .iter()
        .flat_map(|one| [said(&one.about, &one.wages_by, None), said(&one.entry, &one.outlook_by, None)]);
    let pay = profile.pay.iter().map(|one| said(&one.what, &one.by, one.disagrees.as_ref()));
    let outlook = profile.outlook.iter().map(|one| said(&one.text, &one.by, one.disagrees.as_ref()));
    let titles = profile.titles.iter().map(|one| said(&one.name, &one.by, None));
    lists.chain(occupations).chain(pay).chain(outlook).chain(titles)
}
