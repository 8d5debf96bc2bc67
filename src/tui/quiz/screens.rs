//! The screens on the way to the result: welcome, questions, the offer of the tie-breakers, the review.

use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::Model;
use crate::instrument::{Item, Response};
use crate::text::wrap;
use crate::tui::keymap::{Input, Key};
use crate::tui::layout::{self, LOW, NARROW, TALL};
use crate::tui::widgets::{Canvas, pad};
use crate::wording::{
    NOT_YET, OFFER_CHOICES, OFFER_TITLE, SKIPPED, age, answer, counted, go_on, offer, promises,
    question_number, resume_choices,
};

impl Model {
    /// ```text
    /// career-fit
    ///
    /// Health Informatics or Health Information Management?
    ///
    /// Two fields with nearly the same name, and different days at work. …
    ///
    /// • 24 questions, about 2 minutes
    /// • No right or wrong answers; skip what you like
    /// • Private: nothing leaves this computer
    ///
    /// > Start
    ///
    /// Enter start   ? all keys   q leave
    /// ```
    pub fn draw_welcome(&self, area: Rect, canvas: &mut Canvas<'_>) -> Position {
        let page = layout::page(area);
        self.draw_footer(page, None, canvas);
        let rest = self.draw_introduction(page, 1, canvas);
        canvas.choices(rest, &["Start"], Some(0))
    }

    /// The welcome if an earlier quiz can be resumed; it says what the last result was.
    pub fn draw_resume(&self, area: Rect, canvas: &mut Canvas<'_>) -> Position {
        let page = layout::page(area);
        self.draw_footer(page, None, canvas);
        let whose = self.quiz.earlier_age().map(|earlier| {
            format!("There's an earlier quiz here, {}. Not yours? Press o to start over.", age(earlier))
        });
        let texts = self.quiz.last_time().into_iter().chain(whose);
        let lines: Vec<String> =
            texts.flat_map(|text| wrap(&text, usize::from(page.width), "", "")).collect();
        let choices = self.quiz.earlier().map(resume_choices).unwrap_or_default();
        let rest = self.draw_introduction(page, layout::rows(lines.len() + choices.len()), canvas);
        let rest = canvas.lines(rest, &lines, Style::new(), 0);
        canvas.choices(rest, &choices, self.cursor)
    }

    /// Everything above a number of rows with choices; returns the area of those. Choices and footer are always there;
    /// decoration goes first if room is short, then the introduction.
    fn draw_introduction(&self, page: Rect, choices: u16, canvas: &mut Canvas<'_>) -> Rect {
        let instrument = &self.quiz.content().instrument;
        let columns = usize::from(page.width);
        let title = wrap(&instrument.title, columns, "", "");
        let intro = wrap(&instrument.intro, columns, "", "");
        let promises = promises(instrument, page.width < NARROW, self.is_shared);
        let promises: Vec<String> =
            promises.iter().flat_map(|text| wrap(text, columns, "• ", "  ")).collect();
        // Title and promises with a row below each; then the introduction; then the name with two rows below it and
        // three more gaps.
        let above = page.height.saturating_sub(choices + 1);
        let room = usize::from(above).saturating_sub(title.len() + promises.len() + 2);
        let gap = u16::from(room >= intro.len() + 6);
        let split = [Constraint::Length(above), Constraint::Fill(1)];
        let [mut rest, mut below] = page.layout(&Layout::vertical(split));
        if gap > 0 {
            rest = canvas.paragraph(rest, "career-fit", Style::new(), 2);
        }
        rest = canvas.lines(rest, &title, canvas.theme.strong(), gap);
        let shown = if room >= intro.len() { &intro[..] } else { &[] };
        rest = canvas.lines(rest, shown, Style::new(), 1 + gap);
        rest = canvas.lines(rest, &promises, Style::new(), 1 + gap);
        // The choices follow closely.
        below.height += below.y - rest.y;
        below.y = rest.y;
        below
    }
}

