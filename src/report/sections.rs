//! The chapters about the fields: jobs, study, compare and sources; and the list of answers.

use super::document::{Block, Cells, Chapter, Column, ListItem, Part, Table, TableRow};
use super::facts::{Facts, Match, cite, claim, common, sources_line, with_remarks};
use super::{format, ladder, pay};
use crate::content::{Claim, Occupation, Profile, Rung, Source, Title, Topic, Wages};
use crate::instrument::{Evidence, Scale};
use crate::scoring::{Side, Verdict};

/// The rating that is neither liking nor disliking.
const MIDDLE: f64 = 3.0;
/// The maximum number of questions for an advisor.
const QUESTIONS: usize = 3;

// Jobs.

/// The job titles of both fields by how soon they can be reached, the best match first.
pub fn jobs(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Part> {
    let fitting: Vec<&str> = facts.fitting().iter().map(|one| one.title.name.as_str()).collect();
    let order = if facts.matches().iter().all(|one| one.title.key.is_none()) {
        "The content doesn't say how much of each kind of work these titles involve, so they're in no particular order."
    } else if !facts.is_ranked() {
        "Your answers don't differ enough to rank these titles for you, so they're in no particular order."
    } else if facts.assessment.verdict == Verdict::Neither {
        "You liked little of this work. These titles involve most of what you liked more; best match first."
    } else {
        "Job titles that involve most of what you rated highest, best match first. It's about interest, not skill."
    };
    let pay = wages.map_or_else(String::new, |wages| format!(" Pay: medians in {}.", pay::basis(wages)));
    let mut parts = vec![Part::new("order", vec![Block::Paragraph(format!("{order}{pay}"))])];
    let mut ladder = facts.ladder();
    ladder.retain(|one| fitting.contains(&one.title.name.as_str()));
    let mut index = 0;
    for rung in Rung::ALL {
        let titles: Vec<&Match<'_>> =
            ladder.iter().filter(|one| ladder::rung_of(one.title) == rung).collect();
        if titles.is_empty() {
            continue;
        }
        let heading = match rung {
            Rung::Start => "To start: with a certificate",
            Rung::Degree => "With a degree",
            Rung::Later => "Later: after years of experience",
        };
        parts.push(Part::headed(format!("rung-{}", parts.len()), heading, Vec::new()));
        for one in titles {
            parts.push(job(facts, one, wages, index));
            index += 1;
        }
    }
    parts
}

/// A job title: the work, the workplace, education, pay and source.
fn job(facts: &Facts<'_>, one: &Match<'_>, wages: Option<&Wages>, index: usize) -> Part {
    let title = one.title;
    let occupation = facts.content.profiles.occupation_of(title).map(|(_, occupation)| occupation);
    let details = [
        ("Field", Some(facts.full_name(one.side))),
        ("Where", Some(title.workplace.clone())),
        ("Fits", best_scale(facts, one).map(|label| format!("you like {label}"))),
        ("Start", occupation.map(|occupation| format::capitalize(&occupation.entry))),
        ("Later", title.later.then(|| "after years of experience".to_owned())),
        ("License", title.license.clone()),
        ("Pay", occupation.and_then(|occupation| job_pay(occupation, wages))),
        ("Group", occupation.map(|occupation| format!("BLS counts it with {}", occupation.name))),
    ];
    let details = details
        .into_iter()
        .filter_map(|(lead, text)| Some(ListItem::new(text?).lead(lead).side(Some(one.side))))
        .collect();
    let mut blocks = vec![Block::paragraph(title.summary.as_str())];
    blocks.extend(title.note.as_deref().map(Block::paragraph));
    blocks.push(Block::list(details));
    blocks.push(Block::Paragraph(sources_line([cite(&title.by)])));
    let line = ladder::job(facts, title, "", wages);
    let is_shrinking = occupation.is_some_and(|occupation| occupation.growth < 0.0);
    let marks = title.license.is_some().then_some("license").into_iter();
    let marks: Vec<&str> = marks.chain(is_shrinking.then_some("shrinking")).collect();
    let preview =
        format!("{:<4}{:<14}{:>12}  {}", facts.short(one.side), line.education, line.pay, marks.join(", "));
    Part::headed(format!("title-{index}"), title.name.as_str(), blocks).collapsed(preview.trim_end())
}

/// The median wage of a title's occupation, with place and source.
fn job_pay(occupation: &Occupation, wages: Option<&Wages>) -> Option<String> {
    let place = pay::basis(wages?);
    let remark = pay::remark(wages, &occupation.soc);
    Some(match pay::median(wages, &occupation.soc) {
        Some(median) => {
            let remark = remark.map_or_else(String::new, |remark| format!(", {remark}"));
            let source = pay::abbreviated(&cite(&occupation.wages_by));
            format!("half earn more than {} a year ({place}; {source}{remark})", format::wage(median))
        }
        None => format!("{} ({place})", remark.unwrap_or_default()),
    })
}

/// The kind of work that contributes most to the match of a title among those that the respondent likes, and likes
/// more than the average kind.
fn best_scale<'a>(facts: &Facts<'a>, one: &Match<'_>) -> Option<&'a str> {
    let own = facts.assessment.own?;
    let key = one.title.key.as_deref().filter(|_| one.fits())?;
    let scales = facts.content.instrument.scales.iter().zip(&facts.assessment.scales).zip(key);
    let contributions = scales.filter_map(|((scale, reading), &demand)| {
        let mean = reading.mean.filter(|mean| *mean > own && *mean > MIDDLE && demand > 0)?;
        Some(((mean - own) * f64::from(i32::try_from(demand).ok()?), scale))
    });
    contributions.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, scale)| scale.label.as_str())
}

