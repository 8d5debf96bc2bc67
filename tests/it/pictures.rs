//! The pictures of the README and of the page for advisors: the real program's screens as SVG. `INSTA_UPDATE=always cargo test pictures` makes them
//! anew, as it does with the other agreed screens.
//!
//! Text keeps to its columns in any font: every run of text has its place and its length. What a font would draw
//! with gaps or not at all (bars, lines, arrows) is drawn as shapes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use vt100::{Color, Screen};

use crate::harness::{PERSONAS, content};
use crate::pty::{Session, arrow_keys};

/// A picture.
struct Picture {
    /// Whether it stands on the page for advisors, not in the README.
    for_advisors: bool,
    name: &'static str,
    title: &'static str,
    /// What it says, for those who don't see it. Its figures stand on the screen; a test holds that.
    says: &'static str,
    screen: fn() -> Session,
}

const PICTURES: [Picture; 5] = [
    Picture {
        for_advisors: false,
        name: "result",
        title: "A result",
        says: "A result: your answers point clearly to Health Informatics. Bars say how much you like the work of each \
               field: HI 3.7 of 5, HIM 2.9 of 5. Below them eight tabs. The open one, At a glance, gives the strongest \
               reasons in your own answers, pay in both fields, three job titles, where to start, and one next step.",
        screen: || result("1 At a glance", ""),
    },
    Picture {
        for_advisors: false,
        name: "question",
        title: "A question",
        says: "Question 7 of 24: How much would you like to set the rules for who may see which part of a record? \
               Five answers from Strongly dislike to Strongly like; 4, Like, is chosen.",
        screen: question,
    },
    Picture {
        for_advisors: false,
        name: "pay",
        title: "Pay in both fields",
        says: "The tab Pay: for each occupation of both fields what it pays a year in the United States, median, low and \
               high, as figures and as a bar. In HI, Computer Systems Analysts: $105,850, $67,340, $167,710. In HIM, \
               Medical Records Specialists: $51,140, $37,000, $81,150.",
        screen: || result("A year's pay", "4"),
    },
    Picture {
        for_advisors: true,
        name: "room",
        title: "A question before a room",
        says: "Question 1 of 12 before a room of 30 people: the statement, Dislike, Unsure and Like. The hands for Dislike \
               are in, and no count is shown.",
        screen: || room(1),
    },
    Picture {
        for_advisors: true,
        name: "room-result",
        title: "What a room likes",
        says: "What this room likes: a bar for each of six kinds of work, with the hands up for Like in percent.",
        screen: || room(12),
    },
];

/// The result of a persona, with a tab opened by its key.
fn result(text: &str, key: &str) -> Session {
    let content = content();
    let persona = PERSONAS.iter().find(|persona| persona.name == "readme").unwrap();
    let code = persona.outcome(&content).code;
    let rows = if key.is_empty() { 26 } else { 40 };
    let mut session = Session::start(&["--no-save", "show", &code], &[], (80, rows));
    session.wait_for("? all keys");
    session.send(key);
    session.wait_for(text);
    session.wait_for_cursor_on(if key.is_empty() { "1" } else { key });
    session
}

/// The seventh question with an answer chosen.
fn question() -> Session {
    let mut session = Session::start(&["--no-save"], &[], (80, 20));
    session.wait_for("Start");
    session.send("\r");
    for number in 1..7 {
        session.wait_for(&format!("Question {number} of 24"));
        session.send(&arrow_keys(3));
    }
    session.wait_for("Question 7 of 24");
    session.send("\x1b[B\x1b[B");
    session.wait_for("> 4");
    session.wait_for_cursor_on(">");
    session
}

/// A room with so many questions counted: 6 hands for Dislike, 9 for Unsure, the rest for Like. At the first, only those
/// for Dislike.
fn room(questions: usize) -> Session {
    let mut session = Session::start(&["room", "--people", "30", "--no-save"], &[], (80, 22));
    for number in 1..=questions {
        session.wait_for(&format!("Question {number} of 12"));
        session.send(&format!("{}\r", 3 + number));
        if questions == 1 {
            session.wait_for("1 of 3 answers");
            return session;
        }
        session.send("9\r\x1b[6~");
    }
    session.wait_for("What this room likes");
    session
}

#[test]
fn the_pictures_show_the_real_screens() {
    for picture in &PICTURES {
        let drawn = svg((picture.screen)().screen.screen(), picture);
        assert!(drawn.len() < 40_000, "{} is too large: {} bytes", picture.name, drawn.len());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/{}.svg", picture.name));
        if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
            std::fs::write(&file, &drawn).unwrap();
        }
        let kept = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(
            kept == drawn,
            "docs/{}.svg is not the real screen any more: `INSTA_UPDATE=always cargo test pictures` makes it anew",
            picture.name
        );
    }
}

