//! The accept loop. It is our own, and not axum's, so that a fault can end a connection in the middle,
//! and so that a shutdown ends all of them.

use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use crate::faults::Cut;

/// Ends the connection that a request came on.
#[derive(Clone)]
pub(crate) struct Hangup(mpsc::UnboundedSender<Cut>);

impl Hangup {
    /// Ends it; never returns, since the request ends with its connection.
    pub(crate) async fn cut(&self, how: Cut) {
        if self.0.send(how).is_ok() {
            std::future::pending::<()>().await;
        }
    }
}

/// Serves until `stop` changes or its sender is gone; open requests then have a moment to finish.
pub(crate) async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<()>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = stop.changed() => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve_one(stream, router.clone(), stop.clone()));
                }
                // Out of file descriptors, most likely: wait until some are free.
                Err(_) => tokio::time::sleep(PAUSE).await,
            },
        }
    }
    drop(listener);
    let all_done = async { while connections.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(GRACE, all_done).await;
    connections.shutdown().await;
}

async fn serve_one(stream: TcpStream, router: Router, mut stop: watch::Receiver<()>) {
    // Dripped bytes must leave one by one.
    let _ = stream.set_nodelay(true);
    let (hangup, mut cuts) = mpsc::unbounded_channel();
    let service = TowerToHyperService::new(router.layer(Extension(Hangup(hangup))));
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let mut stopping = false;
    loop {
        tokio::select! {
            biased;
            Some(cut) = cuts.recv() => {
                let stream = connection.into_parts().io.into_inner();
                if cut == Cut::Reset {
                    let _ = stream.set_zero_linger();
                }
                return;
            }
            _ = &mut connection => return,
            _ = stop.changed(), if !stopping => {
                stopping = true;
                std::pin::Pin::new(&mut connection).graceful_shutdown();
            }
        }
    }
}

const PAUSE: Duration = Duration::from_millis(50);

const GRACE: Duration = Duration::from_millis(500);