impl Model {
    /// ```text
    /// career-fit                                                  Question 7 of 24
    /// ═══════════════════════─────────────────────────────────────────────────────
    ///
    /// Patient records
    ///
    /// How much would you like to...
    /// find out what is missing from a record before it delays care
    ///
    ///
    ///   1  Strongly dislike
    ///   2  Dislike
    ///   3  Unsure
    /// > 4  Like             your answer
    ///   5  Strongly like
    ///
    /// Question 6: Dislike. ← changes it
    ///
    /// ↑↓ choose   1-5 answer   Enter next   ← back   s skip   ? all keys
    /// ```
    pub fn draw_question(&self, area: Rect, canvas: &mut Canvas<'_>) -> Position {
        let page = layout::page(area);
        let (session, instrument) = (self.quiz.session(), &self.quiz.content().instrument);
        let Some(item) = instrument.item(session.at()) else { return page.as_position() };
        let areas = QuestionAreas::new(page, item, instrument.area_label(item));
        canvas.text(areas.head, "career-fit", Style::new());
        canvas.text_right(areas.head, &question_number(session), Style::new());
        if !areas.bar.is_empty() {
            canvas.progress(areas.bar, session.settled(), session.len());
        }
        if !areas.label.is_empty() {
            canvas.text(areas.label, instrument.area_label(item), Style::new());
        }
        canvas.text(areas.stem, &instrument.stem, Style::new());
        canvas.lines(areas.text, &areas.lines, canvas.theme.strong(), 0);
        let cursor = self.draw_options(areas.options, canvas);
        let has_room = !areas.remark.is_empty();
        let remark = self.remark(page.width < NARROW || !has_room);
        match remark {
            Some(remark) if has_room => {
                canvas.text(areas.remark, &remark, canvas.theme.quiet());
                self.draw_footer(page, None, canvas);
            }
            note => self.draw_footer(page, note, canvas),
        }
        // If nothing was chosen yet, the cursor is at what is asked.
        cursor.unwrap_or(areas.text.as_position())
    }

    /// What became of the question before, or that this one was skipped; in fewer words if there is little room.
    fn remark(&self, is_narrow: bool) -> Option<String> {
        let (session, instrument) = (self.quiz.session(), &self.quiz.content().instrument);
        if let Some(before) = self.just_answered {
            let (number, answer) = (before + 1, answer(instrument, session, before));
            // Who watches a made-up person can't change anything.
            let is_watched = self.quiz.next_deed().is_some();
            return Some(match (is_narrow, is_watched) {
                (true, false) => format!("← changes {number}: {answer}"),
                (false, false) => format!("Question {number}: {answer}. ← changes it"),
                (_, true) => format!("Question {number}: {answer}."),
            });
        }
        let skipped = if is_narrow {
            "Skipped. Press Enter to leave it skipped."
        } else {
            "You skipped this one. Press Enter to leave it skipped."
        };
        session.is_skipped(session.at()).then(|| skipped.to_owned())
    }

    /// The options; returns where the one under the cursor is. They are no list: on a tall window there is an empty row
    /// between them, which the cursor must not mark, and a click answers.
    fn draw_options(&self, area: Rect, canvas: &mut Canvas<'_>) -> Option<Position> {
        let instrument = &self.quiz.content().instrument;
        let given = self.quiz.session().responses().get(self.quiz.session().at());
        let widest = instrument.options.iter().map(|option| option.width()).max().unwrap_or(0);
        let step = usize::from(area.height) / Response::COUNT;
        let mut cursor = None;
        for (row, response) in area.rows().step_by(step.max(1)).zip(Response::all()) {
            let mark = if given == Some(response) { "  your answer" } else { "" };
            let text = format!("{}  {}{mark}", response.value(), pad(instrument.option(response), widest));
            let selected = self.cursor == Some(response.index());
            let digit = Key::Char(char::from(b'0' + response.value()));
            let at = canvas.choice(row, &text, selected, Input::Key(digit));
            if selected {
                cursor = Some(at);
            }
        }
        cursor
    }
}

/// The parts of the question screen. Those for which there is no room are empty.
struct QuestionAreas {
    head: Rect,
    bar: Rect,
    label: Rect,
    stem: Rect,
    text: Rect,
    /// The lines of the text, as many as there is room for.
    lines: Vec<String>,
    options: Rect,
    remark: Rect,
}

impl QuestionAreas {
    fn new(page: Rect, item: &Item, label: &str) -> Self {
        let mut lines = wrap(&item.text, usize::from(page.width), "", "");
        let options = layout::rows(Response::COUNT);
        // Head, stem, options and footer are always there; the activity gives way only in tiny windows.
        let fixed = 2 + options + 1;
        lines.truncate(usize::from(page.height.saturating_sub(fixed)));
        let mut left = page.height.saturating_sub(fixed + layout::rows(lines.len()));
        let mut take = |wanted: bool| {
            let taken = u16::from(wanted).min(left);
            left -= taken;
            taken
        };
        // What is most useful comes first.
        let label = take(!label.is_empty());
        let above_options = take(true);
        let remark = take(true);
        let bar = take(true);
        let above_label = take(true);
        let above_text = take(true);
        let above_options = above_options + take(true);
        let above_remark = take(true);
        let options = if page.height >= TALL { 2 * options } else { options };
        let rows = [
            1,
            bar,
            above_label,
            label,
            above_text,
            1,
            layout::rows(lines.len()),
            above_options,
            options,
            above_remark,
            remark,
        ];
        let rows = rows.map(Constraint::Length).into_iter().chain([Constraint::Fill(1)]);
        let [head, bar, _, label, _, stem, text, _, options, _, remark, _] =
            page.layout(&Layout::vertical(rows));
        Self { head, bar, label, stem, text, lines, options, remark }
    }
}

