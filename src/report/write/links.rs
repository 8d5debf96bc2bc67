//! Finding the words of a text that lead somewhere.

use crate::report::document::Link;

/// A text in pieces, those that lead somewhere with their address. Each address is linked once a text: the first time.
pub(super) fn pieces<'t>(text: &'t str, links: &'t [Link]) -> Vec<(&'t str, Option<&'t str>)> {
    let mut pieces = Vec::new();
    let mut used: Vec<&str> = Vec::new();
    let mut rest = text;
    let mut before = None;
    while let Some((start, link)) = first(rest, before, links, &used) {
        let (plain, linked) = rest.split_at(start);
        let (words, behind) = linked.split_at(link.text.len());
        if !plain.is_empty() {
            pieces.push((plain, None));
        }
        pieces.push((words, Some(link.address.as_str())));
        used.push(&link.address);
        before = words.chars().last();
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push((rest, None));
    }
    pieces
}

/// The first words that lead somewhere, and where they start; where two start together, the longer ones.
fn first<'t>(
    text: &str,
    before: Option<char>,
    links: &'t [Link],
    used: &[&str],
) -> Option<(usize, &'t Link)> {
    let of = |link: &'t Link| {
        let starts = text.match_indices(&link.text).map(|(start, _)| start);
        let mut whole = starts.filter(|&start| {
            let (head, tail) = text.split_at(start);
            let left = head.chars().last().or(before);
            let right = tail.get(link.text.len()..).and_then(|tail| tail.chars().next());
            ![left, right].into_iter().flatten().any(char::is_alphanumeric)
        });
        whole.next().map(|start| (start, link))
    };
    let free = links.iter().filter(|link| !used.contains(&link.address.as_str()));
    free.filter_map(of).min_by_key(|(start, link)| (*start, usize::MAX - link.text.len()))
}

#[cfg(test)]
mod tests {
    use super::{Link, pieces};

    #[test]
    fn whole_names_lead_somewhere_once() {
        let link = |text: &str, address: &str| Link { text: text.to_owned(), address: address.to_owned() };
        let links = [
            link("BLS", "https://b.gov"),
            link("BLS Review", "https://b.gov/r"),
            link("é.org", "https://é.org"),
        ];
        let told = |text: &str| {
            let marked = |(words, address): &(&str, Option<&str>)| match address {
                Some(address) => format!("[{words} {address}]"),
                None => (*words).to_owned(),
            };
            pieces(text, &links).iter().map(marked).collect::<String>()
        };
        assert_eq!(told(""), "");
        assert_eq!(told("no name"), "no name");
        assert_eq!(
            told("BLS, BLS and BLS Review."),
            "[BLS https://b.gov], BLS and [BLS Review https://b.gov/r]."
        );
        assert_eq!(told("ABLS BLSs (BLS)"), "ABLS BLSs ([BLS https://b.gov])");
        assert_eq!(told("é.orgé.org é.org"), "é.orgé.org [é.org https://é.org]");
    }
}
