//! Draws a room. Few words, much space, thick bars: it is read from the back of the room.
//!
//! ```text
//! Question 3 of 12                                                    30 people
//! ═══════════════──────────────────────────────────────────────────────────────
//!
//! How much would you like to...
//!
//! write a program that finds mistakes in health data
//!
//!
//!   Dislike   in
//!
//! > Unsure    hands up now  ••
//!
//!   Like
//!
//!
//! Hands are in for 1 of 3 answers
//!
//! Enter count   Space see   → next   ← back   n people   ? all keys
//! ```
//!
//! Once the counts are shown, each answer has a bar.
//!
//! ```text
//! What this room likes                                                   1 of 4
//! 30 people. Share of the hands that like it
//!
//! programming                     ██████████████████████████ 72%
//!                                 ██████████████████████████
//!
//! health IT systems               ██████████████████ 58%
//!                                 ██████████████████
//! ```
//!
//! The result has one thing on each page: the kinds of work, the statements liked most, where the room splits, and what
//! all that can't say.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;

use super::{Model, Prompt, Screen};
use crate::instrument::{Response, Term};
use crate::room::report::{self, Summary};
use crate::room::{self, Form, Question};
use crate::text::{cut, wrap};
use crate::tui::blocks::portion;
use crate::tui::keymap::Input;
use crate::tui::widgets::{self, Canvas, pad, width};
use crate::tui::{Drawn, layout};

/// Helps those at the back, before the first statement.
const LARGER: &str = "Make the letters large first: Ctrl and + in most terminals. 40 columns are enough.";
/// Next to a count that wasn't counted.
const REST: &str = "the rest";

pub fn draw(model: &Model, window: Rect, buffer: &mut Buffer) -> Drawn {
    widgets::draw(&model.theme, window, buffer, |canvas| {
        if model.is_blank {
            return Position::ORIGIN;
        }
        if let Some(dialog) = &model.dialog {
            return dialog.draw(window, model.note.as_deref(), canvas);
        }
        let page = layout::page(window);
        canvas.footer(page, model.screen().bindings(), model.footnote().as_deref());
        let page = Rect { height: page.height - 1, ..page };
        match model.screen() {
            Screen::Resume => draw_resume(model, page, canvas),
            Screen::People => draw_people(model, page, canvas),
            Screen::Question => draw_question(model, page, canvas),
            Screen::Over => draw_over(model, page, canvas),
            Screen::Result => draw_result(model, page, canvas),
        }
    })
}

