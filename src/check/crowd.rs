//! How made-up people fare: some who click at random, and some as the constants of the scoring picture them.
//!
//! A pictured person likes activities in general about so much (mean 3, standard deviation 0.5) and has a liking for
//! each kind of work around that. These likings vary just so much that the gaps between people have the variance
//! `spread`. An answer is the liking of its kind of work, changed by the day (`day_to_day`) and by the question
//! (`prior_variance`), rounded and held between 1 and 5. Where it is too close, the tie-breakers are answered too. The
//! numbers are drawn from a fixed seed, with sums alone, so that they are the same everywhere.

use super::Finding;
use super::wins::assess;
use crate::content::Content;
use crate::instrument::{Response, ResponseSet};
use crate::scoring::{Side, Verdict};

/// How many people of each kind there are.
pub(super) const PEOPLE: u32 = 4000;
/// How much people like activities in general, and how much that varies.
const GENERAL: (f64, f64) = (3.0, 0.5);
/// From this part of those who get a path named on, one side gets too many. Chance alone stays under it.
const MANY: f64 = 0.56;
/// Where a path is named to more of those who click at random than this, it means little.
const NAMED_AT_RANDOM: f64 = 0.5;

/// Who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// They answer as the constants picture it.
    Pictured,
    /// Each answer is as likely as any other.
    Random,
}

impl Kind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Pictured, Self::Random];

    /// The word for it in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pictured => "pictured",
            Self::Random => "random",
        }
    }
}

/// How many people got which result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crowd {
    /// Who they are.
    pub kind: Kind,
    /// A path fits clearly, first side first.
    pub clear: [u32; 2],
    /// The answers lean to a path.
    pub lean: [u32; 2],
    /// Both fit.
    pub both: u32,
    /// Neither stands out.
    pub neither: u32,
    /// Too close to call.
    pub close: u32,
    /// Those among the last three who are exactly even.
    pub even: u32,
    /// Those among the first four whose path is the one that they were made for; of those who click at random, none.
    pub right: u32,
}

impl Crowd {
    /// Makes people up and lets them take the quiz.
    pub(super) fn new(content: &Content, kind: Kind) -> Self {
        let mut dice = Dice(0x00C0_FFEE);
        let mut crowd =
            Self { kind, clear: [0; 2], lean: [0; 2], both: 0, neither: 0, close: 0, even: 0, right: 0 };
        let likings = Likings::new(content);
        for _ in 0..PEOPLE {
            let (responses, leaning) = match kind {
                Kind::Pictured => likings.person(&mut dice),
                Kind::Random => (clicks(content, &mut dice), None),
            };
            crowd.add(content, &responses, leaning);
        }
        crowd
    }

    fn add(&mut self, content: &Content, responses: &ResponseSet, leaning: Option<Side>) {
        let mut core = responses.clone();
        let instrument = &content.instrument;
        (instrument.core_count()..instrument.items.len()).for_each(|extra| core.set(extra, None));
        let mut assessment = assess(content, &core);
        if assessment.verdict.is_too_close() {
            assessment = assess(content, responses);
        }
        let named = |[first, second]: &mut [u32; 2], side| {
            *(if side == Side::First { first } else { second }) += 1;
        };
        match assessment.verdict {
            Verdict::Clear(side) => named(&mut self.clear, side),
            Verdict::Lean(side) => named(&mut self.lean, side),
            Verdict::Both => self.both += 1,
            Verdict::Neither => self.neither += 1,
            Verdict::Close | Verdict::Incomplete => self.close += 1,
        }
        let side = assessment.verdict.side();
        self.right += u32::from(side.is_some() && side == leaning);
        self.even += u32::from(assessment.comparison.is_some_and(|comparison| comparison.side.is_none()));
    }

    /// How many got a path named, first side first.
    pub fn named(&self) -> [u32; 2] {
        let [[a, b], [c, d]] = [self.clear, self.lean];
        [a + c, b + d]
    }

