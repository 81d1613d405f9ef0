//! Crashes: the program is killed, the disk refuses, the clock jumps. A second run must put everything right.

pub mod aftermath;
mod clock;
mod disk;
mod kill;
mod lock;
mod order;
