//! What came of the counts: each kind of work, the statements liked most, and where the room splits.
//!
//! Only statements whose hands are all in count. It is about the room's hands, and says nothing about a path.

use std::cmp::Reverse;

use super::Room;
use super::agreement::Agreement;
use crate::instrument::Response;

/// How many statements are named as liked most.
const MOST_LIKED: usize = 3;

/// What came of the counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Every kind of work that has hands, the one liked most first.
    pub kinds: Vec<Kind>,
    /// Every statement that was counted, in the order asked.
    pub statements: Vec<Statement>,
    /// How many statements are asked.
    pub asked: usize,
    /// The fewest and the most people that there were.
    pub people: (u32, u32),
}

/// Hands by what they are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// For the answers above the middle.
    pub like: u32,
    /// For the middle.
    pub unsure: u32,
    /// For the answers below it.
    pub dislike: u32,
}

/// A kind of work.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    /// What it is called.
    pub label: String,
    /// The hands for all its statements.
    pub tally: Tally,
}

/// A statement that was counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Its place among the questions, from 0.
    pub number: usize,
    /// What was asked.
    pub text: String,
    /// The hands for each answer, lowest first.
    pub hands: Vec<u32>,
    /// The same in three.
    pub tally: Tally,
    /// How many people there were.
    pub people: u32,
    /// How much the room agrees on it.
    pub agreement: Option<Agreement>,
}

impl Tally {
    /// Of the hands for these answers.
    fn new(answers: &[Response], hands: &[u32]) -> Self {
        let mut tally = Self::default();
        for (answer, hands) in answers.iter().zip(hands) {
            let part = match answer {
                Response::One | Response::Two => &mut tally.dislike,
                Response::Three => &mut tally.unsure,
                Response::Four | Response::Five => &mut tally.like,
            };
            *part += hands;
        }
        tally
    }

    /// All hands.
    pub fn hands(self) -> u32 {
        self.like + self.unsure + self.dislike
    }

    /// The share of the hands that like it, 0 to 1; 0 without hands.
    pub fn share(self) -> f64 {
        f64::from(self.like) / f64::from(self.hands().max(1))
    }

    fn plus(self, other: Self) -> Self {
        Self {
            like: self.like + other.like,
            unsure: self.unsure + other.unsure,
            dislike: self.dislike + other.dislike,
        }
    }

    /// Whether more of its hands like it than of another's; where as many do, whether fewer dislike it. It orders from
    /// the most liked on.
    fn compare(self, other: Self) -> std::cmp::Ordering {
        let times = |part: u32, hands: Self| u64::from(part) * u64::from(hands.hands());
        let likes = times(other.like, self).cmp(&times(self.like, other));
        likes.then_with(|| times(self.dislike, other).cmp(&times(other.dislike, self)))
    }
}

impl Picture {
    /// Of a room as it stands.
    pub(super) fn new(room: &Room) -> Self {
        let answers = room.form().answers();
        let statement = |(number, question): (usize, &super::Question)| {
            let hands = question.complete()?;
            let text = room.item(question)?.text.clone();
            let (tally, agreement) = (Tally::new(answers, &hands), Agreement::of(&hands));
            Some(Statement { number, text, hands, tally, people: room.people_at(question), agreement })
        };
        let statements: Vec<Statement> = room.questions().iter().enumerate().filter_map(statement).collect();
        let people = statements.iter().map(|one| one.people);
        let people = people.clone().min().zip(people.max()).unwrap_or_default();
        let kinds = kinds(room, &statements);
        Self { kinds, statements, asked: room.questions().len(), people }
    }

    /// The statements that the most hands liked, the first one most; none that nobody liked.
    pub fn liked(&self) -> Vec<&Statement> {
        let mut liked: Vec<&Statement> = self.statements.iter().filter(|one| one.tally.like > 0).collect();
        liked.sort_by(|one, other| one.tally.compare(other.tally));
        liked.truncate(MOST_LIKED);
        liked
    }

    /// The statement on which the room splits most: the lowest agreement, among those that somebody likes and
    /// somebody dislikes; of equal ones the one with more hands, then the one asked first.
    pub fn split(&self) -> Option<&Statement> {
        let argued = self.statements.iter().filter(|one| one.tally.like > 0 && one.tally.dislike > 0);
        argued.min_by_key(|one| (one.agreement, Reverse(one.tally.hands())))
    }

    /// How many statements have more hands than there were people.
    pub fn over(&self) -> usize {
        self.statements.iter().filter(|one| one.tally.hands() > one.people).count()
    }
}

fn kinds(room: &Room, statements: &[Statement]) -> Vec<Kind> {
    let scales = room.content().instrument.scales.iter();
    let is_of = |one: &&Statement, place: usize| {
        let item = room.questions().get(one.number).and_then(|question| room.item(question));
        item.is_some_and(|item| item.scale.place == place)
    };
    let kind = |(place, label): (usize, &String)| {
        let of_it = statements.iter().filter(|one| is_of(one, place));
        let tally = of_it.fold(Tally::default(), |sum, one| sum.plus(one.tally));
        (tally.hands() > 0).then(|| Kind { label: label.clone(), tally })
    };
    let mut kinds: Vec<Kind> = scales.map(|scale| &scale.label).enumerate().filter_map(kind).collect();
    kinds.sort_by(|one, other| one.tally.compare(other.tally));
    kinds
}