#[test]
fn each_page_says_in_words_what_its_pictures_show() {
    let (readme, advisors) = (include_str!("../../README.md"), include_str!("../../docs/advisors.md"));
    for picture in &PICTURES {
        let (page, folder) = if picture.for_advisors { (advisors, "") } else { (readme, "docs/") };
        let embedded = format!("![{}]({folder}{}.svg)", picture.says, picture.name);
        assert!(page.contains(&embedded), "the page should have:\n{embedded}");
        let screen = (picture.screen)().text();
        let figures = picture.says.split([' ', ':', ';']).map(|word| word.trim_end_matches(['.', ',', '?']));
        for figure in figures.filter(|word| word.contains(|c: char| c.is_ascii_digit())) {
            assert!(screen.contains(figure), "{}: no {figure} on the screen:\n{screen}", picture.name);
        }
    }
}

/// A cell in pixels, and the frame around all cells.
const CELL: (usize, usize) = (9, 18);
const MARGIN: usize = 14;
const TITLE_BAR: usize = 28;
/// Light text on a dark ground, about 13:1; it stands on light and dark pages.
const INK: &str = "#d8dce3";
const GROUND: &str = "#171a20";
const FONTS: &str =
    "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";

/// What a cell looks like.
#[derive(Clone, PartialEq)]
struct Cell {
    sign: char,
    ink: String,
    bold: bool,
    reversed: bool,
}

impl Cell {
    fn of(cell: &vt100::Cell) -> Self {
        let ink = match cell.fgcolor() {
            Color::Default => INK.to_owned(),
            Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
            Color::Idx(index) => panic!("colour {index} has no fixed look"),
        };
        let ink = if cell.inverse() { GROUND.to_owned() } else { ink };
        let sign = cell.contents().chars().next().unwrap_or(' ');
        Self { sign, ink, bold: cell.bold(), reversed: cell.inverse() }
    }

    /// Whether a font draws it.
    fn is_text(&self) -> bool {
        self.sign != ' ' && !"█▒■─═│┼←→↑↓".contains(self.sign)
    }

    fn is_like(&self, other: &Self) -> bool {
        (&self.ink, self.bold, self.reversed) == (&other.ink, other.bold, other.reversed)
    }
}

fn svg(screen: &Screen, picture: &Picture) -> String {
    let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
    let (width, height) =
        (usize::from(columns) * CELL.0 + 2 * MARGIN, TITLE_BAR + usize::from(rows) * CELL.1 + MARGIN);
    let mut drawing = Drawing::default();
    for row in 0..rows {
        let cells: Vec<Cell> =
            (0..columns).map(|column| Cell::of(screen.cell(row, column).unwrap())).collect();
        drawing.row(TITLE_BAR + usize::from(row) * CELL.1, &cells);
    }
    let (title, says) = (escaped(picture.title), escaped(picture.says));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"t d\">\n\
         <title id=\"t\">{title}</title>\n<desc id=\"d\">{says}</desc>\n"
    );
    for ink in &drawing.shades {
        writeln!(out, "<pattern id=\"{}\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 0h2v2H0zM2 2h2v2H2z\" fill=\"{ink}\"/></pattern>", shade(ink)).unwrap();
    }
    writeln!(
        out,
        "<rect x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"{GROUND}\" stroke=\"#444b57\"/>",
        width - 1,
        height - 1
    )
    .unwrap();
    writeln!(out, "<g font-family=\"{FONTS}\" font-size=\"15\" fill=\"{INK}\">").unwrap();
    writeln!(
        out,
        "<text x=\"{}\" y=\"19\" font-size=\"12\" fill=\"#8b93a1\" text-anchor=\"middle\">career-fit</text>",
        width / 2
    )
    .unwrap();
    out + &drawing.out + "</g>\n</svg>\n"
}

/// The cells as SVG, row by row.
#[derive(Default)]
struct Drawing {
    out: String,
    /// The row drawn last.
    above: Vec<Cell>,
    /// The inks of half-filled bars.
    shades: BTreeSet<String>,
}

impl Drawing {
    fn row(&mut self, y: usize, cells: &[Cell]) {
        let has_text = cells.iter().any(Cell::is_text);
        let above = std::mem::replace(&mut self.above, cells.to_vec());
        let is_second = |column: usize| !has_text && above.get(column) == cells.get(column);
        let mut column = 0;
        while column < cells.len() {
            let end = column + cells[column..].iter().take_while(|cell| cell.reversed).count();
            if end > column {
                self.rect((MARGIN + column * CELL.0, y, (end - column) * CELL.0, CELL.1), INK);
            }
            column = end.max(column + 1);
        }
        let mut column = 0;
        while column < cells.len() {
            let end = run(cells, column);
            let is_second = is_second(column);
            self.run((MARGIN + column * CELL.0, y), &cells[column..end], is_second);
            column = end;
        }
    }

