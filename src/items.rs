//! How the questions did with the people who answered them: each question, each scale, both sides, and the norm.
//!
//! ```text
//! a CSV -> people: one by one, added to sums and tables of counts, forgotten -> findings: figures that may be shown
//!       -> tell (text, Markdown, HTML), json, table (CSV)
//! ```
//!
//! Memory does not grow with the people: whole numbers are summed, so their order makes no difference. `docs/items.md`
//! says what each figure means and when to worry.
//!
//! | figure | formula | literature |
//! | --- | --- | --- |
//! | alpha | `k / (k - 1) (1 - sum of variances / sum of all covariances)` | Cronbach 1951 |
//! | its standard error | from the covariances of the items | Duhachek and Iacobucci 2004 |
//! | its interval | `1 - (1 - alpha) F` with `n - 1` and `(n - 1)(k - 1)` degrees of freedom | Feldt, Woodruff and Salih 1987 |
//! | item and rest | correlation of a question with the sum of the others of its scale | Nunnally and Bernstein 1994 |
//! | reliability of the gap | correlation `r` of two halves, stepped up: `2 r / (1 + r)` | Spearman 1910, Brown 1910 |
//! | shares | Wilson's interval | Wilson 1927 |
//! | questions that work otherwise in one group | Mantel's test over strata of the rest score | Mantel 1963 |
//! | how much so | standardized mean difference | Dorans and Schmitt 1991, Zwick and Thayer 1996 |
//! | many tests at once | the share of false alarms | Benjamini and Hochberg 1995 |

mod differences;
mod figures;
mod findings;
mod json;
mod mantel;
mod people;
mod scales;
mod sums;
mod table;
mod tell;

pub(crate) use people::People;

use anyhow::{Result, bail};

use crate::group::GroupFormat;
use crate::report::write;
use findings::Findings;

/// How the questions did with everybody, written. No group with fewer than `least` people is told.
///
/// # Errors
/// Where there are fewer than `least` people.
pub(crate) fn written(people: &People<'_>, least: u64, format: GroupFormat) -> Result<Vec<u8>> {
    if people.count() < least {
        bail!(
            "there are fewer than {least} people whose answers say enough: too few to tell how the questions did"
        );
    }
    let findings = Findings::new(people, least);
    match format {
        GroupFormat::Csv => table::csv(&findings),
        GroupFormat::Report(format) => {
            Ok(write::write(format, || tell::document(&findings), || json::line(&findings))?)
        }
    }
}
