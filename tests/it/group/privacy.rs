//! An attack on group reports by possible worlds.
//!
//! The attacker knows who is in which group, the disclosure rule, and the whole report, from which all formats are
//! rendered. A secret is safe if some class gives the same report and differs in it. From random and adversarial classes,
//! a walk through classes with the same report looks for a second value of every secret.

use std::collections::BTreeMap;
use std::rc::Rc;

use career_fit::code::Changes;
use career_fit::content::Content;
use career_fit::group::{Excluded, GroupReport, Settings, Tally};
use career_fit::instrument::{Answers, Response, ResponseSet};
use career_fit::report::Date;
use career_fit::scoring::{Assessment, Side, score};

use super::Dice;
use crate::harness::content;

/// Moves tried from a class before a secret counts as revealed.
const MOVES: usize = 20_000;

/// A person: the group, the answers to the core items (0 if skipped), and the result.
struct Person {
    group: usize,
    answers: Vec<u8>,
    responses: Answers,
    result: Assessment,
}

type Class = Vec<Rc<Person>>;

/// What must not be known of a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Secret {
    /// Results naming this side.
    Side(usize, Option<usize>),
    /// Results with this verdict.
    Verdict(usize, String),
    Flagged(usize),
    /// This answer to this item.
    Answer(usize, usize, u8),
    /// People in a group that is too small to be shown.
    Size(usize),
}

struct Attack {
    content: Content,
    min: u64,
    dice: Dice,
}

impl Attack {
    fn new(min: u64, seed: u64) -> Self {
        Self { content: content(), min, dice: Dice(seed) }
    }

    fn items(&self) -> usize {
        self.content.instrument.core_count()
    }

    /// 1 if the item points to the first side, -1 if to the second.
    fn direction(&self, item: usize) -> i64 {
        self.content.contrast.difference(self.content.instrument.items[item].scale.place).signum()
    }

    fn person(&self, group: usize, answers: Vec<u8>) -> Rc<Person> {
        let Content { instrument, contrast, .. } = &self.content;
        let mut responses = ResponseSet::empty(instrument.items.len());
        for (item, &answer) in answers.iter().enumerate() {
            responses.set(item, Response::new(answer));
        }
        let result = score(instrument, contrast, &responses, &[]);
        Rc::new(Person { group, answers, responses: Answers::of(instrument, responses), result })
    }

    /// A person who answers `first` to the items of the first side and `second` to the others.
    fn constant(&self, group: usize, first: u8, second: u8) -> Rc<Person> {
        let answer = |item| if self.direction(item) > 0 { first } else { second };
        self.person(group, (0..self.items()).map(answer).collect())
    }

    /// A person with a random leaning.
    fn random(&mut self, group: usize) -> Rc<Person> {
        let lean = self.dice.roll(5) as i64 - 2;
        let mut answers = Vec::new();
        for item in 0..self.items() {
            let value = 3 + lean * self.direction(item) / 2 + self.dice.roll(3) as i64 - 1;
            answers.push(value.clamp(1, 5) as u8);
        }
        self.person(group, answers)
    }

    fn report(&self, class: &[Rc<Person>]) -> GroupReport {
        let mut groups: BTreeMap<usize, Tally> = BTreeMap::new();
        for person in class {
            let tally = groups.entry(person.group).or_insert_with(|| Tally::new(&self.content));
            assert!(tally.add(&person.responses, &person.result), "everyone in a world is included");
        }
        let groups =
            groups.into_iter().map(|(group, tally)| (vec![format!("Group {group}")], tally)).collect();
        let settings = Settings {
            title: None,
            date: Date::constant(2026, 12, 1),
            by: vec!["Group".to_owned()],
            min: self.min,
        };
        GroupReport::new(&self.content, settings, groups, Excluded::default(), Changes::default()).unwrap()
    }

    fn value(&self, class: &[Rc<Person>], secret: &Secret) -> usize {
        let count = |group: usize, is_it: &dyn Fn(&Person) -> bool| {
            class.iter().filter(|person| person.group == group && is_it(person)).count()
        };
        match secret {
            Secret::Side(group, side) => {
                count(*group, &|person| person.result.verdict.side().map(Side::index) == *side)
            }
            Secret::Verdict(group, verdict) => {
                count(*group, &|person| format!("{:?}", person.result.verdict) == *verdict)
            }
            Secret::Flagged(group) => count(*group, &is_flagged),
            Secret::Answer(group, item, answer) => count(*group, &|person| person.answers[*item] == *answer),
            Secret::Size(group) => count(*group, &|_| true),
        }
    }