// Study.

/// Questions for an advisor, first steps, typical days, degrees, cost and certifications; collapsed parts last.
pub fn study(facts: &Facts<'_>) -> Vec<Part> {
    let verdict = facts.assessment.verdict;
    let looks_elsewhere = looks_elsewhere(facts);
    let questions = advisor_questions(facts);
    let count = format::capitalize(&format::number(questions.len()));
    let plural = if questions.len() == 1 { "" } else { "s" };
    let mut parts = Vec::new();
    if looks_elsewhere {
        parts.push(elsewhere(facts));
    }
    parts.push(Part::headed(
        "questions",
        format!("{count} question{plural} for an advisor"),
        vec![
            Block::paragraph("They're about the kinds of work you were least sure about."),
            Block::steps(questions),
        ],
    ));
    for side in facts.sides() {
        let profile = facts.content.profiles.on(side);
        let steps = first_steps(profile, looks_elsewhere);
        let is_other = verdict.side().is_some_and(|recommended| recommended != side);
        // If neither field appeals, the steps toward both are collapsed.
        let is_collapsed = verdict == Verdict::Neither || is_other;
        parts.push(if is_collapsed { with_preview(steps) } else { steps });
        parts.extend(about_field(profile));
    }
    let cost = facts.content.profiles.on_topic(Topic::Cost);
    parts.push(with_preview(Part::headed("cost", "What college costs", vec![claim_list(cost)])));
    if !looks_elsewhere {
        parts.push(with_preview(elsewhere(facts)));
    }
    parts.retain(|part| !part.has_empty_list());
    parts.sort_by_key(|part| part.collapsed.is_some());
    parts
}

/// Whether neither field appeals, so that other fields come first.
pub fn looks_elsewhere(facts: &Facts<'_>) -> bool {
    facts.assessment.verdict == Verdict::Neither || facts.assessment.flags.low_interest
}

/// Where else to look.
pub fn elsewhere(facts: &Facts<'_>) -> Part {
    Part::headed("elsewhere", "Where else to look", vec![claim_list(&facts.content.profiles.elsewhere)])
}

fn claim_list<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> Block {
    Block::list(claims.into_iter().map(claim).collect())
}

/// The first steps toward a field.
pub fn first_steps(profile: &Profile, looks_elsewhere: bool) -> Part {
    let heading = if looks_elsewhere {
        format!("First steps in {}, if you're still interested", profile.short)
    } else {
        format!("First steps toward {}", profile.short)
    };
    Part::headed(format!("steps-{}", profile.id), heading, claim_steps(&profile.first_steps))
}

fn about_field(profile: &Profile) -> [Part; 4] {
    let (id, short) = (&profile.id, &profile.short);
    [
        Part::headed(format!("day-{id}"), format!("A typical day in {short}"), claim_steps(&profile.day)),
        Part::headed(format!("study-{id}"), format!("Study for {short}"), vec![claim_list(&profile.study)]),
        Part::headed(format!("cost-{id}"), format!("What {short} costs"), vec![claim_list(&profile.cost)]),
        Part::headed(
            format!("certifications-{id}"),
            format!("Certifications (exams) in {short}"),
            vec![claim_list(&profile.credentials)],
        ),
    ]
    .map(with_preview)
}

