//! The charts of the page: tables with one drawn column.
//!
//! The figures are next to each picture as text, for readers who can't see it. Lengths are in percent of the column, so
//! a chart fits any width while its strokes and letters keep their size. The first field is solid, the second hatched:
//! they differ without color.

use maud::{Markup, html};

use crate::report::document::{
    Axis, Bar, BarChart, BarGroup, BarScale, FieldRating, Range, RangeChart, rating_share,
};
use crate::scoring::Side;

/// The grid lines of an axis.
const GRID: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// The class of elements that belong to a field.
pub fn side_class(side: Side) -> &'static str {
    match side {
        Side::First => "first",
        Side::Second => "second",
    }
}

fn bar_class(side: Option<Side>) -> &'static str {
    side.map_or("neither", side_class)
}

/// The hatching of both fields, once per page. Both have as much ink, so that neither bar looks weaker than it is.
pub fn patterns() -> Markup {
    html! {
        svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false" {
            title { "Hatching" }
            defs {
                pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" {
                    rect class="hatch-ground" width="6" height="6" {}
                    rect class="stripe-line" width="4" height="6" {}
                }
                pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect class="hatch-ground" width="6" height="6" {}
                    rect class="hatch-line" width="4" height="6" {}
                }
            }
        }
    }
}

fn picture(title: &str, height: u32, body: &Markup) -> Markup {
    html! {
        svg role="img" width="100%" height=(height) {
            title { (title) }
            (body)
        }
    }
}

/// A part of the width, from 0 to 1, in percent.
fn percent(part: f64) -> String {
    format!("{:.2}%", part.clamp(0.0, 1.0) * 100.0)
}

/// A bar between two parts of the width, cut off at the ends.
fn bar(from: f64, to: f64, [top, height]: [u32; 2], class: &str) -> Markup {
    let [from, to] = [from, to].map(|end| end.clamp(0.0, 1.0));
    html! {
        rect class={ "bar " (class) } x=(percent(from)) width=(percent(to - from)) y=(top) height=(height) {}
    }
}

/// A bar on a track over the whole width.
fn bar_on_track(part: f64, height: u32, class: &str) -> Markup {
    html! {
        rect class="track" x="0" y="2" width="100%" height=(height) {}
        (bar(0.0, part, [2, height], class))
    }
}

fn vertical(at: f64, [top, bottom]: [u32; 2], class: &str) -> Markup {
    html! {
        line class=(class) x1=(percent(at)) x2=(percent(at)) y1=(top) y2=(bottom) {}
    }
}

/// The head of a row: the short name of its field, colored like its bar, if there is one, and its label.
fn row_head(side: Option<Side>, tag: Option<&str>, label: &str) -> Markup {
    html! {
        th scope="row" class=[tag.map(|_| "tagged")] {
            @if let Some(tag) = tag { span class={ "tag " (bar_class(side)) } { (tag) } " " }
            (label)
        }
    }
}

/// How much the work of each field is liked, with the lead that a clear result needs.
pub fn field_ratings(ratings: &[FieldRating]) -> Markup {
    html! {
        @if !ratings.is_empty() {
            table class="chart likings" {
                caption class="hidden" { "How much you like each field's work" }
                thead class="hidden" {
                    tr { th scope="col" { "Field" } th scope="col" { "Bar" } th scope="col" { "Rating" } }
                }
                tbody {
                    @for one in ratings {
                        tr {
                            (row_head(Some(one.side), Some(&one.short), &one.name))
                            td class="plot" { (picture(&format!("Bar for {}", one.short), 22, &rating_bar(one))) }
                            td class="figure" { (one.text) }
                        }
                    }
                }
            }
        }
    }
}

/// A bar on a track, with a dashed line up to where the other field's lead would be clear.
fn rating_bar(one: &FieldRating) -> Markup {
    let end = rating_share(one.rating);
    html! {
        (bar_on_track(end, 18, side_class(one.side)))
        @if let Some(finish) = one.finish.map(rating_share) {
            line class="lead" x1=(percent(end)) x2=(percent(finish)) y1="11" y2="11" {}
            (vertical(finish, [2, 20], "finish"))
        }
    }
}