impl Model {
    /// ```text
    /// Too close to call so far
    ///
    /// Your answers point to both paths about equally. Six more questions …
    ///
    /// > Answer them
    ///   No, go on without them
    /// ```
    pub fn draw_offer(&self, area: Rect, canvas: &mut Canvas<'_>) -> Position {
        let page = layout::page(area);
        self.draw_footer(page, None, canvas);
        let rest = canvas.name(page);
        let rest = canvas.paragraph(rest, OFFER_TITLE, canvas.theme.strong(), 1);
        let rest = canvas.paragraph(rest, &offer(&self.quiz.content().instrument), Style::new(), 1);
        canvas.choices(rest, &OFFER_CHOICES, self.cursor)
    }
}

impl Model {
    /// ```text
    /// Your answers                                              24 of 24 answered
    ///
    /// > See your result
    ///
    ///    1  find out why some lab results don't show up in a record     Like
    ///    2  find out what is missing from a record before it delays care  Unsure
    /// ```
    pub fn draw_review(&self, area: Rect, canvas: &mut Canvas<'_>) -> Position {
        const TITLE: &str = "Your answers";
        let page = layout::wide_page(area);
        let session = self.quiz.session();
        let counted = counted(session);
        // If there is no room for both, the count says more.
        if counted.width() + TITLE.len() < usize::from(page.width) {
            canvas.text(page, TITLE, canvas.theme.strong());
        }
        canvas.text_right(page, &counted, Style::new());
        let list = review_list(area);
        let width = usize::from(list.width).saturating_sub(3);
        let entries = (0..session.len()).map(|index| self.review_entry(index, width));
        let rows: Vec<Vec<String>> = [vec![go_on(session)]].into_iter().chain(entries).collect();
        let cursor = canvas.list(list, &rows, self.cursor);
        self.draw_footer(page, None, canvas);
        cursor
    }

    /// Number, activity and answer of an item. If room is short the answer is its number alone.
    fn review_entry(&self, index: usize, width: usize) -> Vec<String> {
        let (session, instrument) = (self.quiz.session(), &self.quiz.content().instrument);
        let (said, widest) = if width < usize::from(NARROW) {
            let said = match session.responses().get(index) {
                Some(response) => response.value().to_string(),
                None if session.is_skipped(index) => "skip".to_owned(),
                None => "-".to_owned(),
            };
            (said, "skip".len())
        } else {
            let options = instrument.options.iter().map(String::as_str);
            let widest = options.chain([SKIPPED, NOT_YET]).map(UnicodeWidthStr::width).max().unwrap_or(0);
            (answer(instrument, session, index).to_owned(), widest)
        };
        let number = format!("{:>2}  ", index + 1);
        let text = instrument.item(index).map_or("", |item| item.text.as_str());
        let lines = beside(text, &[said], widest, width.saturating_sub(number.len()));
        let heads = [number.clone()].into_iter().chain(std::iter::repeat(" ".repeat(number.len())));
        lines.into_iter().zip(heads).map(|(line, head)| head + &line).collect()
    }
}

/// The list of the review, between its head and its footer.
pub fn review_list(area: Rect) -> Rect {
    let page = layout::wide_page(area);
    let head = if page.height < LOW { 2 } else { 4 };
    let rows = [Constraint::Length(head), Constraint::Fill(1), Constraint::Length(2)];
    let [_, list, _] = page.layout(&Layout::vertical(rows));
    list
}

/// A text broken into lines, with short words of at most `widest` columns at their right edge.
pub fn beside(text: &str, words: &[String], widest: usize, width: usize) -> Vec<String> {
    let room = width.saturating_sub(widest + 2);
    let text = wrap(text, room, "", "");
    let words: Vec<&String> = words.iter().filter(|word| !word.is_empty()).collect();
    let line = |index: usize| {
        let text = text.get(index).map_or("", String::as_str);
        let word = words.get(index).map_or("", |word| word.as_str());
        format!("{}  {}", pad(text, room), pad(word, widest))
    };
    (0..text.len().max(words.len())).map(line).collect()
}