/// The terms on the screen.
pub fn terms(model: &Model) -> Vec<&Term> {
    let instrument = &model.room.content().instrument;
    let mut texts = Vec::new();
    if let Some(question) = model.room.question() {
        texts = vec![instrument.stem.clone(), model.room.item(question).text.clone()];
    } else if let Some(page) = pages(model).get(model.page) {
        texts = page.texts();
    }
    instrument.terms_in(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A question with a line below it. Returns the area under both.
fn draw_head(page: Rect, title: &str, text: &str, canvas: &mut Canvas<'_>) -> Rect {
    let gap = if page.height + 1 >= layout::LOW { 2 } else { 1 };
    let rest = canvas.paragraph(page, title, canvas.theme.strong(), gap);
    canvas.paragraph(rest, text, Style::new(), gap)
}

fn draw_resume(model: &Model, page: Rect, canvas: &mut Canvas<'_>) -> Position {
    let title = if model.room.has_finished_earlier() { "A new room?" } else { "An earlier room is here" };
    let text = "Its counts stay until a new room has its first count.";
    let rest = draw_head(page, title, text, canvas);
    canvas.choices(rest, &model.room.resume_choices(), Some(model.choice))
}

fn draw_people(model: &Model, page: Rect, canvas: &mut Canvas<'_>) -> Position {
    let (title, text, entry) = match &model.prompt {
        Some(Prompt::People { entry, proposed: Some(sum) }) => {
            (room::HOW_MANY_NOW, format!("Press Enter for {sum}, the number of hands counted."), entry)
        }
        Some(Prompt::People { entry, proposed: None }) => {
            let people = model.room.people();
            let text = format!("{people} so far. The new number holds from this question on.");
            (room::HOW_MANY_NOW, text, entry)
        }
        _ => (room::HOW_MANY, introduction(model), &model.entry),
    };
    let rest = draw_head(page, title, &text, canvas);
    let after = canvas.text(rest, "People: ", Style::new());
    let after = canvas.text(after, entry.text(), canvas.theme.strong());
    if model.prompt.is_none() && rest.height > 4 {
        canvas.paragraph(
            Rect { y: rest.y + 3, height: rest.height - 3, ..rest },
            LARGER,
            canvas.theme.quiet(),
            0,
        );
    }
    after.as_position()
}

/// What the room is about to do.
fn introduction(model: &Model) -> String {
    let questions = model.room.questions().len();
    let answers = model.room.labels().len();
    let full = if model.room.form() == Form::Full { " That is the full form." } else { "" };
    format!("{questions} statements. For each, hands go up {answers} times; you type how many.{full}")
}

fn draw_over(model: &Model, page: Rect, canvas: &mut Canvas<'_>) -> Position {
    let rest =
        draw_head(page, &model.room.over_status(), "Somebody raised a hand twice, or came later.", canvas);
    canvas.choices(rest, &room::OVER_CHOICES, Some(model.choice))
}

fn draw_question(model: &Model, page: Rect, canvas: &mut Canvas<'_>) -> Position {
    let Some(question) = model.room.question() else { return page.as_position() };
    let text = wrap(&model.room.item(question).text, usize::from(page.width), "", "");
    let (areas, step) = question_layout(page, text.len(), question.hands.len());
    let [head, progress, _, stem, _, statement, _, answers, _, status, _] = areas;
    canvas.text(head, &model.room.question_number(), Style::new());
    canvas.text_right(head, &room::people(model.room.people()), Style::new());
    if !progress.is_empty() {
        canvas.progress(progress, model.room.at(), model.room.questions().len());
    }
    canvas.text(stem, &model.room.content().instrument.stem, Style::new());
    canvas.lines(statement, &text, canvas.theme.strong(), 0);
    canvas.text(status, &model.room.status(), Style::new());

    let labels = model.room.labels();
    let label_width = labels.iter().map(|label| width(label)).max().unwrap_or(0);
    let mut cursor = answers.as_position();
    for (index, row) in answers.rows().step_by(usize::from(step)).enumerate().take(labels.len()) {
        let row = Rect { height: step, ..row };
        let is_here = index == model.answer;
        let label = pad(labels[index], usize::from(label_width));
        canvas.choice(row, &label, is_here, Input::Row(index));
        // The pointer, a space, the label, and the end of what is marked.
        let [_, rest] =
            row.layout(&Layout::horizontal([Constraint::Length(label_width + 5), Constraint::Fill(1)]));
        let after = draw_count(model, question, index, rest, canvas);
        if is_here {
            cursor = after;
        }
    }
    cursor
}

/// The areas of a question's screen, and the rows from one answer to the next. The statement, the answers and how many
/// hands are in are always shown, the rest as far as there is room.
fn question_layout(page: Rect, text: usize, answers: usize) -> ([Rect; 11], u16) {
    let answers = layout::rows(answers);
    let text = layout::rows(text).min(page.height.saturating_sub(answers + 2));
    let mut left = page.height.saturating_sub(answers + 2 + text);
    let mut take = |wanted: u16| {
        let taken = if wanted <= left { wanted } else { 0 };
        left -= taken;
        taken
    };
    let stem = take(1);
    let mut below_text = take(1);
    let mut below_answers = take(1);
    let mut answer_rows = answers + take(answers);
    let progress = take(1);
    let mut below_head = take(1);
    let below_stem = take(1);
    if answer_rows > answers {
        answer_rows += take(answers);
    }
    below_text += take(1);
    below_answers += take(1);
    below_head += take(1);
    let rows =
        [1, progress, below_head, stem, below_stem, text, below_text, answer_rows, below_answers, 1, left];
    (page.layout(&Layout::vertical(rows.map(Constraint::Length))), answer_rows / answers)
}

/// What is next to an answer: what is being typed, its bar, or that its hands are in. Returns where the cursor goes.
fn draw_count(
    model: &Model,
    question: &Question,
    answer: usize,
    area: Rect,
    canvas: &mut Canvas<'_>,
) -> Position {
    let hands = question.hands[answer];
    let is_rest = question.rest == Some(answer);
    let typed = model.entry.text();
    if answer == model.answer && (!typed.is_empty() || hands.is_none()) {
        let typed = if question.is_shown { typed.to_owned() } else { "•".repeat(typed.len()) };
        let rest = canvas.text(area, "hands up now  ", Style::new());
        return canvas.text(rest, &typed, canvas.theme.strong()).as_position();
    }
    match hands {
        None => {}
        Some(hands) if question.is_shown => {
            let most = model.room.people_at(question).max(question.sum()).max(1);
            let share = f64::from(hands) / f64::from(most);
            // Every bar ends where the longest could, whatever is next to it.
            let rest = if model.area.width < layout::NARROW { 0 } else { width(REST) + 1 };
            draw_bar(
                Rect { width: area.width - rest.min(area.width), ..area },
                share,
                &hands.to_string(),
                canvas,
            );
            if rest > 0 && is_rest {
                canvas.text_right(area, REST, canvas.theme.quiet());
            }
        }
        Some(_) => {
            canvas.text(area, if is_rest { "in: the rest" } else { "in" }, Style::new());
        }
    }
    area.as_position()
}

/// A bar as thick as there is room for, with its figure behind it. It belongs to no field, so it has no field's color.
fn draw_bar(area: Rect, share: f64, figure: &str, canvas: &mut Canvas<'_>) {
    /// The longest figure with the space before it. Bars with shorter ones end no later, so that all can be compared.
    const FIGURE: u16 = 6;
    const FULL: &str = "█";
    /// The lower edge of a bar of a row and a half.
    const EDGE: &str = "▀";
    let length = portion(share, usize::from(area.width.saturating_sub(FIGURE)));
    let after = canvas.text(area, &FULL.repeat(length), Style::new());
    let space = if length > 0 { " " } else { "" };
    canvas.text(after, &format!("{space}{figure}"), canvas.theme.strong());
    let below = match area.height {
        0 | 1 => None,
        2 => canvas.theme.half_blocks.then_some(EDGE),
        _ => Some(FULL),
    };
    if let Some(sign) = below {
        canvas.text(Rect { y: area.y + 1, height: 1, ..area }, &sign.repeat(length), Style::new());
    }
}

/// A page of the result.
pub struct Page {
    title: &'static str,
    about: String,
    pieces: Vec<Piece>,
    /// The rows from one bar to the next.
    step: u16,
    /// The columns for the labels next to the bars; 0 if they are above them.
    label_width: u16,
}

/// What is below each other on a page.
enum Piece {
    Text(Vec<String>, Style),
    Bar { label: String, share: f64, figure: String },
}

impl Page {
    /// A section, before it is known how much of it fits on a page.
    fn section(title: &'static str, about: String, pieces: Vec<Piece>, columns: usize) -> Self {
        let label = |piece: &Piece| match piece {
            Piece::Bar { label, .. } => width(label) + 2,
            Piece::Text(..) => 0,
        };
        let longest = pieces.iter().map(label).max().unwrap_or(0);
        let label_width = if usize::from(longest) <= columns * 11 / 20 { longest } else { 0 };
        Self { title, about, pieces, step: 1, label_width }
    }

    fn height_of(&self, piece: &Piece) -> u16 {
        match piece {
            Piece::Text(lines, _) => layout::rows(lines.len()),
            Piece::Bar { .. } => self.step + u16::from(self.label_width == 0),
        }
    }

    /// The rows of all pieces, without gaps.
    fn height(&self) -> u16 {
        self.pieces.iter().map(|piece| self.height_of(piece)).sum()
    }

    /// Everything on it, to find terms in.
    fn texts(&self) -> Vec<String> {
        let text = |piece: &Piece| match piece {
            Piece::Text(lines, _) => lines.join(" "),
            Piece::Bar { label, .. } => label.clone(),
        };
        self.pieces.iter().map(text).collect()
    }

    /// The areas between the title and the footer.
    fn body(&self, page: Rect) -> Rect {
        let is_roomy = page.height + 1 >= layout::LOW;
        let head = 1 + u16::from(!self.about.is_empty()) + if is_roomy { 2 } else { 0 };
        let rows = [Constraint::Length(head), Constraint::Fill(1), Constraint::Length(u16::from(is_roomy))];
        let [_, body, _] = page.layout(&Layout::vertical(rows));
        body
    }

    /// The section on as few pages as it fits on, with bars as thick as there is room for.
    fn split(mut self, page: Rect) -> Vec<Self> {
        let room = self.body(page).height.max(1);
        for step in [3, 2, 1] {
            self.step = step;
            if self.height() <= room {
                break;
            }
        }
        // As many pieces on each page as on the others, if they fit.
        let pages = usize::from(self.height().div_ceil(room)).max(1);
        let each = self.pieces.len().div_ceil(pages);
        let mut pieces = std::mem::take(&mut self.pieces).into_iter().peekable();
        let mut pages = Vec::new();
        while pieces.peek().is_some() {
            let mut page = Self { about: self.about.clone(), pieces: Vec::new(), ..self };
            while page.pieces.len() < each
                && let Some(piece) = pieces
                    .next_if(|next| page.pieces.is_empty() || page.height() + page.height_of(next) <= room)
            {
                page.pieces.push(piece);
            }
            pages.push(page);
        }
        pages
    }
}

/// The pages of the result on the current window; none before there is a result.
pub fn pages(model: &Model) -> Vec<Page> {
    let Some(summary) = &model.summary else { return Vec::new() };
    let page = layout::page(model.area);
    let page = Rect { height: page.height.saturating_sub(1), ..page };
    let columns = usize::from(page.width);
    let section = |title, about, pieces| Page::section(title, about, pieces, columns);
    let limits = summary.limits(&model.room);
    let limits =
        limits.iter().map(|text| Piece::Text(wrap(text, columns, "• ", "  "), Style::new())).collect();
    let mut sections = Vec::new();
    if summary.statements.is_empty() {
        let nothing = vec![Piece::Text(wrap(report::NOTHING, columns, "", ""), Style::new())];
        sections.push(section(report::SCALES_TITLE, String::new(), nothing));
    } else {
        let about = room::hands_up(&report::liking(&model.room));
        let about = format!("{}. {about}, in %", summary.people_text());
        sections.push(section(report::SCALES_TITLE, about, scale_pieces(summary)));
        sections.push(section(report::LIKED_TITLE, String::new(), liked_pieces(model, summary, columns)));
        sections.push(section(report::SPLIT_TITLE, String::new(), split_pieces(model, summary, columns)));
    }
    sections.push(section(report::LIMITS_TITLE, String::new(), limits));
    sections.into_iter().flat_map(|section| section.split(page)).collect()
}

fn scale_pieces(summary: &Summary) -> Vec<Piece> {
    let bars = summary.scales.iter().map(|scale| Piece::Bar {
        label: scale.label_with_field(),
        share: scale.tally.share(),
        figure: scale.tally.percent(),
    });
    bars.collect()
}

fn liked_pieces(model: &Model, summary: &Summary, columns: usize) -> Vec<Piece> {
    let instrument = &model.room.content().instrument;
    let mut pieces = Vec::new();
    for (number, statement) in (1..).zip(summary.liked()) {
        let lines = wrap(&statement.text, columns, &format!("{number}. "), "   ");
        pieces.push(Piece::Text(lines, model.theme.strong()));
        pieces.push(Piece::Text(vec![format!("   {}", statement.liked_text(instrument))], Style::new()));
    }
    pieces
}

fn split_pieces(model: &Model, summary: &Summary, columns: usize) -> Vec<Piece> {
    let text = |text: &str, style: Style| Piece::Text(wrap(text, columns, "", ""), style);
    let Some(statement) = summary.split() else { return vec![text(report::NO_SPLIT, Style::new())] };
    let tally = statement.tally;
    let bar = |answer, hands: u32| Piece::Bar {
        label: model.room.content().instrument.option(answer).to_owned(),
        share: f64::from(hands) / f64::from(tally.hands().max(1)),
        figure: hands.to_string(),
    };
    vec![
        text(&statement.text, model.theme.strong()),
        bar(Response::Two, tally.dislike),
        bar(Response::Three, tally.unsure),
        bar(Response::Four, tally.like),
        text(report::DISCUSS, Style::new()),
    ]
}

fn draw_result(model: &Model, page: Rect, canvas: &mut Canvas<'_>) -> Position {
    let pages = pages(model);
    let Some(shown) = pages.get(model.page) else { return page.as_position() };
    canvas.text(page, shown.title, canvas.theme.strong());
    canvas.text_right(page, &format!("{} of {}", model.page + 1, pages.len()), canvas.theme.quiet());
    canvas.text(Rect { y: page.y + 1, ..page }, &cut(&shown.about, usize::from(page.width)), Style::new());
    let body = shown.body(page);
    let has_gaps = usize::from(body.height) >= usize::from(shown.height()) + shown.pieces.len() - 1;
    let heights = shown.pieces.iter().map(|piece| Constraint::Length(shown.height_of(piece)));
    let rows = Layout::vertical(heights).spacing(u16::from(has_gaps)).split(body);
    for (piece, &row) in shown.pieces.iter().zip(rows.iter()) {
        match piece {
            Piece::Text(lines, style) => {
                canvas.lines(row, lines, *style, 0);
            }
            Piece::Bar { label, share, figure } => {
                canvas.text(row, &cut(label, usize::from(row.width)), Style::new());
                let bar = if shown.label_width == 0 {
                    Rect { y: row.y + 1, height: row.height.saturating_sub(1), ..row }
                } else {
                    Rect { x: row.x + shown.label_width, width: row.width - shown.label_width, ..row }
                };
                if !bar.is_empty() {
                    draw_bar(bar, *share, figure, canvas);
                }
            }
        }
    }
    page.as_position()
}
