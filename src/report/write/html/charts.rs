//! The charts of the page: tables whose middle column is drawn.
//!
//! The figures stand beside each picture as text, so nobody needs to see it. Lengths are in percent of the
//! column, so a chart fits any width while its strokes and letters keep their size. The first path is solid,
//! the second hatched: they differ without colour.

use maud::{Markup, html};

use crate::report::document::{Bar, GrowthBar, Liking, Likings, Range, Ranges, Shares};
use crate::report::words;
use crate::scoring::Side;

/// How many parts the axis of pay has.
const PARTS: i64 = 4;

/// The class of what belongs to a path.
pub(super) fn side_class(side: Side) -> &'static str {
    match side {
        Side::First => "first",
        Side::Second => "second",
    }
}

/// The hatching of the second path, once a page.
pub(super) fn patterns() -> Markup {
    html! {
        svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false" {
            title { "Hatching" }
            defs {
                pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect class="hatch-ground" width="6" height="6" {}
                    rect class="hatch-line" width="3" height="6" {}
                }
            }
        }
    }
}

/// A picture with its title.
pub(super) fn picture(title: &str, height: u32, body: &Markup) -> Markup {
    html! {
        svg role="img" width="100%" height=(height) {
            title { (title) }
            (body)
        }
    }
}

/// A share of the width.
pub(super) fn percent(share: f64) -> String {
    format!("{:.2}%", share.clamp(0.0, 1.0) * 100.0)
}

/// A bar from one share of the width to another, cut off where the axis ends.
pub(super) fn bar(from: f64, to: f64, [top, height]: [u32; 2], class: &str) -> Markup {
    let [from, to] = [from, to].map(|end| end.clamp(0.0, 1.0));
    html! {
        rect class={ "bar " (class) } x=(percent(from)) width=(percent(to - from)) y=(top) height=(height) {}
    }
}

/// An upright line at a share of the width.
pub(super) fn upright(at: f64, [top, bottom]: [u32; 2], class: &str) -> Markup {
    html! {
        line class=(class) x1=(percent(at)) x2=(percent(at)) y1=(top) y2=(bottom) {}
    }
}

/// The head of a row: the short name of its path, marked like its bars, and its label.
pub(super) fn head(side: Option<Side>, short: &str, label: &str) -> Markup {
    html! {
        th scope="row" class=[side.map(|_| "tagged")] {
            @if let Some(side) = side { span class={ "tag " (side_class(side)) } { (short) } " " }
            (label)
        }
    }
}

/// How much each path is liked, of 5.
pub(super) fn likings(bars: &[Bar]) -> Markup {
    html! {
        @if !bars.is_empty() {
            table class="chart likings" {
                caption class="hidden" { "How much you like what sets each path apart" }
                thead class="hidden" {
                    tr { th scope="col" { "Path" } th scope="col" { "Bar" } th scope="col" { "Liking" } }
                }
                tbody {
                    @for one in bars {
                        tr {
                            (head(Some(one.side), &one.short, &one.name))
                            td class="plot" { (liking(one)) }
                            td class="figure" { (one.text) }
                        }
                    }
                }
            }
        }
    }
}

fn liking(one: &Bar) -> Markup {
    let body = html! {
        rect class="track" x="0" y="2" width="100%" height="18" {}
        (bar(0.0, one.liking / 5.0, [2, 18], side_class(one.side)))
    };
    picture(&format!("Bar for {}", one.short), 22, &body)
}

/// How much each kind of work is liked, a table for each group.
pub(super) fn kinds(groups: &[Likings]) -> Markup {
    html! {
        @for group in groups {
            table class="chart likings" {
                caption class="hidden" { "How much you like each kind of work" }
                thead class=[group.heading.is_empty().then_some("hidden")] {
                    tr {
                        th scope="col" { (heading(group)) }
                        th scope="col" class="plot" { span class="hidden" { "Bar" } }
                        th scope="col" class="figure" { "1 to 5" }
                    }
                }
                tbody {
                    @for row in &group.rows {
                        tr {
                            th scope="row" { (row.label) }
                            td class="plot" { (kind(group.side, row)) }
                            td class="figure" { (row.text) }
                        }
                    }
                }
            }
        }
    }
}

/// What the kinds of work have in common; a table that goes on has the head that it has for ears alone.
fn heading(group: &Likings) -> &str {
    if group.heading.is_empty() { "Kind of work" } else { &group.heading }
}

fn kind(side: Option<Side>, row: &Liking) -> Markup {
    let class = side.map_or("neither", side_class);
    track(&row.label, row.mean.unwrap_or_default() / 5.0, class)
}

