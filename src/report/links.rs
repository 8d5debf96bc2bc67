//! Phrases of a report that link to the web: cited sources, and the publishers and sites that texts name.

use super::document::Link;
use super::facts::{Facts, cite};
use crate::content::Source;

/// Shorter names could be parts of anything.
const MIN_CHARS: usize = 3;

/// The phrases that link to the sources of the content.
pub fn of(facts: &Facts<'_>) -> Vec<Link> {
    let named: Vec<_> = facts.content.profiles.sources.iter().flat_map(|source| names(source)).collect();
    let mut links: Vec<Link> = Vec::new();
    for (text, _) in &named {
        // If a source of that name has no address, the name can't be linked.
        let addresses = named.iter().filter(|(name, _)| name == text).map(|(_, address)| address.as_deref());
        let address = addresses.collect::<Option<Vec<&str>>>().and_then(|all| common_address(&all));
        let is_new = links.iter().all(|link| link.text != *text);
        if let Some(address) = address.filter(|_| is_new && text.chars().count() >= MIN_CHARS) {
            links.push(Link { text: text.clone(), address });
        }
    }
    links
}

/// The names of a source in texts with their addresses: its citation, its publisher's name, the short form and the
/// abbreviation of that, and its site.
fn names(source: &Source) -> Vec<(String, Option<String>)> {
    let publisher = source.publisher.as_str();
    let short = publisher.split([',', '(']).next().map(str::trim);
    let in_parentheses = publisher.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    let abbreviation = in_parentheses.map(|(text, _)| text).filter(|text| !text.contains(' '));
    let mut names = vec![cite(source), publisher.to_owned()];
    names.extend([short, abbreviation].into_iter().flatten().map(str::to_owned));
    names.dedup();
    let mut named: Vec<_> = names.into_iter().map(|name| (name, source.address.clone())).collect();
    if let Some((scheme, host)) = source.address.as_deref().and_then(site) {
        let home = Some(format!("{scheme}{host}"));
        named.push((host.to_owned(), home.clone()));
        named.push((host.trim_start_matches("www.").to_owned(), home));
    }
    named
}

/// The address that all share, or the site if they differ in the path only.
fn common_address(addresses: &[&str]) -> Option<String> {
    let (first, rest) = addresses.split_first()?;
    if rest.iter().all(|one| one == first) {
        return Some((*first).to_owned());
    }
    let (scheme, host) = site(first)?;
    let is_shared = rest.iter().all(|one| site(one).is_some_and(|(_, other)| other == host));
    is_shared.then(|| format!("{scheme}{host}"))
}

/// The scheme and the host of an address: "https://" and "www.ahima.org".
fn site(address: &str) -> Option<(&str, &str)> {
    let (_, rest) = address.split_once("://")?;
    let scheme = address.strip_suffix(rest)?;
    Some((scheme, rest.split(['/', '?', '#']).next()?))
}

/// Splits a text into pieces, each with its address if it is a link. A text links to each address once, at the first
/// occurrence.
pub fn split<'t>(text: &'t str, links: &'t [Link]) -> Vec<(&'t str, Option<&'t str>)> {
    let mut pieces = Vec::new();
    let mut used: Vec<&str> = Vec::new();
    let mut rest = text;
    let mut before = None;
    while let Some((start, link)) = first_link(rest, before, links, &used) {
        let (plain, linked) = rest.split_at(start);
        let (phrase, after) = linked.split_at(link.text.len());
        if !plain.is_empty() {
            pieces.push((plain, None));
        }
        pieces.push((phrase, Some(link.address.as_str())));
        used.push(&link.address);
        before = phrase.chars().last();
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push((rest, None));
    }
    pieces
}

/// The first whole phrase that links to an unused address and where it starts; the longest of those that start there.
/// `before` is the character before `text`.
fn first_link<'t>(
    text: &str,
    before: Option<char>,
    links: &'t [Link],
    used: &[&str],
) -> Option<(usize, &'t Link)> {
    let is_whole = |start: usize, phrase: &str| {
        let left = text[..start].chars().last().or(before);
        let right = text[start + phrase.len()..].chars().next();
        ![left, right].into_iter().flatten().any(char::is_alphanumeric)
    };
    let unused = links.iter().filter(|link| !used.contains(&link.address.as_str()));
    let found = unused.filter_map(|link| {
        let mut starts = text.match_indices(&link.text).map(|(start, _)| start);
        Some((starts.find(|start| is_whole(*start, &link.text))?, link))
    });
    found.min_by_key(|(start, link)| (*start, usize::MAX - link.text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differing_addresses_share_at_most_their_site() {
        assert_eq!(common_address(&[]), None);
        assert_eq!(
            common_address(&["https://a.org/b", "https://a.org/b"]).as_deref(),
            Some("https://a.org/b")
        );
        assert_eq!(common_address(&["https://a.org/b", "https://a.org?c"]).as_deref(), Some("https://a.org"));
        assert_eq!(common_address(&["https://a.org/b", "https://c.org/b"]), None);
    }

    #[test]
    fn whole_names_are_linked_once() {
        let link = |text: &str, address: &str| Link { text: text.to_owned(), address: address.to_owned() };
        let links = [
            link("BLS", "https://b.gov"),
            link("BLS Review", "https://b.gov/r"),
            link("é.org", "https://é.org"),
        ];
        let marked = |text: &str| -> String {
            let pieces = split(text, &links).into_iter();
            pieces
                .map(|(phrase, address)| match address {
                    Some(address) => format!("[{phrase} {address}]"),
                    None => phrase.to_owned(),
                })
                .collect()
        };
        assert_eq!(marked(""), "");
        assert_eq!(marked("no name"), "no name");
        assert_eq!(
            marked("BLS, BLS and BLS Review."),
            "[BLS https://b.gov], BLS and [BLS Review https://b.gov/r]."
        );
        assert_eq!(marked("ABLS BLSs (BLS)"), "ABLS BLSs ([BLS https://b.gov])");
        assert_eq!(marked("é.orgé.org é.org"), "é.orgé.org [é.org https://é.org]");
    }
}
