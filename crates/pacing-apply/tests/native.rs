//! The native host over real sockets: what it sends, and whether it tells rightly that nothing was sent.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use http::{HeaderMap, Method, StatusCode};
use pacing_apply::AddressRule;
use pacing_apply::host::{Host, NativeHost, NativeOptions, Peer, Request, Response, SendError, Sent};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};
use url::Url;

const TIMEOUT: Duration = Duration::from_millis(400);

/// A server for one connection on a port of its own; gives the port.
fn server(serve: impl FnOnce(TcpStream) + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || serve(listener.accept().unwrap().0));
    port
}

/// Reads until the head of a request has come; its body may be in it.
fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while !head.windows(4).any(|four| four == b"\r\n\r\n") {
        let count = stream.read(&mut buffer).unwrap();
        head.extend(buffer.iter().take(count));
    }
    String::from_utf8(head).unwrap()
}

fn answer(text: &'static str) -> u16 {
    server(move |mut stream| {
        head(&mut stream);
        stream.write_all(text.as_bytes()).unwrap();
    })
}

fn request(peer: Peer, url: &str) -> Request {
    Request {
        peer,
        method: Method::PUT,
        url: Url::parse(url).unwrap(),
        headers: HeaderMap::new(),
        body: b"{}".to_vec(),
        timeout: TIMEOUT,
        max_response: 1000,
    }
}

fn send(request: Request) -> Result<Response, SendError> {
    send_by(&NativeOptions { webhook: AddressRule::allowing_loopback(), ..NativeOptions::default() }, request)
}

fn send_by(options: &NativeOptions, request: Request) -> Result<Response, SendError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(NativeHost::new(options).unwrap().send(request))
}

fn platform(port: u16) -> Request {
    request(Peer::Platform, &format!("http://127.0.0.1:{port}/dialers/d-1"))
}

#[track_caller]
fn assert_fails(result: Result<Response, SendError>, sent: Sent, problem: &str) {
    let error = result.unwrap_err();
    assert!(error.sent == sent && error.problem.contains(problem), "{error:?}");
    assert!(!error.problem.contains("127.0.0.1") && !error.problem.contains("dialers"), "no address: {error}");
}

#[test]
fn a_request_and_its_answer() {
    let port = server(|mut stream| {
        let sent = head(&mut stream);
        let body = format!("{}|{}", sent.lines().next().unwrap(), sent.rsplit("\r\n\r\n").next().unwrap());
        let answer = format!("HTTP/1.1 201 Created\r\netag: \"v2\"\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        stream.write_all(answer.as_bytes()).unwrap();
    });
    let response = send(platform(port)).unwrap();
    assert_eq!((response.status, &*response.text()), (StatusCode::CREATED, "PUT /dialers/d-1 HTTP/1.1|{}"));
    assert_eq!(response.headers["etag"], "\"v2\"");
}

#[test]
fn a_redirect_is_an_answer() {
    let port = answer("HTTP/1.1 302 Found\r\nlocation: /login\r\ncontent-length: 0\r\n\r\n");
    assert_eq!(send(platform(port)).unwrap().status, StatusCode::FOUND);
}

#[test]
fn a_refused_connection_sent_nothing() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert_fails(send(platform(port)), Sent::No, "refused");
}

#[test]
fn a_name_that_is_unknown_sent_nothing() {
    assert_fails(send(request(Peer::Webhook, "https://name.invalid/")), Sent::No, "");
}

