//! Figures in words: percent, dollars, pulls, and what the verdicts are called.

use crate::content::wages::TOP_CODE;

/// From this confidence on nothing finer was confirmed.
const SUREST: f64 = 0.98;

/// A confidence as whole percent, at most "98 % or more".
pub fn percent(p: f64) -> String {
    if p >= SUREST { "98 % or more".to_owned() } else { format!("{} %", (p * 100.0).round()) }
}

/// How jobs grow or shrink, in words: a sign before a figure is easily missed, and never heard.
pub fn growth(percent: f64) -> String {
    let more = if percent < 0.0 { "fewer" } else { "more" };
    format!("{:.1} % {more} jobs", percent.abs())
}

/// The size of a pull in steps: "0.43". The side is said in words, for a minus would make one path look worse.
pub fn steps(pull: f64) -> String {
    format!("{:.2}", pull.abs())
}

/// A pull in steps with the path it goes to, first path positive: "0.43 to HI", "1.20 to HIM", "0.00".
pub fn pull(pull: f64, [first, second]: [&str; 2]) -> String {
    let size = steps(pull);
    match size.as_str() {
        "0.00" => size,
        _ => format!("{size} to {}", if pull > 0.0 { first } else { second }),
    }
}

/// The two ends of a range of pulls, low one first: "1.67 and 2.90 to HI", "0.64 to HIM and 0.49 to HI". On one
/// side the smaller pull is said first, whichever side it is.
pub fn between([low, high]: [f64; 2], shorts: [&str; 2]) -> String {
    if low > 0.0 {
        format!("{} and {}", steps(low), pull(high, shorts))
    } else if high < 0.0 {
        format!("{} and {}", steps(high), pull(low, shorts))
    } else {
        format!("{} and {}", pull(low, shorts), pull(high, shorts))
    }
}

/// A liking on the scale of the answers: "4.2 of 5".
pub fn of_five(liking: f64) -> String {
    format!("{liking:.1} of 5")
}

/// US dollars with thousands set off: "$105,850".
pub fn dollars(amount: i64) -> String {
    format!("${}", thousands(amount))
}

/// US dollars a year, or "$239,200 or more" above what BLS states.
pub fn wage(amount: i64) -> String {
    if amount > TOP_CODE { format!("{} or more", dollars(TOP_CODE)) } else { dollars(amount) }
}

/// Pay in words with the median first: "median $105,850; low $67,340, high $167,710". A remark stands behind the
/// median; without figures it is all that there is to say.
pub fn median_first(pay: Option<[i64; 3]>, remark: Option<&str>) -> String {
    let Some([low, median, high]) = pay.map(|pay| pay.map(wage)) else {
        return remark.unwrap_or("no figure").to_owned();
    };
    let remark = remark.map_or_else(String::new, |remark| format!(" ({remark})"));
    format!("median {median}{remark}; low {low}, high {high}")
}

/// From the lowest to the highest of some amounts: "$51,140 to $123,860"; `None` where there is none.
pub fn wages(amounts: impl Iterator<Item = i64> + Clone) -> Option<String> {
    let (low, high) = amounts.clone().min().zip(amounts.max())?;
    Some(if low == high { wage(low) } else { format!("{} to {}", wage(low), wage(high)) })
}

/// From the least to the most growth, in percent: "8.7 to 33.5 % more jobs"; `None` where there is none.
pub fn growths(percents: impl Iterator<Item = f64> + Clone) -> Option<String> {
    let low = percents.clone().reduce(f64::min)?;
    let high = percents.reduce(f64::max)?;
    Some(match (low, high) {
        _ if growth(low) == growth(high) => growth(low),
        (low, high) if (low < 0.0) != (high < 0.0) => format!("{} to {}", growth(low), growth(high)),
        (low, high) if high < 0.0 => format!("{:.1} to {}", high.abs(), growth(low)),
        (low, high) => format!("{low:.1} to {}", growth(high)),
    })
}

