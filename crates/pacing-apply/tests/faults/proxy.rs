//! A TCP proxy that stands between the program and the sandbox and does what networks do.

use std::net::SocketAddr;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};

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
    });
    port
}
