//! The program `career-fit`; everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    career_fit::cli::main()
}
