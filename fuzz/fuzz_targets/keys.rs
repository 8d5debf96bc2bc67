#![no_main]
#![allow(dead_code, missing_docs, reason = "each program takes one of the functions")]

#[path = "../../tests/it/fuzz/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::keys(bytes));