/// A table for each group of bars.
pub fn bar_chart(chart: &BarChart) -> Markup {
    let (class, axis) = match &chart.scale {
        BarScale::Rating | BarScale::OutOf(_) => ("chart likings", None),
        BarScale::Relative { axis } => ("chart growth", axis.as_deref()),
    };
    html! {
        @for group in &chart.groups {
            table class=(class) {
                caption class="hidden" { (chart.caption) }
                thead class=[group.is_continued.then_some("hidden")] {
                    tr {
                        th scope="col" { (group.heading.as_ref().unwrap_or(&chart.labels)) }
                        th scope="col" class="plot" {
                            @match axis { Some(axis) => (axis), None => span class="hidden" { "Bar" } }
                        }
                        // The axis says already what the figures are.
                        th scope="col" class="figure" { (axis.map_or(chart.values.as_str(), |_| "In figures")) }
                    }
                }
                tbody {
                    @for one in &group.bars {
                        tr {
                            (row_head(one.side, one.tag.as_deref(), &one.label))
                            td class="plot" { (bar_picture(one, group, chart, axis)) }
                            td class="figure" { (one.text) }
                        }
                    }
                }
            }
        }
    }
}

fn bar_picture(one: &Bar, group: &BarGroup, chart: &BarChart, axis: Option<&str>) -> Markup {
    let class = bar_class(one.side);
    let value = one.value.unwrap_or_default();
    let body = match chart.scale {
        BarScale::Rating => bar_on_track(rating_share(value), 14, class),
        BarScale::OutOf(max) => bar_on_track(value / max, 14, class),
        BarScale::Relative { .. } => {
            let values = group.bars.iter().filter_map(|bar| bar.value);
            let [low, high] = [values.clone().fold(0.0, f64::min), values.fold(1.0, f64::max)];
            let [zero, end] = [0.0, value].map(|value| (value - low) / (high - low));
            html! {
                (bar(zero.min(end), zero.max(end), [3, 12], class))
                (vertical(zero, [0, 18], "zero"))
            }
        }
    };
    let measure = axis.map_or_else(String::new, |axis| format!(" {}:", axis.to_lowercase()));
    picture(&format!("Bar for{measure} {}", one.label), 18, &body)
}

/// Ranges on one axis, with the figures next to them and the notes below.
pub fn range_chart(chart: &RangeChart) -> Markup {
    html! {
        table class="chart ranges" {
            caption class="hidden" { (chart.caption) }
            thead {
                tr {
                    th scope="col" { (chart.labels) }
                    th scope="col" class="plot" { (axis_picture(&chart.axis)) span class="hidden" { "Range" } }
                    @for head in &chart.values { th scope="col" class="figure" { (head) } }
                }
            }
            @for row in &chart.rows {
                tbody {
                    tr { (row_head(row.side, row.tag.as_deref(), &row.heading())) (range(row, chart)) }
                }
            }
        }
    }
}

fn range(row: &Range, chart: &RangeChart) -> Markup {
    let Some(points) = row.points else {
        return html! { td class="figure" colspan=(chart.values.len() + 1) { (row.text) } };
    };
    html! {
        td class="plot" { (range_picture(row, points, &chart.axis)) }
        @for (index, value) in row.values.iter().enumerate() {
            td class=(if index == 0 { "figure median" } else { "figure" }) {
                (value)
                @if let Some(remark) = row.remark.as_ref().filter(|_| index == 0) { br; "(" (remark) ")" }
            }
        }
    }
}

fn range_picture(row: &Range, points: [f64; 3], axis: &Axis) -> Markup {
    let [start, point, end] = points.map(|value| axis.place(value));
    let body = html! {
        @for at in GRID { (vertical(at, [0, 18], "grid")) }
        (bar(start, end, [5, 8], bar_class(row.side)))
        (vertical(point, [0, 18], "halo"))
        (vertical(point, [1, 17], "median"))
    };
    picture(&format!("Range from low to high with the {} marked: {}", axis.point, row.label), 18, &body)
}

/// The marks above the ranges, at both ends and in the middle, where they never overlap.
fn axis_picture(axis: &Axis) -> Markup {
    let body = html! {
        @for (text, (at, anchor)) in axis.marks.iter().zip([(0.0, "start"), (0.5, "middle"), (1.0, "end")]) {
            text x=(percent(at)) y="12" text-anchor=(anchor) { (text) }
        }
    };
    picture(&axis.title, 16, &body)
}