#[test]
fn a_peer_that_speaks_no_tls_got_nothing() {
    let port = server(|mut stream| {
        let _ = stream.read(&mut [0; 1024]);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    assert_fails(send(request(Peer::Platform, &format!("https://127.0.0.1:{port}/"))), Sent::No, "");
}

#[test]
fn a_reset_may_have_sent_all() {
    let port = server(|mut stream| {
        head(&mut stream);
    });
    assert_fails(send(platform(port)), Sent::Maybe, "");
}

#[test]
fn a_hanging_peer_is_left_after_the_timeout() {
    let port = server(|mut stream| {
        head(&mut stream);
        thread::sleep(TIMEOUT * 4);
    });
    let begun = Instant::now();
    assert_fails(send(platform(port)), Sent::Maybe, "no whole answer within 0.4 s");
    assert!(begun.elapsed() >= TIMEOUT && begun.elapsed() < TIMEOUT * 3, "{:?}", begun.elapsed());
}

#[test]
fn a_dripping_peer_does_not_stretch_the_timeout() {
    let port = server(|mut stream| {
        head(&mut stream);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n").unwrap();
        while stream.write_all(b" ").is_ok() {
            thread::sleep(TIMEOUT / 10);
        }
    });
    let begun = Instant::now();
    assert_fails(send(platform(port)), Sent::Maybe, "no whole answer within 0.4 s");
    assert!(begun.elapsed() < TIMEOUT * 3, "{:?}", begun.elapsed());
}

/// A peer that is slow before the body, or before there is a connection worth the name, gains no time by it.
#[test]
fn a_peer_that_drips_or_is_silent_at_any_step_does_not_stretch_the_timeout() {
    let drips_its_head = || {
        server(|mut stream| {
            head(&mut stream);
            let answer = "HTTP/1.1 200 OK\r\nx-padding: ".bytes().chain(std::iter::repeat(b'x'));
            for byte in answer {
                if stream.write_all(&[byte]).is_err() {
                    break;
                }
                thread::sleep(TIMEOUT / 20);
            }
        })
    };
    let drips_continue = || {
        server(|mut stream| {
            head(&mut stream);
            while stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").is_ok() {
                thread::sleep(TIMEOUT / 20);
            }
        })
    };
    let silent = || {
        server(|mut stream| {
            let _ = stream.read(&mut [0; 4096]);
            thread::sleep(TIMEOUT * 5);
        })
    };
    for (scheme, port) in
        [("http", drips_its_head()), ("http", drips_continue()), ("http", silent()), ("https", silent())]
    {
        let begun = Instant::now();
        let error = send(request(Peer::Platform, &format!("{scheme}://127.0.0.1:{port}/"))).unwrap_err();
        assert!(begun.elapsed() < TIMEOUT * 4, "{scheme}: {:?} {error}", begun.elapsed());
    }
}

#[test]
fn an_answer_without_end_is_cut_off() {
    let port = server(|mut stream| {
        head(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        while stream.write_all(b"100\r\n").is_ok() && stream.write_all(&[b' '; 0x100]).is_ok() {
            if stream.write_all(b"\r\n").is_err() {
                break;
            }
        }
    });
    assert_fails(send(platform(port)), Sent::Maybe, "longer than 1000 bytes");

    // So is a head without end, and nothing is decompressed that could grow.
    let port = server(|mut stream| {
        let asked = head(&mut stream);
        assert!(!asked.to_lowercase().contains("accept-encoding"), "{asked}");
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        while stream.write_all(b"x-more: and more and more and more and more and more\r\n").is_ok() {}
    });
    assert_fails(send(platform(port)), Sent::Maybe, "");
}

#[test]
fn an_answer_that_breaks_off_is_none() {
    let port = answer("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"id\":");
    assert_fails(send(platform(port)), Sent::Maybe, "");
}

#[test]
fn an_answer_that_is_too_long_is_none() {
    let port = server(|mut stream| {
        head(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
        let _ = stream.write_all(&[b' '; 100_000]);
    });
    assert_fails(send(platform(port)), Sent::Maybe, "longer than 1000 bytes");
}

#[test]
fn an_event_goes_to_admitted_addresses_alone() {
    let port = answer("HTTP/1.1 204 No Content\r\n\r\n");
    let event = || request(Peer::Webhook, &format!("http://localhost:{port}/hook"));
    let refused = send_by(&NativeOptions::default(), event()).unwrap_err();
    assert!(refused.sent == Sent::No && refused.problem.contains("not admitted"), "{refused}");
    assert_eq!(send(event()).unwrap().status, StatusCode::NO_CONTENT);
}

/// A name may have several addresses; the connection goes to one that was admitted, or nowhere.
#[test]
fn an_address_that_is_not_admitted_is_not_connected_to_although_another_one_of_the_name_is() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let six = AddressRule::allowing(vec!["::1".parse::<std::net::IpAddr>().unwrap().into()]);
    let options = NativeOptions { webhook: six, ..NativeOptions::default() };
    let error = send_by(&options, request(Peer::Webhook, &format!("http://localhost:{port}/hook"))).unwrap_err();
    assert_eq!(error.sent, Sent::No, "{error}");
    assert_eq!(listener.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock, "somebody came");
}

/// The environment of a process cannot be changed safely, so this runs itself in another one.
#[test]
fn the_proxy_of_the_environment_is_for_the_platform_alone() {
    const NAME: &str = "the_proxy_of_the_environment_is_for_the_platform_alone";
    let away = |peer| send(request(peer, "http://platform.invalid/x"));
    if std::env::var_os("HTTP_PROXY").is_some_and(|proxy| proxy.to_string_lossy().contains(NAME)) {
        assert_eq!(away(Peer::Platform).unwrap().status, StatusCode::IM_A_TEAPOT);
        assert_fails(away(Peer::Webhook), Sent::No, "");
        let told = NativeOptions { webhook_proxy: true, ..NativeOptions::default() };
        let event = send_by(&told, request(Peer::Webhook, "http://receiver.invalid/x"));
        assert_eq!(event.unwrap().status, StatusCode::IM_A_TEAPOT, "by the proxy, when that is asked for");
        // What NO_PROXY takes from the proxy is checked like any other.
        let inside = send_by(&told, request(Peer::Webhook, "http://localhost:1/x")).unwrap_err();
        assert!(inside.problem.contains("not admitted"), "{inside}");
        a_request_and_its_answer();
        return;
    }
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for name in ["platform", "receiver"] {
            let mut stream = listener.accept().unwrap().0;
            assert!(head(&mut stream).starts_with(&format!("PUT http://{name}.invalid/x HTTP/1.1")));
            stream.write_all(b"HTTP/1.1 418 Teapot\r\ncontent-length: 0\r\n\r\n").unwrap();
        }
    });
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    child
        .args([NAME, "--exact"])
        .env("HTTP_PROXY", format!("http://{NAME}:x@127.0.0.1:{proxy}"))
        .env("NO_PROXY", "localhost");
    let output = child.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"));
}

#[test]
fn certificates_that_cannot_be_used_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    for content in [None, Some(""), Some("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")] {
        content.inspect(|content| std::fs::write(&file, content).unwrap());
        let options = NativeOptions { ca_file: Some(file.clone()), ..NativeOptions::default() };
        match NativeHost::new(&options) {
            Ok(_) => panic!("{content:?} is no certificate"),
            Err(error) => assert_eq!(error.exit(), pacing_apply::Exit::Usage, "{error}"),
        }
    }
}

#[test]
fn a_sleep_is_never_shorter_than_asked() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let host = NativeHost::new(&NativeOptions::default()).unwrap();
        let begun = host.monotonic();
        host.sleep(Duration::from_micros(20_300)).await;
        assert!(host.monotonic() - begun >= Duration::from_micros(20_300));
    });
}