    /// Counts from 1 to 4, and unanimous ones.
    fn secrets(&self, class: &[Rc<Person>]) -> Vec<Secret> {
        let mut secrets = Vec::new();
        for person in class {
            let group = person.group;
            secrets.push(Secret::Side(group, person.result.verdict.side().map(Side::index)));
            secrets.push(Secret::Verdict(group, format!("{:?}", person.result.verdict)));
            if is_flagged(person) {
                secrets.push(Secret::Flagged(group));
            }
            for (item, &answer) in person.answers.iter().enumerate() {
                secrets.push(Secret::Answer(group, item, answer));
            }
        }
        secrets.sort();
        secrets.dedup();
        secrets.retain(|secret| {
            let (Secret::Side(group, _)
            | Secret::Verdict(group, _)
            | Secret::Flagged(group)
            | Secret::Answer(group, ..)
            | Secret::Size(group)) = secret;
            let value = self.value(class, secret);
            (1..5).contains(&value) || value == self.value(class, &Secret::Size(*group))
        });
        secrets
    }

    /// Changes one person's answer to an item by this many steps, if the result is a valid answer.
    fn step(answers: &mut [u8], item: usize, steps: i64) -> bool {
        let to = i64::from(answers[item]) + steps;
        let is_answer = answers[item] > 0 && (1..=5).contains(&to);
        if is_answer {
            answers[item] = to as u8;
        }
        is_answer
    }

    /// Looks for a second value of every secret among the classes with the same report; returns those without one.
    fn revealed(&mut self, class: &[Rc<Person>]) -> Vec<Secret> {
        let report = self.report(class);
        let mut open: Vec<(Secret, usize)> = self
            .secrets(class)
            .into_iter()
            .map(|secret| (secret.clone(), self.value(class, &secret)))
            .collect();
        let mut world = class.to_vec();
        // A walk tends to stay where it is, so two people are moved in opposite directions for a while.
        let (mut p, mut q, mut sign) = (0, 0, 1);
        for number in 0..MOVES {
            if open.is_empty() {
                break;
            }
            if number % 40 == 0 {
                p = self.dice.roll(world.len() as u64) as usize;
                q = self.dice.roll(world.len() as u64) as usize;
                sign = if self.dice.roll(2) == 0 { 1 } else { -1 };
            }
            if number % 4_000 == 3_999 {
                world = class.to_vec();
            }
            let mut first = world[p].answers.clone();
            let mut second = world[q].answers.clone();
            let items = self.items();
            let item = self.dice.roll(items as u64) as usize;
            let share = 1 + self.dice.roll(4);
            let some: Vec<usize> = (0..items).filter(|_| self.dice.roll(4) < share).collect();
            match self.dice.roll(9) {
                // Some items, the sums of both people stay.
                0..=2 if p != q => {
                    for _ in 0..=self.dice.roll(4) {
                        let item = self.dice.roll(items as u64) as usize;
                        let steps = if self.dice.roll(2) == 0 { 1 } else { -1 };
                        let mut moved = (first.clone(), second.clone());
                        if Self::step(&mut moved.0, item, steps) && Self::step(&mut moved.1, item, -steps) {
                            (first, second) = moved;
                        }
                    }
                }
                // A part of the items toward one field, and the other person toward the other field.
                3 | 4 if p != q => {
                    for item in some {
                        let steps = sign * self.direction(item);
                        let mut moved = (first.clone(), second.clone());
                        if Self::step(&mut moved.0, item, steps) && Self::step(&mut moved.1, item, -steps) {
                            (first, second) = moved;
                        }
                    }
                }
                // Answers exchanged.
                5 if p != q => {
                    for item in some {
                        (first[item], second[item]) = (second[item], first[item]);
                    }
                }
                // One person alone, toward one field or to all higher or lower answers.
                6 => some.into_iter().for_each(|item| {
                    Self::step(&mut first, item, sign * self.direction(item));
                }),
                7 => (0..items).for_each(|item| {
                    Self::step(&mut first, item, sign);
                }),
                // A skip, or no longer one.
                8 => first[item] = if first[item] == 0 { 1 + self.dice.roll(5) as u8 } else { 0 },
                _ => {}
            }
            let mut next = world.clone();
            next[p] = self.person(next[p].group, first);
            if p != q {
                next[q] = self.person(next[q].group, second);
            }
            let is_complete = [p, q].iter().all(|&one| next[one].result.verdict.name() != "incomplete");
            if is_complete && self.report(&next) == report {
                world = next;
                open.retain(|(secret, value)| self.value(&world, secret) == *value);
            }
        }
        open.into_iter().map(|(secret, _)| secret).collect()
    }

