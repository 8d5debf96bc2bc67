//! Blocks scored on several threads and taken in the order of the file. The thread that asks is one of them: it reads,
//! deals out, takes and scores, whichever is due. What there is at any time is bounded.

use std::collections::VecDeque;
use std::io::Read;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, Scope};

use anyhow::{Result, bail};

use super::block::{Scored, Scorer};
use crate::rows::Blocks;

/// How many blocks a thread has: one that it scores, and one that waits.
const WAITING: usize = 2;

/// Another thread, between two queues.
struct Lane {
    work: SyncSender<Scored>,
    done: Receiver<Scored>,
    /// How many blocks it has that were not taken yet.
    blocks: usize,
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
        Some(Self { work, done, blocks: 0 })
    }
}

/// Scores all blocks on so many threads, the one that asks among them.
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
        let lanes = (1..threads).map_while(|_| Lane::new(scope, scorer)).collect();
        Dealer {
            lanes,
            on_their_way: VecDeque::new(),
            here: VecDeque::new(),
            idle: Vec::new(),
            scorer: scorer.clone(),
        }
        .run(blocks, &mut take)
    })
}

/// Deals blocks out, and takes them back in turn.
struct Dealer<'a> {
    lanes: Vec<Lane>,
    /// Which lane has each block, in the order of the file; `None` where it was scored here.
    on_their_way: VecDeque<Option<usize>>,
    /// Those that were.
    here: VecDeque<Scored>,
    /// Their room is used again.
    idle: Vec<Scored>,
    scorer: Scorer<'a>,
}

impl Dealer<'_> {
    fn run<R: Read>(
        &mut self,
        blocks: &mut Blocks<R>,
        take: &mut impl FnMut(&mut Scored) -> Result<()>,
    ) -> Result<()> {
        let mut ended = None;
        loop {
            let has_room = self.on_their_way.len() < (self.lanes.len() + 1) * WAITING;
            if ended.is_none() && has_room {
                let mut scored = self.idle.pop().unwrap_or_default();
                match blocks.next(&mut scored.bytes) {
                    Ok(true) => self.deal(scored)?,
                    Ok(false) => ended = Some(Ok(())),
                    Err(error) => ended = Some(Err(error.into())),
                }
            }
            // There is nothing else to do.
            let mut waits = ended.is_some() || !has_room;
            while let Some(mut scored) = self.next(waits)? {
                take(&mut scored)?;
                self.idle.push(scored);
                waits = ended.is_some();
            }
            if self.on_their_way.is_empty()
                && let Some(ended) = ended.take()
            {
                return ended;
            }
        }
    }

    /// Gives a block to the first lane that has not enough, or else scores it here.
    fn deal(&mut self, mut scored: Scored) -> Result<()> {
        let free = self.lanes.iter_mut().zip(0..).find(|(lane, _)| lane.blocks < WAITING);
        let Some((lane, number)) = free else {
            self.scorer.score(&mut scored);
            self.here.push_back(scored);
            self.on_their_way.push_back(None);
            return Ok(());
        };
        if lane.work.send(scored).is_err() {
            bail!("a thread ended before its time");
        }
        lane.blocks += 1;
        self.on_their_way.push_back(Some(number));
        Ok(())
    }

    /// The next block of the file, where it is scored, or once it is.
    fn next(&mut self, waits: bool) -> Result<Option<Scored>> {
        let number = match self.on_their_way.pop_front() {
            None => return Ok(None),
            Some(None) => return Ok(self.here.pop_front()),
            Some(Some(number)) => number,
        };
        let Some(lane) = self.lanes.get_mut(number) else { return Ok(None) };
        let scored = if waits { lane.done.recv().ok() } else { lane.done.try_recv().ok() };
        match scored {
            Some(_) => lane.blocks -= 1,
            None if waits => bail!("a thread ended before its time"),
            None => self.on_their_way.push_front(Some(number)),
        }
        Ok(scored)
    }
}
