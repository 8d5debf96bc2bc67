//! What the written reports share: the titles of the parts, and blocks gathered under their headings.

use super::{Block, Headline, Input, Section, Tab, Wages, section};

/// What a part is about, in a few words behind its name.
pub fn about(tab: Tab) -> &'static str {
    match tab {
        Tab::Fit => "how well each path fits you",
        Tab::Why => "the answers that decided",
        Tab::Flip => "what would change the result",
        Tab::Pay => "what people earn",
        Tab::Jobs => "job titles on each path",
        Tab::Study => "first steps and courses",
        Tab::Compare => "the two paths side by side",
        Tab::Sources => "where it all comes from",
    }
}

/// What stands before the code of a result.
pub(super) const CODE: &str = "Code of this result";

/// Every part of a result, in the order shown.
pub(super) fn sections(input: &Input<'_>, wages: Option<&Wages>) -> Vec<Section> {
    Tab::ALL.into_iter().map(|tab| section(tab, input, wages)).collect()
}

/// The same part without the texts of the headline, for a report that has said them at its top.
pub fn without_headline(mut section: Section, headline: &Headline) -> Section {
    let said = |block: &Block| match block {
        Block::Text(text) => *text == headline.meaning || *text == headline.next,
        _ => false,
    };
    section.blocks.retain(|block| !said(block));
    section
}

/// A heading with what it heads.
#[derive(Debug, Default)]
pub(super) struct Group<'a> {
    /// The heading; `None` for what stands before the first one.
    pub(super) heading: Option<&'a str>,
    /// What it heads.
    pub(super) blocks: Vec<&'a Block>,
}

/// Gathers blocks under their headings.
pub(super) fn groups(blocks: &[Block]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for block in blocks {
        match (block, groups.last_mut()) {
            (Block::Heading(text), _) => {
                groups.push(Group { heading: Some(text.as_str()), blocks: Vec::new() });
            }
            (other, Some(group)) => group.blocks.push(other),
            (other, None) => groups.push(Group { heading: None, blocks: vec![other] }),
        }
    }
    groups
}
