//! What leads somewhere on the web: whoever is cited, and the bodies and sites that texts name.

use crate::content::Source;
use crate::report::document::Link;
use crate::report::facts::{Facts, cite};

/// Shorter names could be parts of anything.
const SHORTEST: usize = 3;

/// The words that lead somewhere.
pub(super) fn of(facts: &Facts<'_>) -> Vec<Link> {
    let named: Vec<_> = facts.content.profiles.sources.iter().flat_map(|source| names(source)).collect();
    let mut links: Vec<Link> = Vec::new();
    for (text, _) in &named {
        // Where one of that name has no address, the name leads nowhere.
        let addresses = named.iter().filter(|(name, _)| name == text).map(|(_, address)| address.as_deref());
        let address = addresses.collect::<Option<Vec<&str>>>().and_then(|all| common_address(&all));
        let is_new = links.iter().all(|link| link.text != *text);
        if let Some(address) = address.filter(|_| is_new && text.chars().count() >= SHORTEST) {
            links.push(Link { text: text.clone(), address });
        }
    }
    links
}

/// What a source is called in texts, and where each of its names leads: as it is cited, by its publisher's name, by
/// the short form of that, and by its site.
fn names(source: &Source) -> Vec<(String, Option<String>)> {
    let publisher = source.publisher.as_str();
    let short = publisher.split([',', '(']).next().map(str::trim);
    let inside = publisher.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    let abbreviation = inside.map(|(text, _)| text).filter(|text| !text.contains(' '));
    let mut names = vec![cite(source), publisher.to_owned()];
    names.extend([short, abbreviation].into_iter().flatten().map(str::to_owned));
    names.dedup();
    let mut named: Vec<_> = names.into_iter().map(|name| (name, source.address.clone())).collect();
    if let Some((start, host)) = source.address.as_deref().and_then(site) {
        named.push((host.to_owned(), Some(format!("{start}{host}"))));
        let bare = host.trim_start_matches("www.");
        named.push((bare.to_owned(), Some(format!("{start}{host}"))));
    }
    named
}

/// The one address of all; where they differ, the site that they share.
fn common_address(addresses: &[&str]) -> Option<String> {
    let (first, rest) = addresses.split_first()?;
    if rest.iter().all(|one| one == first) {
        return Some((*first).to_owned());
    }
    let (start, host) = site(first)?;
    let is_shared = rest.iter().all(|one| site(one).is_some_and(|(_, other)| other == host));
    is_shared.then(|| format!("{start}{host}"))
}

/// The start and the host of an address: "https://" and "www.ahima.org".
fn site(address: &str) -> Option<(&str, &str)> {
    let (_, rest) = address.split_once("://")?;
    let start = address.strip_suffix(rest)?;
    Some((start, rest.split(['/', '?', '#']).next()?))
}

#[cfg(test)]
mod tests {
    use super::common_address;

    #[test]
    fn several_addresses_come_down_to_the_site_that_they_share() {
        let shared = |addresses: &[&str]| common_address(addresses);
        assert_eq!(shared(&[]), None);
        assert_eq!(shared(&["https://a.org/b", "https://a.org/b"]).as_deref(), Some("https://a.org/b"));
        assert_eq!(shared(&["https://a.org/b", "https://a.org?c"]).as_deref(), Some("https://a.org"));
        assert_eq!(shared(&["https://a.org/b", "https://c.org/b"]), None);
    }
}
