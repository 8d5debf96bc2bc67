//! What day it is, where the program runs.

use jiff::ZonedDateTime;

use crate::report::Date;

/// Today, by the local time.
pub(super) fn today() -> Date {
    ZonedDateTime::now().date()
}
