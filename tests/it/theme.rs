//! The colors of the full screen: their contrast, and how many of them a terminal gets.

use career_fit::tui::theme::{Depth, INDEXED_ACCENT, INDEXED_COLORS, TRUE_ACCENT, TRUE_COLORS, Theme};

/// WCAG 2.2's relative luminance and contrast.
fn contrast(a: (u8, u8, u8), b: (u8, u8, u8)) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |(r, g, b)| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (a, b): (f64, f64) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// One of the 216 fixed colors that make a cube.
fn cube(index: u8) -> (u8, u8, u8) {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    let index = index - 16;
    (level(index / 36), level(index / 6 % 6), level(index % 6))
}

/// How far apart two colors look: their distance in CIELAB; at 2.3 the difference can just be seen.
fn apart(a: (u8, u8, u8), b: (u8, u8, u8)) -> f64 {
    let lab = |(r, g, b): (u8, u8, u8)| {
        let [r, g, b] = [r, g, b].map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        let root = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        let x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.950_47);
        let y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
        let z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.088_83);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    };
    lab(a).into_iter().zip(lab(b)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn the_accent_differs_from_both_fields_and_needs_256_colors() {
    let indexed = INDEXED_COLORS.map(|path| (cube(INDEXED_ACCENT), cube(path)));
    for (accent, path) in TRUE_COLORS.map(|path| (TRUE_ACCENT, path)).into_iter().chain(indexed) {
        assert!(apart(accent, path) > 40.0, "{accent:?} {path:?}: {:.0}", apart(accent, path));
    }
    for (depth, ascii) in
        [(Depth::None, false), (Depth::Named, false), (Depth::True, true), (Depth::Indexed, true)]
    {
        assert_eq!(Theme::new(depth, ascii).accent(), ratatui::style::Style::new(), "{depth:?} {ascii}");
    }
}

#[test]
fn every_color_has_contrast_on_common_backgrounds() {
    let grounds = [(0, 0, 0), (0x1e, 0x1e, 0x1e), (0, 0x2b, 0x36), (0xfd, 0xf6, 0xe3), (255, 255, 255)];
    let indexed = INDEXED_COLORS.into_iter().chain([INDEXED_ACCENT]).map(cube);
    for color in TRUE_COLORS.into_iter().chain([TRUE_ACCENT]).chain(indexed) {
        for ground in grounds {
            let found = contrast(color, ground);
            assert!(found >= 3.0, "{color:?} on {ground:?}: {found:.2}");
        }
    }
}

/// What the sixteen colors look like is the terminal's choice; these are the choices of the most common ones, each
/// with its backgrounds.
#[test]
fn named_colors_have_contrast_in_common_palettes() {
    use career_fit::scoring::Side;
    use ratatui::style::Color;
    type Rgb = (u8, u8, u8);
    type Palette = (&'static str, [(Color, Rgb); 3], &'static [Rgb]);
    let palettes: [Palette; 3] = [
        (
            "xterm",
            [(Color::Cyan, (0, 205, 205)), (Color::Magenta, (205, 0, 205)), (Color::Red, (205, 0, 0))],
            &[(0, 0, 0), (255, 255, 255)],
        ),
        (
            "VS Code",
            [
                (Color::Cyan, (0x11, 0xa8, 0xcd)),
                (Color::Magenta, (0xbc, 0x3f, 0xbc)),
                (Color::Red, (0xcd, 0x31, 0x31)),
            ],
            &[(0x1e, 0x1e, 0x1e)],
        ),
        (
            "Solarized",
            [
                (Color::Cyan, (0x2a, 0xa1, 0x98)),
                (Color::Magenta, (0xd3, 0x36, 0x82)),
                (Color::Red, (0xdc, 0x32, 0x2f)),
            ],
            &[(0, 0x2b, 0x36), (0xfd, 0xf6, 0xe3)],
        ),
    ];
    let [hi, him] = Side::BOTH.map(|side| Theme::new(Depth::Named, false).side(Some(side)).fg.unwrap());
    assert_ne!(hi, him);
    for (name, palette, grounds) in palettes {
        for named in [hi, him] {
            let (_, color) = palette.iter().find(|(known, _)| *known == named).unwrap();
            for ground in grounds {
                let found = contrast(*color, *ground);
                assert!(found >= 3.0, "{named:?} of {name} on {ground:?}: {found:.2}");
            }
        }
    }
}

#[test]
fn color_depth_follows_the_environment() {
    use career_fit::tui::theme::depth;
    let with = |pairs: &'static [(&str, &str)]| {
        move |name: &str| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map_or_else(String::new, |(_, value)| (*value).to_owned())
        }
    };
    assert_eq!(depth(with(&[("TERM", "xterm")])), Depth::Named);
    assert_eq!(depth(with(&[("TERM", "xterm-256color")])), Depth::Indexed);
    assert_eq!(depth(with(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")])), Depth::True);
    assert_eq!(depth(with(&[("TERM", "vt100")])), Depth::None, "a color would blink there");
    assert_eq!(depth(with(&[("TERM", "ansi")])), Depth::None);
    assert_eq!(depth(with(&[("TERM", "vte-256color")])), Depth::Indexed);
    assert_eq!(depth(with(&[("TERM", "linux")])), Depth::Named);
}
