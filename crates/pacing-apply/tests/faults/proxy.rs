//! TCP proxies that stand between the program and the sandbox and do what networks do.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use rustix::net::{Shutdown, shutdown};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use crate::random::Random;

/// Lets so many connections through, then closes: the next one is refused. Gives its port.
pub async fn door(target: SocketAddr, connections: usize) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        for _ in 0..connections {
            let (mut outer, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut inner = TcpStream::connect(target).await.unwrap();
                copy_bidirectional(&mut outer, &mut inner).await
            });
        }
        // To drop it is not enough: a program that is being started at this moment has a copy of it until it runs.
        shutdown(&listener, Shutdown::Both).unwrap();
    });
    port
}

/// What a connection meets, each way for itself.
#[derive(Clone, Copy)]
struct Weather {
    /// Before anything goes on.
    delay: Duration,
    /// How many bytes go on at once, with a pause between.
    slice: usize,
    /// After how many bytes the line is cut.
    cut: Option<u64>,
    /// After how many bytes nothing goes on any more, without a word.
    stall: Option<u64>,
}

impl Weather {
    fn of(random: &mut Random) -> Self {
        let length = 1 + random.below(1200);
        let strikes = random.below(4);
        Self {
            delay: Duration::from_millis(random.below(60)),
            slice: if random.below(3) == 0 { 1 + usize::try_from(random.below(40)).unwrap() } else { 65_536 },
            cut: (strikes == 0).then_some(length),
            stall: (strikes == 1).then_some(length),
        }
    }
}

/// A line on which every connection has a weather of its own, until it is mended.
pub struct Line {
    pub port: u16,
    mended: Arc<AtomicBool>,
    struck: Arc<AtomicU64>,
}

impl Line {
    pub fn mend(&self) {
        self.mended.store(true, Ordering::Relaxed);
    }

    /// How often something was cut or stalled.
    pub fn struck(&self) -> u64 {
        self.struck.load(Ordering::Relaxed)
    }
}

pub async fn bad_line(target: SocketAddr, mut random: Random) -> Line {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mended = Arc::new(AtomicBool::new(false));
    let struck = Arc::new(AtomicU64::new(0));
    let line = Line { port, mended: mended.clone(), struck: struck.clone() };
    tokio::spawn(async move {
        while let Ok((mut outer, _)) = listener.accept().await {
            if mended.load(Ordering::Relaxed) {
                let mut inner = TcpStream::connect(target).await.unwrap();
                tokio::spawn(async move { copy_bidirectional(&mut outer, &mut inner).await });
                continue;
            }
            let (there, back, reset) = (Weather::of(&mut random), Weather::of(&mut random), random.below(2) == 0);
            let struck = struck.clone();
            tokio::spawn(async move { carry(outer, target, [there, back], reset, struck).await });
        }
    });
    line
}

async fn carry(
    outer: TcpStream,
    target: SocketAddr,
    [there, back]: [Weather; 2],
    reset: bool,
    struck: Arc<AtomicU64>,
) -> Option<()> {
    let inner = TcpStream::connect(target).await.ok()?;
    if reset {
        // What is cut off ends with a reset and not in good order.
        let _ = outer.set_zero_linger();
    }
    let ((outer_read, outer_write), (inner_read, inner_write)) = (outer.into_split(), inner.into_split());
    let (cut, mut is_cut) = mpsc::channel::<()>(2);
    let ways = [(outer_read, inner_write, there), (inner_read, outer_write, back)];
    let ways = ways.map(|(read, write, weather)| {
        let (cut, struck) = (cut.clone(), struck.clone());
        tokio::spawn(async move { pass(read, write, weather, cut, &struck).await })
    });
    drop(cut);
    // Both halves of the connection end when one way is cut; otherwise each ends by itself.
    if is_cut.recv().await.is_some() {
        ways.iter().for_each(tokio::task::JoinHandle::abort);
    }
    Some(())
}

async fn pass(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    weather: Weather,
    cut: mpsc::Sender<()>,
    struck: &AtomicU64,
) -> Option<()> {
    tokio::time::sleep(weather.delay).await;
    let (mut buffer, mut passed) = (vec![0; weather.slice], 0);
    loop {
        let count = from.read(&mut buffer).await.ok().filter(|count| *count > 0)?;
        let left = weather.cut.map_or(u64::MAX, |cut| cut - passed);
        let goes_on = usize::try_from(left.min(count as u64)).unwrap();
        to.write_all(&buffer[..goes_on]).await.ok()?;
        passed += goes_on as u64;
        if weather.cut.is_some_and(|cut| passed >= cut) {
            struck.fetch_add(1, Ordering::Relaxed);
            let _ = cut.send(()).await;
            std::future::pending::<()>().await;
        }
        if weather.stall.is_some_and(|stall| passed >= stall) {
            struck.fetch_add(1, Ordering::Relaxed);
            std::future::pending::<()>().await;
        }
        if weather.slice < 100 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}
