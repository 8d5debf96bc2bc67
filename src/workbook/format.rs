//! Numbers of cells as a person sees them: days and times are numbers with a format.

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Format {
    /// As it is.
    #[default]
    Plain,
    /// In hundredths.
    Percent,
    Date,
    Time,
    DateTime,
}

/// The format of a number and, where the workbook brings it along, its code.
pub(super) fn format(id: u32, code: Option<&str>) -> Format {
    match (code, id) {
        (Some(code), _) => of_code(code),
        (None, 9 | 10) => Format::Percent,
        (None, 14..=17 | 27..=31 | 34..=36 | 50..=58) => Format::Date,
        (None, 18..=21 | 32 | 33 | 45..=47) => Format::Time,
        (None, 22) => Format::DateTime,
        _ => Format::Plain,
    }
}

/// A code such as `m/d/yy h:mm:ss`; what is quoted, escaped or in brackets stands for nothing.
fn of_code(code: &str) -> Format {
    let (mut letters, mut closing) = (String::new(), None);
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        match (closing, c) {
            (Some(end), c) if c == end => closing = None,
            (Some(']'), 'h' | 'H' | 's' | 'S') => letters.push('h'),
            (Some(_), _) => {}
            (None, '"') => closing = Some('"'),
            (None, '[') => closing = Some(']'),
            (None, '\\' | '_' | '*') => drop(characters.next()),
            (None, ';') => break,
            (None, c) => letters.push(c.to_ascii_lowercase()),
        }
    }
    if letters.contains("general") {
        return Format::Plain;
    }
    let has_time = letters.contains(['h', 's']);
    let has_date = letters.contains(['y', 'd']) || letters.contains('m') && !has_time;
    match (has_date, has_time) {
        (true, true) => Format::DateTime,
        (true, false) => Format::Date,
        (false, true) => Format::Time,
        (false, false) if letters.contains('%') => Format::Percent,
        (false, false) => Format::Plain,
    }
}

/// A number as it is shown.
pub(super) fn shown(number: f64, format: Format, is_1904: bool) -> String {
    const DAY: f64 = 86_400.0;
    let seconds = (number * DAY).round();
    // Up to the year 9999.
    if format == Format::Plain || !(0.0..2_958_466.0 * DAY).contains(&seconds) {
        return plain(number);
    }
    if format == Format::Percent {
        return format!("{}%", plain(number * 100.0));
    }
    let (days, rest) = ((seconds / DAY).floor() as i64, (seconds % DAY) as i64);
    let time = format!("{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
    match format {
        Format::Time if days == 0 => time,
        Format::Date if rest == 0 => date(days, is_1904),
        _ => format!("{} {time}", date(days, is_1904)),
    }
}

/// With the 15 digits that spreadsheets count with.
fn plain(number: f64) -> String {
    format!("{number:.14e}").parse().unwrap_or(number).to_string()
}

/// The day with this number, as `2026-11-20`. Spreadsheets hold 1900 for a leap year, so that days before its March
/// are one off.
fn date(days: i64, is_1904: bool) -> String {
    let from_1970 = match days {
        _ if is_1904 => days - 24_107,
        ..60 => days - 25_568,
        _ => days - 25_569,
    };
    // Years begin in March here, so that the leap day ends one: 400 years have 146,097 days.
    let shifted = from_1970 + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (in_month, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = era * 400 + year + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{in_month:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart() {
        for (code, wanted) in [
            ("General", Format::Plain),
            ("0.00", Format::Plain),
            ("#,##0 \"days\"", Format::Plain),
            ("0\\d", Format::Plain),
            ("[Red]0", Format::Plain),
            ("0.0%", Format::Percent),
            ("m/d/yy h:mm:ss", Format::DateTime),
            ("[$-409]mmm d, yyyy", Format::Date),
            ("mmm", Format::Date),
            ("[h]:mm", Format::Time),
            ("h:mm AM/PM", Format::Time),
        ] {
            assert_eq!(format(164, Some(code)), wanted, "{code}");
        }
        assert_eq!(format(22, None), Format::DateTime);
        assert_eq!(format(0, None), Format::Plain);
    }

    #[test]
    fn numbers_are_shown_as_in_the_cell() {
        for (number, format, wanted) in [
            (4.0, Format::Plain, "4"),
            (0.1 + 0.2, Format::Plain, "0.3"),
            (-1.5, Format::DateTime, "-1.5"),
            (0.25, Format::Percent, "25%"),
            (46_346.0, Format::Date, "2026-11-20"),
            (46_346.385_474_537, Format::DateTime, "2026-11-20 09:15:05"),
            (0.5, Format::Time, "12:00:00"),
            (1.0, Format::Date, "1900-01-01"),
            (61.0, Format::Date, "1900-03-01"),
            (2_958_465.0, Format::Date, "9999-12-31"),
            (f64::NAN, Format::Date, "NaN"),
        ] {
            assert_eq!(shown(number, format, false), wanted);
        }
        assert_eq!(shown(44_884.0, Format::Date, true), "2026-11-20");
    }
}
