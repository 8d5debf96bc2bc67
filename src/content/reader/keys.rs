//! The key of a path or a title: how much each scale is asked for.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::{Fields, Text, list, short, suggest};
use crate::content::shape::Kind;
use crate::scoring::MAX_DEMAND;
use crate::text::nearest;

impl Fields<'_> {
    /// A required key, with the place of its name: a whole number, 0 to 4, for each scale and for nothing else. Where
    /// the scales are not known, nothing but its being a table is checked.
    pub(crate) fn key(
        &self,
        name: &'static str,
        scales: Option<&[&str]>,
    ) -> (Option<Vec<i64>>, Range<usize>) {
        self.note(name, true, || Kind::Key);
        // The name alone: a mark under the whole line would point at nothing.
        let place = self.map.get_key_value(name).map_or(self.span.clone(), |(name, _)| name.span());
        let value = self.require(name, "a number for each scale, in { }");
        let Some(value) = value else { return (None, place) };
        let Some(mut table) = self.as_table(value, format!("`{name}`"), String::new()) else {
            self.wrong_type(name, value, "a number for each scale", "{ it_systems = 4, … }");
            return (None, place);
        };
        table.span = place.clone();
        (scales.and_then(|scales| table.scale_values(scales)), place)
    }

    /// A key that may be missing.
    pub(crate) fn optional_key(
        &self,
        name: &'static str,
        scales: Option<&[&str]>,
    ) -> Option<Option<Vec<i64>>> {
        if self.has(name) { self.key(name, scales).0.map(Some) } else { Some(None) }
    }

    /// A table of lists, one a scale, whatever they are called, with their places: of whole numbers between two
    /// bounds. `None` for one that is no such list.
    pub(crate) fn number_lists(
        &self,
        name: &'static str,
        low: i64,
        high: i64,
    ) -> Vec<(Text, Option<Vec<i64>>)> {
        let table = self.table(name);
        self.note(name, true, || Kind::Lists(low, high));
        table.map(|table| table.each_list(low, high)).unwrap_or_default()
    }

    fn each_list(self, low: i64, high: i64) -> Vec<(Text, Option<Vec<i64>>)> {
        let list = |(name, value): (&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
            let key = Text { value: name.get_ref().to_string(), span: name.span() };
            let numbers = value.get_ref().as_array().map(|list| {
                list.iter().map(|number| self.check_integer(&key.value, number, low, high)).collect()
            });
            if numbers.is_none() {
                self.wrong_type(&key.value, value, "a list of whole numbers", &format!("[{low}, {high}]"));
            }
            (key, numbers.flatten())
        };
        self.map.iter().map(list).collect()
    }

    fn scale_values(&self, scales: &[&str]) -> Option<Vec<i64>> {
        if !self.map.is_empty() && !scales.iter().any(|scale| self.map.contains_key(*scale)) {
            let title = format!("{} names none of the questions' kinds of work", self.what);
            let help = format!(
                "each name here is the id of a [[scale]] of the questions, which has {}: use these, or rename them there",
                list(scales, ", ")
            );
            self.log.add(&self.span, title, "this one", help);
            return None;
        }
        let mut missing: Vec<&str> =
            scales.iter().copied().filter(|scale| !self.map.contains_key(*scale)).collect();
        for (key, _) in self.map.iter().filter(|(key, _)| !scales.contains(&key.get_ref().as_ref())) {
            let title = format!("the questions have no scale `{}`", short(key.get_ref()));
            self.log.add(&key.span(), title, "no such scale", suggest(key.get_ref(), scales));
            // A misspelled scale is one mistake, not two.
            let meant = nearest(key.get_ref(), scales);
            missing.retain(|scale| Some(*scale) != meant);
        }
        if !missing.is_empty() {
            let title = format!("{} has no value for {}", self.what, list(&missing, ", "));
            let each = if missing.len() > 1 { ", each" } else { "" };
            let help =
                format!("add `{} = …`{each} with a number from 0 to {MAX_DEMAND}", list(&missing, " = …, "));
            self.log.add(&self.span, title, "this one", help);
        }
        let value = |scale: &&str| self.check_integer(scale, self.map.get(*scale)?, 0, MAX_DEMAND);
        let values: Vec<Option<i64>> = scales.iter().map(value).collect();
        values.into_iter().collect()
    }
}