/// Shares of a whole.
pub(super) fn shares(shares: &Shares) -> Markup {
    html! {
        table class="chart likings" {
            caption class="hidden" { (shares.heading) ": " (shares.figure) }
            thead {
                tr {
                    th scope="col" { (shares.heading) }
                    th scope="col" class="plot" { span class="hidden" { "Bar" } }
                    th scope="col" class="figure" { (shares.figure) }
                }
            }
            tbody {
                @for row in &shares.rows {
                    tr {
                        th scope="row" { (row.label) }
                        td class="plot" { (track(&row.label, row.share, "neither")) }
                        td class="figure" { (row.text) }
                    }
                }
            }
        }
    }
}

/// A bar on a track of its whole length.
fn track(label: &str, share: f64, class: &str) -> Markup {
    let body = html! {
        rect class="track" x="0" y="2" width="100%" height="14" {}
        (bar(0.0, share, [2, 14], class))
    };
    picture(&format!("Bar for {label}"), 18, &body)
}

/// Pay on one dollar axis: from low to high, the median marked.
pub(super) fn ranges(chart: &Ranges) -> Markup {
    html! {
        table class="chart ranges" {
            caption class="hidden" { "Pay a year by occupation, in US dollars" }
            thead {
                tr {
                    th scope="col" { "Occupation" }
                    th scope="col" class="plot" { (axis(chart.limit)) span class="hidden" { "Range" } }
                    @for name in ["Median", "Low", "High"] { th scope="col" class="figure" { (name) } }
                }
            }
            @for row in &chart.rows { (range(row, chart.limit)) }
        }
    }
}

fn range(row: &Range, limit: i64) -> Markup {
    html! {
        tbody {
            tr {
                (head(row.side, &row.short, &row.label))
                @match row.pay {
                    Some(pay) => {
                        td class="plot" { (range_plot(row, pay, limit)) }
                        (figures(pay, row.remark.as_deref()))
                    },
                    None => td class="figure" colspan="4" { (words::median_first(None, row.remark.as_deref())) },
                }
            }
            @if let Some(note) = &row.note {
                tr class="notes" { td colspan="5" { p class="note" { (note) } } }
            }
        }
    }
}

/// The median first, for it says most; what is to be known of all three stands under it.
fn figures([low, median, high]: [i64; 3], remark: Option<&str>) -> Markup {
    html! {
        td class="figure median" {
            (words::wage(median))
            @if let Some(remark) = remark { br; "(" (remark) ")" }
        }
        @for amount in [low, high] { td class="figure" { (words::wage(amount)) } }
    }
}

fn range_plot(row: &Range, pay: [i64; 3], limit: i64) -> Markup {
    #[expect(clippy::cast_precision_loss, reason = "dollars a year")]
    let [low, median, high] = pay.map(|amount| amount as f64 / limit as f64);
    let class = row.side.map_or("neither", side_class);
    let body = html! {
        @for part in 0..=PARTS { (upright(share(part), [0, 18], "grid")) }
        (bar(low, high, [5, 8], class))
        (upright(median, [0, 18], "halo"))
        (upright(median, [1, 17], "median"))
    };
    picture(&format!("Range from low to high with the median marked: {}", row.label), 18, &body)
}

/// The dollars over the ranges: at both ends and in the middle, where they never run into each other.
fn axis(limit: i64) -> Markup {
    let body = html! {
        @for part in (0..=PARTS).step_by(2) {
            @let anchor = match part { 0 => "start", PARTS => "end", _ => "middle" };
            text x=(percent(share(part))) y="12" text-anchor=(anchor) {
                "$" (words::thousands(limit * part / PARTS / 1000)) @if part > 0 { "k" }
            }
        }
    };
    picture("Axis in thousands of dollars a year", 16, &body)
}

fn share(part: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    let (part, parts) = (part as f64, PARTS as f64);
    part / parts
}

/// Growth to the right of zero, decline to the left.
pub(super) fn growth(bars: &[GrowthBar]) -> Markup {
    let low = bars.iter().map(|one| one.percent).fold(0.0, f64::min);
    let high = bars.iter().map(|one| one.percent).fold(1.0, f64::max);
    let place = |percent: f64| (percent - low) / (high - low);
    html! {
        table class="chart growth" {
            caption class="hidden" { "Growth and openings by occupation" }
            thead {
                tr {
                    th scope="col" { "Occupation" }
                    th scope="col" class="plot" { "Growth" }
                    th scope="col" class="figure" { "In figures" }
                }
            }
            tbody {
                @for one in bars {
                    tr {
                        (head(one.side, &one.short, &one.label))
                        td class="plot" { (growth_bar(one, place(0.0), place(one.percent))) }
                        td class="figure" { (one.text) }
                    }
                }
            }
        }
    }
}

fn growth_bar(one: &GrowthBar, zero: f64, end: f64) -> Markup {
    let class = one.side.map_or("neither", side_class);
    let body = html! {
        (bar(zero.min(end), zero.max(end), [3, 12], class))
        (upright(zero, [0, 18], "zero"))
    };
    picture(&format!("Bar for growth: {}", one.label), 18, &body)
}