/// Collapses a part, with its first list item as the preview.
fn with_preview(part: Part) -> Part {
    let first = part.blocks.iter().find_map(|block| match block {
        Block::List(list) => list.items.first().map(|item| item.text.clone()),
        _ => None,
    });
    part.collapsed(first.unwrap_or_default())
}

/// Claims in order; a source that all share is named once, below them.
fn claim_steps(claims: &[Claim]) -> Vec<Block> {
    let cites: Vec<String> = claims.iter().map(|one| cite(&one.by)).collect();
    let have_remarks = claims.iter().any(|one| one.disagrees.is_some() || one.note.is_some());
    match common(cites.iter().map(String::as_str)) {
        Some(source) if !have_remarks => {
            let steps = claims.iter().map(|one| ListItem::new(one.text.as_str())).collect();
            vec![Block::steps(steps), Block::Paragraph(sources_line([source.to_owned()]))]
        }
        _ => vec![Block::steps(claims.iter().map(claim).collect())],
    }
}

/// The questions about the kinds of work of the named field, or of both, whose mean is closest to the middle, ties in the
/// order of the file; a kind whose questions were all skipped counts as closest.
pub fn advisor_questions(facts: &Facts<'_>) -> Vec<ListItem> {
    let scales = facts.content.instrument.scales.iter().zip(&facts.assessment.scales);
    let named = facts.assessment.verdict.side();
    let mut questions: Vec<(f64, &str)> = scales
        .filter(|(scale, _)| named.is_none() || facts.content.contrast.side(scale.place) == named)
        .map(|(scale, reading)| (reading.mean.map_or(0.0, |mean| (mean - MIDDLE).abs()), scale.ask.as_str()))
        .collect();
    questions.sort_by(|a, b| a.0.total_cmp(&b.0));
    questions.iter().take(QUESTIONS).map(|(_, question)| ListItem::new(*question)).collect()
}

// Compare.

const PAY: &str = "Median pay";
const GROWTH: &str = "Growth";

