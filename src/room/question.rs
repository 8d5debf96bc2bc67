//! One statement, and the hands that went up for each answer to it.

/// One statement, and the hands that went up for each answer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    item: usize,
    people: Option<u32>,
    /// The hands for each answer, lowest first; `None` where nobody counted them yet.
    hands: Vec<Option<u32>>,
    /// The answer whose hands nobody counted: it has the rest of the people.
    rest: Option<usize>,
    is_shown: bool,
}

impl Question {
    /// A question about the item at this place, with so many answers.
    pub(super) fn new(item: usize, answers: usize) -> Self {
        Self { item, people: None, hands: vec![None; answers], rest: None, is_shown: false }
    }

    /// A question as it was saved; `None` where the counts can't be.
    pub(super) fn restored(
        item: usize,
        people: Option<u32>,
        hands: Vec<Option<u32>>,
        rest: Option<usize>,
        is_shown: bool,
    ) -> Option<Self> {
        let is_sound = hands.iter().flatten().all(|count| *count <= super::MOST)
            && people.is_none_or(|people| (1..=super::MOST).contains(&people))
            && people.is_some() == hands.iter().any(Option::is_some)
            && rest.is_none_or(|rest| hands.get(rest).is_some_and(Option::is_some));
        is_sound.then_some(Self { item, people, hands, rest, is_shown })
    }

    /// The place of its item in the instrument.
    pub fn item(&self) -> usize {
        self.item
    }

    /// How many people there were when it was counted; `None` before.
    pub fn people(&self) -> Option<u32> {
        self.people
    }

    /// The hands for each answer, lowest first.
    pub fn hands(&self) -> &[Option<u32>] {
        &self.hands
    }

    /// The answer that has the rest of the people, from 0; `None` where all were counted or some are open.
    pub fn rest(&self) -> Option<usize> {
        self.rest
    }

    /// Whether the counts may be seen.
    pub fn is_shown(&self) -> bool {
        self.is_shown
    }

    /// All hands that are in.
    pub fn sum(&self) -> u32 {
        self.hands.iter().flatten().sum()
    }

    /// Whether any answer was counted.
    pub fn has_counts(&self) -> bool {
        self.hands.iter().any(Option::is_some)
    }

    /// The first answer that was not counted yet; `None` where all hands are in.
    pub fn first_open(&self) -> Option<usize> {
        self.hands.iter().position(Option::is_none)
    }

    /// How many answers were counted.
    pub fn counted(&self) -> usize {
        self.hands.iter().flatten().count()
    }

    /// The hands for each answer where all are in and there is at least one.
    pub fn complete(&self) -> Option<Vec<u32>> {
        self.hands.iter().copied().collect::<Option<Vec<u32>>>().filter(|hands| hands.iter().sum::<u32>() > 0)
    }

    /// Whether more hands are in than there are people.
    pub fn is_over(&self) -> bool {
        self.people.is_some_and(|people| self.sum() > people)
    }

    pub(super) fn count(&mut self, answer: usize, hands: u32, people: u32) {
        let Some(place) = self.hands.get_mut(answer) else { return };
        *place = Some(hands);
        self.people.get_or_insert(people);
        if self.rest == Some(answer) {
            self.rest = None;
        }
        self.fill();
    }

    pub(super) fn uncount(&mut self, answer: usize) {
        if let Some(place) = self.hands.get_mut(answer) {
            *place = None;
        }
        // What was only the rest of the others is no count without them.
        if let Some(rest) = self.rest.take()
            && let Some(place) = self.hands.get_mut(rest)
        {
            *place = None;
        }
        if !self.has_counts() {
            (self.people, self.is_shown) = (None, false);
        }
    }

    pub(super) fn show(&mut self) {
        self.is_shown = !self.is_shown && self.has_counts();
    }

    pub(super) fn set_people(&mut self, people: u32) {
        if self.people.is_some() {
            self.people = Some(people);
            self.fill();
        }
    }

    /// Gives the rest of the people to the only answer that nobody counted.
    fn fill(&mut self) {
        let open: Vec<usize> =
            (0..self.hands.len()).filter(|&place| self.hands.get(place) == Some(&None)).collect();
        let Some(answer) = self.rest.or(if let [only] = open[..] { Some(only) } else { None }) else {
            return;
        };
        let others = self.hands.iter().enumerate().filter(|(place, _)| *place != answer);
        let others: u32 = others.filter_map(|(_, hands)| *hands).sum();
        let rest = self.people.unwrap_or(0).saturating_sub(others);
        if let Some(place) = self.hands.get_mut(answer) {
            (*place, self.rest) = (Some(rest), Some(answer));
        }
    }
}
