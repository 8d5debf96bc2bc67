//! Blocks scored on several threads and taken in the order of the file. What there is at any time is bounded: two
//! blocks a thread.

use std::io::Read;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, Scope};

use anyhow::{Result, bail};

use super::block::{Scored, Scorer};
use crate::rows::Blocks;

/// How many blocks a thread has: one that it scores, and one that waits.
const WAITING: usize = 2;

/// A thread, between two queues.
struct Lane {
    work: SyncSender<Scored>,
    done: Receiver<Scored>,
}

impl Lane {
    /// Starts a thread; `None` where the system has none left.
    fn new<'s>(scope: &'s Scope<'s, '_>, scorer: &Scorer<'s>) -> Option<Self> {
        let (work, waiting) = sync_channel::<Scored>(WAITING);
        let (ready, done) = sync_channel(WAITING);
        let mut scorer = scorer.clone();
        let run = move || {
            for mut scored in waiting {
                scorer.score(&mut scored);
                if ready.send(scored).is_err() {
                    return;
                }
            }
        };
        Builder::new().name("scorer".to_owned()).spawn_scoped(scope, run).ok()?;
        Some(Self { work, done })
    }
}

/// Scores all blocks, on the thread that asks where it is to be one.
///
/// # Errors
/// Where reading fails, or `take` does.
pub(super) fn run<R: Read>(
    threads: usize,
    blocks: &mut Blocks<R>,
    scorer: &Scorer<'_>,
    mut take: impl FnMut(&mut Scored) -> Result<()>,
) -> Result<()> {
    std::thread::scope(|scope| {
        let count = if threads > 1 { threads } else { 0 };
        let lanes: Vec<Lane> = (0..count).map_while(|_| Lane::new(scope, scorer)).collect();
        match lanes.is_empty() {
            true => run_here(blocks, scorer, take),
            false => run_in(&lanes, blocks, &mut take),
        }
    })
}

fn run_here<R: Read>(
    blocks: &mut Blocks<R>,
    scorer: &Scorer<'_>,
    mut take: impl FnMut(&mut Scored) -> Result<()>,
) -> Result<()> {
    let (mut scorer, mut scored) = (scorer.clone(), Scored::default());
    while blocks.next(&mut scored.bytes)? {
        scorer.score(&mut scored);
        take(&mut scored)?;
    }
    Ok(())
}

/// Deals blocks out in turn, and takes them back in turn.
fn run_in<R: Read>(
    lanes: &[Lane],
    blocks: &mut Blocks<R>,
    take: &mut impl FnMut(&mut Scored) -> Result<()>,
) -> Result<()> {
    let (mut idle, mut ended) = (Vec::new(), None);
    let (mut dealt, mut taken) = (0, 0);
    let lane = |number: usize| lanes.get(number % lanes.len());
    loop {
        while ended.is_none() && dealt - taken < lanes.len() * WAITING {
            let mut scored: Scored = idle.pop().unwrap_or_default();
            match blocks.next(&mut scored.bytes) {
                Ok(true) => {
                    if lane(dealt).is_none_or(|lane| lane.work.send(scored).is_err()) {
                        bail!("a thread ended before its time");
                    }
                    dealt += 1;
                }
                Ok(false) => ended = Some(Ok(())),
                Err(error) => ended = Some(Err(error.into())),
            }
        }
        if taken == dealt {
            return ended.unwrap_or(Ok(()));
        }
        let Some(Ok(mut scored)) = lane(taken).map(|lane| lane.done.recv()) else {
            bail!("a thread ended before its time");
        };
        take(&mut scored)?;
        idle.push(scored);
        taken += 1;
    }
}