    fn assert_safe(&mut self, class: &[Rc<Person>]) {
        let revealed = self.revealed(class);
        assert!(revealed.is_empty(), "{} secrets can be worked out: {revealed:?}", revealed.len());
    }
}

fn is_flagged(person: &Person) -> bool {
    let flags = person.result.flags;
    flags.straight_line || flags.inconsistent || flags.rushed
}

#[test]
fn unanimous_classes_reveal_nothing() {
    for (people, min) in [(5, 5), (10, 10)] {
        for (first, second) in [(3, 3), (5, 5), (1, 1), (5, 1), (1, 5), (4, 2), (2, 4)] {
            let mut attack = Attack::new(min, 1);
            let class: Class = (0..people).map(|_| attack.constant(0, first, second)).collect();
            attack.assert_safe(&class);
        }
    }
}

#[test]
fn one_person_of_another_opinion_is_not_revealed() {
    for (people, min) in [(5, 5), (10, 10)] {
        for (many, one) in [((5, 1), (1, 5)), ((4, 2), (2, 4)), ((2, 4), (3, 3)), ((1, 1), (5, 5))] {
            let mut attack = Attack::new(min, 2);
            let mut class: Class = (1..people).map(|_| attack.constant(0, many.0, many.1)).collect();
            class.push(attack.constant(0, one.0, one.1));
            attack.assert_safe(&class);
        }
    }
}

#[test]
fn unanimous_groups_of_different_opinions_reveal_nothing() {
    for (first, second) in [(5, 1), (4, 2)] {
        let mut attack = Attack::new(5, 3);
        let class: Class = (0..15)
            .map(|number| match number % 3 {
                0 => attack.constant(0, first, second),
                1 => attack.constant(1, second, first),
                _ => attack.constant(2, 3, 3),
            })
            .collect();
        attack.assert_safe(&class);
        attack.assert_safe(&class.into_iter().filter(|person| person.group < 2).collect::<Class>());
    }
}

#[test]
fn random_classes_reveal_nothing() {
    for seed in 0..4 {
        let mut attack = Attack::new(5, 100 + seed);
        let people = 5 + attack.dice.roll(9);
        let groups = 1 + attack.dice.roll(2);
        let class: Class = (0..people)
            .map(|_| {
                let group = attack.dice.roll(groups) as usize;
                attack.random(group)
            })
            .collect();
        attack.assert_safe(&class);
    }
}

#[test]
fn a_scale_that_few_answered_reveals_nothing() {
    let mut attack = Attack::new(5, 4);
    let mut class: Class = (0..10).map(|number| attack.random(number % 2)).collect();
    let scale = attack.content.instrument.items[0].scale.id.clone();
    for number in [0, 2] {
        let mut answers = class[number].answers.clone();
        for (item, answer) in answers.iter_mut().enumerate() {
            if attack.content.instrument.items[item].scale.id == scale {
                *answer = 0;
            }
        }
        class[number] = attack.person(class[number].group, answers);
    }
    attack.assert_safe(&class);
}

/// Moving people between groups must be able to leave the report as it is.
#[test]
fn sizes_of_combined_groups_are_not_revealed() {
    for sizes in [&[12, 3, 2][..], &[12, 1, 10], &[11, 4, 3, 2, 1], &[15, 12, 1]] {
        let mut attack = Attack::new(10, 5);
        let mut class = Vec::new();
        for (group, &size) in sizes.iter().enumerate() {
            for _ in 0..size {
                class.push(attack.constant(group, 4, 2));
            }
        }
        let report = attack.report(&class);
        let mut open: Vec<Secret> =
            (0..sizes.len()).filter(|&group| sizes[group] < 5).map(Secret::Size).collect();
        for _ in 0..2_000 {
            let mut world = class.clone();
            for _ in 0..=attack.dice.roll(3) {
                let person = attack.dice.roll(world.len() as u64) as usize;
                let group = attack.dice.roll(sizes.len() as u64) as usize;
                world[person] = attack.person(group, world[person].answers.clone());
            }
            if attack.report(&world) == report {
                open.retain(|secret| attack.value(&world, secret) == attack.value(&class, secret));
            }
        }
        assert!(open.is_empty(), "{sizes:?}: {open:?}");
    }
}