/// The two fields side by side in short lines, then everything that the sources say on each row and on topics that
/// concern both.
pub fn compare(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Part> {
    let table =
        vec![Block::Table(comparison_table(facts, wages)), Block::Paragraph(figures_note(facts, wages))];
    let mut parts = vec![Part::new("columns", table)];
    for (id, heading, brief, claims) in FIELD_CLAIMS {
        let mut items = Vec::new();
        for side in Side::BOTH {
            let profile = facts.content.profiles.on(side);
            let all = brief(profile).into_iter().chain(claims(profile));
            items.extend(all.map(|one| claim(one).lead(facts.short(side)).side(Some(side))));
        }
        parts.push(collapsed_list(id, heading, items));
    }
    let wages_of = |one: &Occupation| {
        let median = pay::median(wages, &one.soc).map(format::wage);
        let text: Vec<_> = median.into_iter().chain(pay::remark(wages, &one.soc)).collect();
        let source = wages.map_or_else(|| cite(&one.wages_by), |wages| wages.source().to_owned());
        (text.join(", "), source)
    };
    parts.push(occupation_figures(facts, "median", PAY, wages_of));
    let growth_of = |one: &Occupation| (facts.growth(one), cite(&one.outlook_by));
    parts.push(occupation_figures(facts, "growth", GROWTH, growth_of));
    parts.push(titles_by_source(facts));
    for (id, heading, topic) in [
        ("shared", "What they share", Topic::Overlap),
        ("switch", "Switching fields", Topic::Switch),
        ("ai", "What AI changes", Topic::Ai),
        ("remote", "Work from home", Topic::Remote),
    ] {
        let claims = facts.content.profiles.on_topic(topic).map(claim).collect();
        parts.push(collapsed_list(id, heading, claims));
    }
    parts.retain(|part| !part.has_empty_list());
    parts
}

/// A collapsed part with one list.
fn collapsed_list(id: &str, heading: &str, items: Vec<ListItem>) -> Part {
    let count = format::count(items.len(), "line");
    Part::headed(id, heading, vec![Block::list(items)]).collapsed(count)
}

pub fn comparison_table(facts: &Facts<'_>, wages: Option<&Wages>) -> Table {
    // If neither field appeals, the one that is ahead doesn't fit.
    let mark = if facts.assessment.flags.low_interest { "liked a bit more" } else { "fits you better" };
    let recommended = facts.assessment.verdict.side();
    let columns = Side::BOTH.map(|side| {
        let mark = if recommended == Some(side) { format!(", {mark}") } else { String::new() };
        Column {
            head: format!("{}{mark}", facts.full_name(side)),
            short: format!("{}{mark}", facts.short(side)),
        }
    });
    let claim = |claim: Option<&Claim>| claim.map(|claim| claim.text.clone()).into_iter().collect();
    #[expect(clippy::type_complexity, reason = "the type is used once")]
    let cells: [(&str, &dyn Fn(&Profile) -> Vec<String>); 7] = [
        ("What it is", &|one| {
            vec![one.brief.core.as_ref().map_or_else(|| one.summary.clone(), |core| core.text.clone())]
        }),
        ("A typical day", &|one| claim(one.day.first())),
        ("Degree and years", &|one| claim(one.brief.education.as_ref())),
        ("Entry requirements", &|one| claim(one.brief.start.as_ref())),
        (PAY, &|one| median_pay(facts, side_of(facts, one), wages)),
        (GROWTH, &|one| growth(facts, one)),
        ("Certification", &|one| claim(one.brief.certification.as_ref())),
    ];
    let mut rows = cells
        .map(|(label, cell)| TableRow {
            label: label.to_owned(),
            cells: Side::BOTH.map(|side| cell(facts.content.profiles.on(side))).to_vec(),
        })
        .to_vec();
    rows.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    Table {
        caption: "Both fields, line by line".to_owned(),
        labels: "What".to_owned(),
        cells: Cells::Text,
        columns: columns.to_vec(),
        rows,
    }
}

/// The places and years of the figures in the table, and the growth of all jobs.
fn figures_note(facts: &Facts<'_>, wages: Option<&Wages>) -> String {
    let place = wages.map(pay::basis);
    let pay = format::detailed(PAY, place.as_deref());
    let pay = format::detailed(&pay, pay::wage_year(facts, wages));
    let growth = format::detailed(GROWTH, facts.period());
    let all = facts.content.profiles.all_jobs.as_ref();
    let all =
        all.map_or_else(String::new, |all| format!(" All jobs together: {}.", facts.growth_of_all(all)));
    format!("{pay}. {growth}.{all}")
}

/// The side of a profile.
fn side_of(facts: &Facts<'_>, profile: &Profile) -> Side {
    if facts.content.profiles.on(Side::First).id == profile.id { Side::First } else { Side::Second }
}

/// The pay of a field's jobs by how soon they can be reached: "$50,150 to start".
fn median_pay(facts: &Facts<'_>, side: Side, wages: Option<&Wages>) -> Vec<String> {
    let jobs = ladder::jobs(facts, side, wages).into_iter().filter(|job| job.pay.starts_with('$'));
    jobs.map(|job| format!("{} {}", job.pay, job.rung.to_lowercase())).collect()
}

/// The growth of a field's occupations: one range, or a line for each if the figures are of different periods.
fn growth(facts: &Facts<'_>, profile: &Profile) -> Vec<String> {
    let occupations = profile.occupations.iter();
    match facts.period() {
        Some(_) => format::growth_range(occupations.map(|one| one.growth)).into_iter().collect(),
        None => occupations.map(|one| format!("{}: {}", one.name, facts.growth(one))).collect(),
    }
}

/// The id and the heading of a part with the claims about each field: the brief one of the table, then the others.
type FieldClaims = (&'static str, &'static str, fn(&Profile) -> Option<&Claim>, fn(&Profile) -> &[Claim]);

const FIELD_CLAIMS: [FieldClaims; 9] = [
    ("core", "What it is", |one| one.brief.core.as_ref(), |one| &one.core),
    ("day", "A typical day", |_| None, |one| &one.day),
    ("suits", "You may like it if you", |_| None, |one| &one.suits),
    ("duties", "What people do", |_| None, |one| &one.duties),
    ("skills", "Skills", |_| None, |one| &one.skills),
    ("workplaces", "Workplaces", |_| None, |one| &one.workplaces),
    ("education", "Degree and years", |one| one.brief.education.as_ref(), |one| &one.study),
    ("start", "Entry requirements", |one| one.brief.start.as_ref(), |_| &[]),
    ("certification", "Certification", |one| one.brief.certification.as_ref(), |one| &one.credentials),
];

/// A figure of every occupation with its source.
fn occupation_figures(
    facts: &Facts<'_>,
    id: &str,
    heading: &str,
    figure: impl Fn(&Occupation) -> (String, String),
) -> Part {
    let mut items = Vec::new();
    for side in Side::BOTH {
        for one in &facts.content.profiles.on(side).occupations {
            let (text, source) = figure(one);
            let item = ListItem::new(format!("{}: {text}", one.name)).note(source);
            items.push(item.lead(facts.short(side)).side(Some(side)));
        }
    }
    collapsed_list(id, heading, items)
}

/// All job titles, including those that don't fit the answers, by the source that names them.
fn titles_by_source(facts: &Facts<'_>) -> Part {
    let mut items = Vec::new();
    for side in Side::BOTH {
        let mut named: Vec<(&Source, Vec<&Title>)> = Vec::new();
        for title in &facts.content.profiles.on(side).titles {
            match named.iter_mut().find(|(source, _)| source.id == title.by.id) {
                Some((_, titles)) => titles.push(title),
                None => named.push((&title.by, vec![title])),
            }
        }
        items.extend(named.into_iter().map(|(source, titles)| {
            let names: Vec<&str> = titles.iter().map(|title| title.name.as_str()).collect();
            let notes =
                titles.iter().filter_map(|title| Some(format!("{}: {}", title.name, title.note.as_ref()?)));
            let notes: Vec<String> = notes.collect();
            let notes = (!notes.is_empty()).then(|| notes.join(" "));
            let note = with_remarks(cite(source), None, notes.as_deref());
            ListItem::new(names.join("; ")).lead(facts.short(side)).side(Some(side)).note(note)
        }));
    }
    collapsed_list("titles", "Job titles", items)
}

// Sources.

/// The limits of the result, and where everything comes from.
pub fn sources(facts: &Facts<'_>) -> Vec<Part> {
    let sources = &facts.content.profiles.sources;
    let items = sources.iter().map(|source| {
        let note = source.note.as_ref().map_or_else(String::new, |note| format!(" {note}"));
        ListItem::new(source.title.as_str())
            .lead(source.publisher.as_str())
            .note(format!("{}, {}. Used for: {}{note}", source.year, source.place, source.used_for))
            .link(source.address.clone())
    });
    let limits = limits(facts.content.instrument.evidence.as_ref()).into_iter().map(ListItem::new);
    let preview = format!("{}, each with its year and address", format::count(sources.len(), "source"));
    vec![
        Part::headed("limits", "What this result can and can't say", vec![Block::list(limits.collect())]),
        Part::headed("sources", "Where it all comes from", vec![Block::list(items.collect())])
            .collapsed(preview),
    ]
}

fn limits(evidence: Option<&Evidence>) -> Vec<String> {
    let tried = match evidence {
        Some(Evidence { what, named, right, .. }) => {
            format!(
                "In {what}, it named a field for {named} in 100. It was right for {right} in 100 of those."
            )
        }
        None => "Nobody has tried these questions yet.".to_owned(),
    };
    let mut limits = vec![
        "It compares how much you like the work of two fields. It doesn't know your skills, your grades or your life.".to_owned(),
        format!("How sure it is means how well it read your answers. {tried}"),
    ];
    limits.extend(evidence.and_then(|evidence| evidence.note.clone()));
    let nicer =
        "If one side's questions simply sounded better to you, the result leans there and can't tell.";
    limits.push(match evidence.and_then(|evidence| evidence.wording.as_ref()) {
        Some(wording) => format!("{wording} {nicer}"),
        None => nicer.to_owned(),
    });
    limits
}

// Answers.

/// Every item that was asked with its answer, a part for each kind of work.
pub fn answers(facts: &Facts<'_>) -> Chapter {
    let stem = Block::paragraph(facts.content.instrument.stem.as_str());
    let mut parts = vec![Part::new("asked", vec![stem])];
    for side in facts.sides().into_iter().map(Some).chain([None]) {
        for scale in scales_of(facts, side) {
            let items = vec![Block::list(answers_on(facts, scale))];
            parts.push(Part::headed(scale.id.as_str(), format::capitalize(&scale.label), items));
        }
    }
    Chapter::new("answers", "Your answers", "what you said", parts)
}

/// The kinds of work that set a field apart; `None` for those that set neither apart.
pub fn scales_of<'a>(facts: &Facts<'a>, side: Option<Side>) -> impl Iterator<Item = &'a Scale> {
    let content = facts.content;
    let scales = content.instrument.scales.iter().map(AsRef::as_ref);
    scales.filter(move |scale: &&Scale| content.contrast.side(scale.place) == side)
}

/// The answers about one kind of work, in the order asked.
pub fn answers_on(facts: &Facts<'_>, scale: &Scale) -> Vec<ListItem> {
    let asked = facts.asked().filter(|(_, item)| item.scale.place == scale.place);
    asked
        .map(|(index, item)| {
            let answer = format::capitalize(facts.answer(index));
            ListItem::new(format::capitalize(&item.text)).lead(answer)
        })
        .collect()
}