/// A whole number with thousands set off: "34,200".
pub fn thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if number < 0 { format!("-{out}") } else { out }
}

/// A heading with a year or a place behind it, where there is one: "Growth, 2024 to 2034".
pub fn detailed(heading: &str, detail: Option<&str>) -> String {
    detail.map_or_else(|| heading.to_owned(), |detail| format!("{heading}, {detail}"))
}

/// "1 answer", "3 answers".
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// A whole number, spelled out up to ten.
pub fn number(number: usize) -> String {
    const WORDS: [&str; 11] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// The first letter in capitals.
pub fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_words() {
        assert_eq!([0, 1, 10, 11].map(number), ["no", "one", "ten", "11"]);
    }

    #[test]
    fn growth_needs_no_sign() {
        assert_eq!(growth(33.5), "33.5 % more jobs");
        assert_eq!(growth(-0.7), "0.7 % fewer jobs");
    }

    #[test]
    fn growth_of_several_has_two_ends_and_no_sign() {
        let told = |percents: &[f64]| growths(percents.iter().copied());
        assert_eq!(told(&[]), None);
        assert_eq!(told(&[8.7, 8.7]).unwrap_or_default(), "8.7 % more jobs");
        assert_eq!(told(&[33.5, 8.7, 9.0]).unwrap_or_default(), "8.7 to 33.5 % more jobs");
        assert_eq!(told(&[-0.7, 8.7]).unwrap_or_default(), "0.7 % fewer jobs to 8.7 % more jobs");
        assert_eq!(told(&[-7.0, -0.7]).unwrap_or_default(), "0.7 to 7.0 % fewer jobs");
    }

    #[test]
    fn pay_begins_with_the_median_and_says_why_it_is_missing() {
        let pay = Some([67_340, 105_850, 239_210]);
        let whole = "median $105,850; low $67,340, high $239,200 or more";
        assert_eq!(median_first(pay, None), whole);
        let rough = "median $105,850 (rough); low $67,340, high $239,200 or more";
        assert_eq!(median_first(pay, Some("rough")), rough);
        assert_eq!(median_first(None, Some("not released")), "not released");
        assert_eq!(wages([5, 3, 4].into_iter()).unwrap_or_default(), "$3 to $5");
        assert_eq!(wages([5, 5].into_iter()).unwrap_or_default(), "$5");
        assert_eq!(wages(std::iter::empty()), None);
    }

    #[test]
    fn percent_says_no_more_than_was_confirmed() {
        assert_eq!(percent(0.5), "50 %");
        assert_eq!(percent(0.9749), "97 %");
        assert_eq!(percent(0.9799), "98 %");
        assert_eq!(percent(0.98), "98 % or more");
        assert_eq!(percent(1.0), "98 % or more");
    }

    #[test]
    fn dollars_have_commas_and_a_top() {
        assert_eq!(dollars(900), "$900");
        assert_eq!(dollars(105_850), "$105,850");
        assert_eq!(thousands(155_495_730), "155,495,730");
        assert_eq!(wage(239_200), "$239,200");
        assert_eq!(wage(239_210), "$239,200 or more");
    }

    #[test]
    fn ranges_of_pulls_read_alike_on_both_sides() {
        let names = ["HI", "HIM"];
        assert_eq!(between([1.67, 2.9], names), "1.67 and 2.90 to HI");
        assert_eq!(between([-2.9, -1.67], names), "1.67 and 2.90 to HIM");
        assert_eq!(between([-0.64, 0.49], names), "0.64 to HIM and 0.49 to HI");
    }

    #[test]
    fn pulls_name_their_side_and_have_no_sign() {
        let names = ["HI", "HIM"];
        assert_eq!(pull(-0.001, names), "0.00");
        assert_eq!(pull(-0.25, names), "0.25 to HIM");
        assert_eq!(pull(0.25, names), "0.25 to HI");
    }
}
