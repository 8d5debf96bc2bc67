//! Figures in words: percentages, dollars, pulls toward a field, counts.

use crate::content::wages::TOP_CODE;

/// Simulations confirmed no finer distinctions from this confidence on.
const HIGHEST: f64 = 0.98;

/// A confidence from 0 to 1 as whole percent, at most "98% or more".
pub fn percent(p: f64) -> String {
    if p >= HIGHEST { "98% or more".to_owned() } else { format!("{}%", (p * 100.0).round()) }
}

/// Growth in words, because a minus sign is easily overlooked and screen readers skip it: "0.7% fewer jobs".
pub fn growth(percent: f64) -> String {
    let more = if percent < 0.0 { "fewer" } else { "more" };
    format!("{:.1}% {more} jobs", percent.abs())
}

/// The size of a pull in steps: "0.43". The side is given in words; a minus sign would make one field look worse.
pub fn steps(pull: f64) -> String {
    format!("{:.2}", pull.abs())
}

/// A pull in steps with the field it goes to, positive for the first: "0.43 to HI", "1.20 to HIM", "0.00".
pub fn pull(pull: f64, [first, second]: [&str; 2]) -> String {
    let size = steps(pull);
    match size.as_str() {
        "0.00" => size,
        _ => format!("{size} to {}", if pull > 0.0 { first } else { second }),
    }
}

/// A range of pulls, the low end first: "1.67 and 2.90 to HI", "0.64 to HIM and 0.49 to HI". If both ends are on one
/// side, the smaller pull comes first.
pub fn between([low, high]: [f64; 2], shorts: [&str; 2]) -> String {
    if low > 0.0 {
        format!("{} and {}", steps(low), pull(high, shorts))
    } else if high < 0.0 {
        format!("{} and {}", steps(high), pull(low, shorts))
    } else {
        format!("{} and {}", pull(low, shorts), pull(high, shorts))
    }
}

/// A mean rating: "4.2 of 5".
pub fn of_five(rating: f64) -> String {
    format!("{rating:.1} of 5")
}

/// US dollars: "$105,850".
pub fn dollars(amount: i64) -> String {
    format!("${}", thousands(amount))
}

/// Annual pay: "$105,850", or "$239,200 or more" above the highest figure that BLS publishes.
pub fn wage(amount: i64) -> String {
    if amount > TOP_CODE { format!("{} or more", dollars(TOP_CODE)) } else { dollars(amount) }
}

/// Low, median and high pay with the median first: "median $105,850; low $67,340, high $167,710". A remark follows the
/// median in parentheses; without figures the remark is all there is.
pub fn median_first(pay: Option<[i64; 3]>, remark: Option<&str>) -> String {
    let Some([low, median, high]) = pay.map(|pay| pay.map(wage)) else {
        return remark.unwrap_or("no figure").to_owned();
    };
    let remark = remark.map_or_else(String::new, |remark| format!(" ({remark})"));
    format!("median {median}{remark}; low {low}, high {high}")
}

/// The range of some growth figures: "8.7 to 33.5% more jobs"; `None` if there are none.
pub fn growth_range(percents: impl Iterator<Item = f64> + Clone) -> Option<String> {
    let low = percents.clone().reduce(f64::min)?;
    let high = percents.reduce(f64::max)?;
    Some(match (low, high) {
        _ if growth(low) == growth(high) => growth(low),
        (low, high) if (low < 0.0) != (high < 0.0) => format!("{} to {}", growth(low), growth(high)),
        (low, high) if high < 0.0 => format!("{:.1} to {}", high.abs(), growth(low)),
        (low, high) => format!("{low:.1} to {}", growth(high)),
    })
}

/// A whole number with thousands separators: "34,200".
pub fn thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if number < 0 { format!("-{out}") } else { out }
}

/// A heading with a year or a place, if there is one: "Growth, 2024 to 2034".
pub fn detailed(heading: &str, detail: Option<&str>) -> String {
    detail.map_or_else(|| heading.to_owned(), |detail| format!("{heading}, {detail}"))
}

/// A number with its noun: "1 answer", "3 answers".
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// A whole number, spelled out up to ten.
pub fn number(number: usize) -> String {
    const WORDS: [&str; 11] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// A text with its first letter capitalized.
pub fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_up_to_ten_are_spelled_out() {
        assert_eq!([0, 1, 10, 11].map(number), ["no", "one", "ten", "11"]);
    }

    #[test]
    fn growth_is_more_or_fewer_jobs() {
        assert_eq!(growth(33.5), "33.5% more jobs");
        assert_eq!(growth(-0.7), "0.7% fewer jobs");
    }

    #[test]
    fn growth_range_has_two_ends_and_no_signs() {
        let range = |percents: &[f64]| growth_range(percents.iter().copied());
        assert_eq!(range(&[]), None);
        assert_eq!(range(&[8.7, 8.7]).unwrap_or_default(), "8.7% more jobs");
        assert_eq!(range(&[33.5, 8.7, 9.0]).unwrap_or_default(), "8.7 to 33.5% more jobs");
        assert_eq!(range(&[-0.7, 8.7]).unwrap_or_default(), "0.7% fewer jobs to 8.7% more jobs");
        assert_eq!(range(&[-7.0, -0.7]).unwrap_or_default(), "0.7 to 7.0% fewer jobs");
    }

    #[test]
    fn pay_starts_with_the_median_or_says_why_it_is_missing() {
        let pay = Some([67_340, 105_850, 239_210]);
        let whole = "median $105,850; low $67,340, high $239,200 or more";
        assert_eq!(median_first(pay, None), whole);
        let rough = "median $105,850 (rough); low $67,340, high $239,200 or more";
        assert_eq!(median_first(pay, Some("rough")), rough);
        assert_eq!(median_first(None, Some("not released")), "not released");
    }

    #[test]
    fn percent_is_capped_at_98() {
        assert_eq!(percent(0.5), "50%");
        assert_eq!(percent(0.9749), "97%");
        assert_eq!(percent(0.9799), "98%");
        assert_eq!(percent(0.98), "98% or more");
        assert_eq!(percent(1.0), "98% or more");
    }

    #[test]
    fn dollars_have_separators_and_wages_a_cap() {
        assert_eq!(dollars(900), "$900");
        assert_eq!(dollars(105_850), "$105,850");
        assert_eq!(thousands(155_495_730), "155,495,730");
        assert_eq!(wage(239_200), "$239,200");
        assert_eq!(wage(239_210), "$239,200 or more");
    }

    #[test]
    fn pull_ranges_read_alike_on_both_sides() {
        let names = ["HI", "HIM"];
        assert_eq!(between([1.67, 2.9], names), "1.67 and 2.90 to HI");
        assert_eq!(between([-2.9, -1.67], names), "1.67 and 2.90 to HIM");
        assert_eq!(between([-0.64, 0.49], names), "0.64 to HIM and 0.49 to HI");
    }

    #[test]
    fn pulls_name_their_field_and_have_no_sign() {
        let names = ["HI", "HIM"];
        assert_eq!(pull(-0.001, names), "0.00");
        assert_eq!(pull(-0.25, names), "0.25 to HIM");
        assert_eq!(pull(0.25, names), "0.25 to HI");
    }
}
