//! What can go wrong.

/// A fault, by where it strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Network: no connection comes about.
    NotSent,
    /// Network: the request is lost on its way.
    LostBefore,
    /// Network: the request arrives, its answer is lost.
    LostAfter,
    /// Network: the request arrives when nobody waits for its answer any more.
    Late,
    /// Network: the answer takes its time, perhaps too long.
    Slow,
    /// Network: the request arrives a second time, later.
    Twice,
    /// Network: a page stands in the place of the answer.
    Page,
    /// Network: the answer breaks off.
    BrokenOff,
    /// Server: 500, 502, 503, 504 or 408, with or without having done it.
    Failing,
    /// Server: 429, 425 or 503 with `Retry-After`, and it remembers whom it told.
    RateLimited,
    /// Server: 429 without `Retry-After`.
    TooMany,
    /// Server: all tokens are revoked.
    Revoked,
    /// Server: 400, 403, 404 or 422.
    Refused,
    /// Server: 302 to a login page.
    ToLogin,
    /// Server: 307 or 308 to another path.
    Moved,
    /// Server: 409.
    Busy,
    /// Server: 202, and it is done later or never.
    Deferred,
    /// Server: 204, 201.
    OtherSuccess,
    /// Server: another value is stored than was sent.
    Clamped,
    /// Token endpoint: an answer without a token, or with an odd life.
    OddGrant,
    /// Receiver: 404, 410 or a redirect.
    NotTaken,
    /// Disk: a write fails, perhaps after some of its bytes.
    WriteFails,
    /// Disk: a sync fails.
    SyncFails,
    /// Disk: the checkpoint or a torn tail cannot be written.
    FileFails,
    /// Disk: a read fails.
    ReadFails,
    /// Clock: the time of day jumps.
    ClockJump,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 26] = [
        Self::NotSent,
        Self::LostBefore,
        Self::LostAfter,
        Self::Late,
        Self::Slow,
        Self::Twice,
        Self::Page,
        Self::BrokenOff,
        Self::Failing,
        Self::RateLimited,
        Self::TooMany,
        Self::Revoked,
        Self::Refused,
        Self::ToLogin,
        Self::Moved,
        Self::Busy,
        Self::Deferred,
        Self::OtherSuccess,
        Self::Clamped,
        Self::OddGrant,
        Self::NotTaken,
        Self::WriteFails,
        Self::SyncFails,
        Self::FileFails,
        Self::ReadFails,
        Self::ClockJump,
    ];

    /// Its name in the trace and in the tally.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSent => "network: no connection",
            Self::LostBefore => "network: request lost",
            Self::LostAfter => "network: answer lost",
            Self::Late => "network: request late",
            Self::Slow => "network: answer slow",
            Self::Twice => "network: request twice",
            Self::Page => "network: page for an answer",
            Self::BrokenOff => "network: answer broken off",
            Self::Failing => "server: failing",
            Self::RateLimited => "server: come back later",
            Self::TooMany => "server: 429 without a time",
            Self::Revoked => "server: tokens revoked",
            Self::Refused => "server: refused",
            Self::ToLogin => "server: redirect to a login page",
            Self::Moved => "server: redirect to another path",
            Self::Busy => "server: 409",
            Self::Deferred => "server: 202, done later or never",
            Self::OtherSuccess => "server: 201 or 204",
            Self::Clamped => "server: stored otherwise",
            Self::OddGrant => "token: odd grant",
            Self::NotTaken => "receiver: not taken",
            Self::WriteFails => "disk: write fails",
            Self::SyncFails => "disk: sync fails",
            Self::FileFails => "disk: file beside the log fails",
            Self::ReadFails => "disk: read fails",
            Self::ClockJump => "clock: jump",
        }
    }
}

/// How likely faults are, and which there are at all: a history with a few kinds of fault goes deeper than one with all.
#[derive(Clone, Debug)]
pub struct Weather {
    rate: f64,
    kinds: u64,
}

impl Weather {
    /// Faults of these kinds (a bit each) happen with this probability.
    pub const fn new(rate: f64, kinds: u64) -> Self {
        Self { rate, kinds }
    }

    /// No fault.
    pub const CALM: Self = Self::new(0.0, 0);

    /// How likely this fault is where it can strike.
    pub const fn rate(&self, fault: Fault) -> f64 {
        if self.kinds & (1 << fault as u32) == 0 { 0.0 } else { self.rate }
    }
}
