//! US states, the District of Columbia and territories, by name and two-letter code.

/// Every place that a wage table may have, with its postal code.
const PLACES: [(&str, &str); 55] = [
    ("US", "United States"),
    ("AL", "Alabama"),
    ("AK", "Alaska"),
    ("AZ", "Arizona"),
    ("AR", "Arkansas"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DE", "Delaware"),
    ("DC", "District of Columbia"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("GU", "Guam"),
    ("HI", "Hawaii"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("IA", "Iowa"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("ME", "Maine"),
    ("MD", "Maryland"),
    ("MA", "Massachusetts"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MS", "Mississippi"),
    ("MO", "Missouri"),
    ("MT", "Montana"),
    ("NE", "Nebraska"),
    ("NV", "Nevada"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NY", "New York"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("PR", "Puerto Rico"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VT", "Vermont"),
    ("VI", "Virgin Islands"),
    ("VA", "Virginia"),
    ("WA", "Washington"),
    ("WV", "West Virginia"),
    ("WI", "Wisconsin"),
    ("WY", "Wyoming"),
];

/// The place with this name or two-letter code, in any case.
///
/// # Errors
/// Returns a message that suggests the nearest one.
pub fn find(text: &str) -> Result<&'static str, String> {
    let wanted = text.trim();
    let is_it = |(code, name): &&(&str, &'static str)| {
        code.eq_ignore_ascii_case(wanted) || name.eq_ignore_ascii_case(wanted)
    };
    if let Some((_, name)) = PLACES.iter().find(is_it) {
        return Ok(name);
    }
    let wanted = wanted.to_lowercase();
    let nearest = PLACES
        .iter()
        .map(|(_, name)| (strsim::damerau_levenshtein(&wanted, &name.to_lowercase()), name))
        .min()
        .filter(|(distance, name)| *distance <= name.len() / 3);
    Err(match nearest {
        Some((_, name)) => format!("there is no state `{}`: did you mean {name}?", text.trim()),
        None => {
            format!("there is no state `{}`: use its name or two letters, such as Ohio or OH", text.trim())
        }
    })
}

/// The places whose name has a word that starts with this text, or whose code it is; all of them for an empty text.
pub fn matching(typed: &str) -> Vec<&'static str> {
    let typed = typed.trim().to_lowercase();
    let fits = |(code, name): &&(&str, &'static str)| {
        let name = name.to_lowercase();
        code.eq_ignore_ascii_case(&typed)
            || name.split(' ').any(|word| word.starts_with(&typed))
            || name.starts_with(&typed)
    };
    PLACES.iter().filter(fits).map(|(_, name)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_are_found_in_any_case() {
        assert_eq!(find("ohio"), Ok("Ohio"));
        assert_eq!(find(" OH "), Ok("Ohio"));
        assert_eq!(find("district of columbia"), Ok("District of Columbia"));
        assert_eq!(
            find("Pensylvania"),
            Err("there is no state `Pensylvania`: did you mean Pennsylvania?".to_owned())
        );
        assert!(find("Bavaria").is_err_and(|message| message.contains("such as Ohio or OH")));
        assert!(find("").is_err());
    }

    #[test]
    fn typed_text_narrows_the_list() {
        assert_eq!(matching("").len(), PLACES.len());
        assert_eq!(matching("new y"), ["New York"]);
        assert_eq!(matching("oh"), ["Ohio"]);
        assert!(matching("vir").contains(&"West Virginia"));
        assert!(matching("zz").is_empty());
    }

    #[test]
    fn places_of_the_wage_table_are_known() {
        let wages = crate::content::Wages::built_in();
        for place in wages.places() {
            assert_eq!(find(place), Ok(place));
        }
    }
}