    /// Cells that are drawn as one. Bars keep a distance to those of other rows; a row without any text is the second
    /// one of a tall bar.
    fn run(&mut self, (x, y): (usize, usize), cells: &[Cell], is_second: bool) {
        let first = &cells[0];
        let width = cells.len() * CELL.0;
        let (middle_x, middle_y) = (x + CELL.0 / 2, y + CELL.1 / 2);
        let (top, bottom) = (if is_second { y - 2 } else { y + 2 }, y + CELL.1 - 2);
        match first.sign {
            ' ' => {}
            '█' => self.rect((x, top, width, bottom - top), &first.ink),
            '▒' => {
                self.shades.insert(first.ink.clone());
                self.rect((x, top, width, bottom - top), &format!("url(#{})", shade(&first.ink)));
            }
            '■' => {
                for x in (x..x + width).step_by(CELL.0) {
                    self.rect((x + 1, y + 6, 6, 6), &first.ink);
                }
            }
            '─' => self.rect((x, middle_y, width, 1), &first.ink),
            '═' => {
                self.rect((x, middle_y - 2, width, 1), &first.ink);
                self.rect((x, middle_y + 1, width, 1), &first.ink);
            }
            '│' => self.rect((middle_x, y, 1, CELL.1), &first.ink),
            '┼' => {
                self.rect((middle_x, y, 1, CELL.1), &first.ink);
                self.rect((x, middle_y, width, 1), &first.ink);
            }
            '←' => self.arrow(x, y, "M9 0H1M4-3L1 0l3 3", &first.ink),
            '→' => self.arrow(x, y, "M0 0h8M5-3l3 3-3 3", &first.ink),
            '↑' => self.arrow(x, y, "M4 5v-10M1-2l3-3 3 3", &first.ink),
            '↓' => self.arrow(x, y, "M4-5v10M1 2l3 3 3-3", &first.ink),
            _ => self.text(x, y, cells),
        }
    }

    fn rect(&mut self, (x, y, width, height): (usize, usize, usize, usize), fill: &str) {
        writeln!(
            self.out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{}/>",
            filled(fill)
        )
        .unwrap();
    }

    fn arrow(&mut self, x: usize, y: usize, path: &str, ink: &str) {
        // Half a pixel off, so that a stroke fills whole pixels.
        let y = y + CELL.1 / 2;
        writeln!(
            self.out,
            "<path transform=\"translate({x}.5 {y}.5)\" d=\"{path}\" fill=\"none\" stroke=\"{ink}\"/>"
        )
        .unwrap();
    }

    fn text(&mut self, x: usize, y: usize, cells: &[Cell]) {
        let text: String = cells.iter().map(|cell| cell.sign).collect();
        let weight = if cells[0].bold { " font-weight=\"700\"" } else { "" };
        let length = match cells.len() {
            1 => String::new(),
            length => format!(" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", length * CELL.0),
        };
        let (y, fill, text) = (y + 14, filled(&cells[0].ink), escaped(&text));
        writeln!(self.out, "<text x=\"{x}\" y=\"{y}\"{length}{weight}{fill}>{text}</text>").unwrap();
    }
}

/// Where the run that begins at a column ends: text with single spaces inside, or the same sign again.
fn run(cells: &[Cell], start: usize) -> usize {
    let first = &cells[start];
    let goes_on = |at: usize| {
        let is_same = |at: usize| {
            let cell = cells.get(at);
            cell.is_some_and(|cell| cell.is_like(first) && cell.is_text())
        };
        if first.is_text() {
            is_same(at) || (cells[at].sign == ' ' && cells[at].is_like(first) && is_same(at + 1))
        } else {
            cells[at].sign == first.sign
                && (first.sign == ' ' || cells[at].is_like(first))
                && !"│┼←→↑↓".contains(first.sign)
        }
    };
    (start + 1..cells.len()).find(|&at| !goes_on(at)).unwrap_or(cells.len())
}

/// The name of a half-filled pattern.
fn shade(ink: &str) -> String {
    format!("shade-{}", ink.trim_start_matches('#'))
}

/// The attribute for a colour; none where it is the usual one.
fn filled(ink: &str) -> String {
    if ink == INK { String::new() } else { format!(" fill=\"{ink}\"") }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
