//! The figures of many people on the page: bars for counts, spans on one axis, and tables.

use maud::{Markup, html};

use super::charts::side_class;
use super::charts::{bar, head, percent, picture, upright};
use crate::report::document::{Counts, Figures, Spans, Table};

pub(super) fn figures(figures: &Figures) -> Markup {
    match figures {
        Figures::Counts(counts) => self::counts(counts),
        Figures::Spans(spans) => self::spans(spans),
        Figures::Table(table) => self::table(table),
    }
}

/// Bars whose longest is the largest count.
fn counts(counts: &Counts) -> Markup {
    let largest = counts.rows.iter().filter_map(|row| row.count).max().unwrap_or(0).max(1);
    #[expect(clippy::cast_precision_loss, reason = "a count of people")]
    let share = |count: u64| count as f64 / largest as f64;
    html! {
        table class="chart counts" {
            caption class="hidden" { (counts.caption) }
            thead class="hidden" {
                tr { th scope="col" { "What" } th scope="col" { "Bar" } th scope="col" { "How many" } }
            }
            tbody {
                @for row in &counts.rows {
                    tr {
                        th scope="row" { (row.label) }
                        td class="plot" {
                            @let class = row.side.map_or("neither", side_class);
                            @let body = html! { @if let Some(count) = row.count { (bar(0.0, share(count), [2, 14], class)) } };
                            (picture(&format!("Bar for {}", row.label), 18, &body))
                        }
                        td class="figure" { (row.text) }
                    }
                }
            }
        }
    }
}

/// Spans with their figure marked, on one axis.
fn spans(spans: &Spans) -> Markup {
    let [from, to] = spans.axis;
    let place = |at: f64| (at - from) / (to - from);
    let [first, middle, last] = &spans.marks;
    let axis = html! {
        text x="0" y="12" text-anchor="start" { (first) }
        text x=(percent(0.5)) y="12" text-anchor="middle" { (middle) }
        text x="100%" y="12" text-anchor="end" { (last) }
    };
    html! {
        table class="chart spans" {
            caption class="hidden" { (spans.caption) }
            thead {
                tr {
                    th scope="col" { (spans.head) }
                    th scope="col" class="plot" { (picture("Axis", 16, &axis)) }
                    th scope="col" class="figure" { "In figures" }
                }
            }
            tbody {
                @for row in &spans.rows {
                    tr {
                        (head(None, "", &row.label))
                        td class="plot" {
                            @let class = row.side.map_or("neither", side_class);
                            @let body = html! {
                                @for part in [0.0, 0.25, 0.5, 0.75, 1.0] { (upright(part, [0, 18], "grid")) }
                                @if let Some([low, figure, high]) = row.reach {
                                    (bar(place(low).min(place(high)), place(low).max(place(high)), [5, 8], class))
                                    (upright(place(figure), [0, 18], "halo"))
                                    (upright(place(figure), [1, 17], "median"))
                                }
                            };
                            (picture(&format!("Span for {}", row.label), 18, &body))
                        }
                        td class="figure" { (row.text) }
                    }
                }
            }
        }
    }
}

fn table(table: &Table) -> Markup {
    let (head, heads) = &table.heads;
    html! {
        table class="plain" {
            caption class="hidden" { (table.caption) }
            thead {
                tr { th scope="col" { (head) } @for head in heads { th scope="col" class="figure" { (head) } } }
            }
            tbody {
                @for (label, cells) in &table.rows {
                    tr { th scope="row" { (label) } @for cell in cells { td class="figure" { (cell) } } }
                }
            }
        }
    }
}