    pub(super) fn findings(&self, content: &Content) -> Vec<Finding> {
        let names = content.profiles.pair.each_ref().map(|profile| profile.short.as_str());
        let who = match self.kind {
            Kind::Pictured => "made-up people",
            Kind::Random => "who click at random",
        };
        let ([first, second], [one, other]) = (names, self.named().map(percent));
        let [both, neither, close, even] = [self.both, self.neither, self.close, self.even].map(percent);
        let text = format!(
            "of {},000 {who}: {first} {one}, {second} {other}, both {both}, neither {neither}, too close {close} \
             (exactly even: {even}){}",
            PEOPLE / 1000,
            self.rightly()
        );
        let mut findings = vec![Finding::fine("people", text)];
        findings.extend(self.lopsided(names));
        let named: u32 = self.named().iter().sum();
        if self.kind == Kind::Random && f64::from(named) > NAMED_AT_RANDOM * f64::from(PEOPLE) {
            let text = format!(
                "{} of those who click at random get a path named, so a named path says little",
                percent(named)
            );
            let mend = "add questions to the kinds of work that have few, or raise `lean`";
            findings.push(Finding::note("people", text, mend).at("[scoring]"));
        }
        findings
    }

    fn rightly(&self) -> String {
        let named: u32 = self.named().iter().sum();
        if self.kind == Kind::Random || named == 0 {
            return String::new();
        }
        let right = 100.0 * f64::from(self.right) / f64::from(named);
        format!(". A path that is named is the right one for {right:.0} in 100")
    }

    /// Whether one side gets too many.
    fn lopsided(&self, names: [&str; 2]) -> Option<Finding> {
        let named = self.named();
        let all: u32 = named.iter().sum();
        let [first, second] = named;
        let more = if first > second { Side::First } else { Side::Second };
        let part = f64::from(first.max(second)) / f64::from(all.max(1));
        (part > MANY).then(|| {
            let text = format!(
                "{:.0} of 100 who get a path named are sent to {}: that side has it easier",
                100.0 * part,
                more.of(&names)
            );
            let mend = "give both paths as many questions, and look at `norm_gap`";
            Finding::note("people", text, mend).at("[scoring]")
        })
    }
}

/// A part of all people.
fn percent(count: u32) -> String {
    format!("{:.0} %", 100.0 * f64::from(count) / f64::from(PEOPLE))
}

/// Answers at random.
fn clicks(content: &Content, dice: &mut Dice) -> ResponseSet {
    content.instrument.items.iter().map(|_| nearest(1.0 + (dice.number() * 5.0).floor())).collect()
}

/// The answer next to a liking.
fn nearest(liking: f64) -> Option<Response> {
    Response::all().min_by(|a, b| {
        let far = |response: &Response| (f64::from(response.value()) - liking).abs();
        far(a).total_cmp(&far(b))
    })
}

/// How people's likings vary.
struct Likings<'a> {
    content: &'a Content,
    /// What each kind of work has in the gap; the positive ones add up to 1.
    weights: Vec<f64>,
    /// The standard deviation of a liking for one kind of work.
    of_work: f64,
    /// That of one answer around it.
    of_question: f64,
    /// That of a day.
    of_day: f64,
}

impl<'a> Likings<'a> {
    fn new(content: &'a Content) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
        let weight = |place| content.contrast.difference(place) as f64 / content.contrast.total() as f64;
        let weights: Vec<f64> = (0..content.instrument.scales.len()).map(weight).collect();
        let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
        let constants = &content.instrument.constants;
        Self {
            content,
            weights,
            of_work: (constants.spread / squares).sqrt(),
            of_question: constants.prior_variance.sqrt(),
            of_day: constants.day_to_day.sqrt(),
        }
    }

    /// Somebody's answers, and the side that somebody truly leans to.
    fn person(&self, dice: &mut Dice) -> (ResponseSet, Option<Side>) {
        let general = GENERAL.0 + GENERAL.1 * dice.normal();
        let works: Vec<f64> = self.weights.iter().map(|_| general + self.of_work * dice.normal()).collect();
        let days: Vec<f64> = works.iter().map(|work| work + self.of_day * dice.normal()).collect();
        let answer = |place: usize, dice: &mut Dice| {
            let day = days.get(place).copied().unwrap_or(general);
            nearest(day + self.of_question * dice.normal())
        };
        let items = self.content.instrument.items.iter();
        let responses = items.map(|item| answer(item.scale.place, dice)).collect();
        let gap: f64 = self.weights.iter().zip(&works).map(|(weight, work)| weight * work).sum();
        let leaning = if gap > 0.0 { Side::First } else { Side::Second };
        (responses, Some(leaning))
    }
}

/// Numbers that look random: `SplitMix64` (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    /// A number from 0 to under 1.
    fn number(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let bits = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or_default();
        f64::from(bits) / (f64::from(u32::MAX) + 1.0)
    }

    /// A number with mean 0 and standard deviation 1, nearly normal: the sum of twelve.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.number()).sum::<f64>() - 6.0
    }
}
