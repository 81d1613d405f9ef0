//! `@stoplight/prism-cli` stands between the program and the sandbox and refuses what `docs/cxone.openapi.yaml` does
//! not describe, requests and answers alike.

use std::io::{Read, Write};
use std::net::TcpStream;

use pacing_sandbox::{Config, Endpoint, Fault};
use serde_json::json;

use crate::other_process::{Running, free_port, peer};
use crate::world::{DIALER, PATH, Ran, World, root};

fn prism(world: &World) -> (Running, u16) {
    let port = free_port();
    let mut command = peer("node_modules/.bin/prism");
    let description = root().join("docs/cxone.openapi.yaml");
    command.args(["proxy", "--errors", "--port", &port.to_string()]).arg(description).arg(world.sandbox.base_url());
    let mut running = Running::start(command);
    running.wait_for("address", |line| line.contains("Prism is listening").then_some(()));
    (running, port)
}

#[test]
fn every_request_and_every_answer_is_as_described() {
    for auth in ["body", "basic"] {
        let mut world = World::new(Config::holding(DIALER));
        let (prism, port) = prism(&world);
        world.base_url = format!("http://127.0.0.1:{port}");
        world.webhook_url = format!("http://127.0.0.1:{port}/wfm/pacing-sync");
        world.sandbox.fault(Endpoint::Put, Fault::answer(429));
        let ran = Ran::of(world.apply(&["--client-auth", auth]).output().unwrap());
        assert_eq!(ran.code, Some(0), "{ran:#?} {:#?}", prism.lines());
        assert_eq!((world.sandbox.put_count(DIALER), world.sandbox.events().len()), (1, 1), "all went through it");
        let violations: Vec<_> = prism.lines().into_iter().filter(|line| line.contains("Violation")).collect();
        assert_eq!(violations, Vec::<String>::new());
    }
}

#[test]
fn the_description_refuses_other_requests_and_other_answers() {
    let world = World::new(Config::holding(DIALER));
    let (_prism, port) = prism(&world);
    let document = crate::world::document();
    let head =
        "accept: application/json\r\nauthorization: Bearer x\r\nif-match: \"1\"\r\ncontent-type: application/json\r\n";
    for (what, head, body) in [
        ("a threshold as a percentage", head.to_owned(), document.replace("0.025", "2.5")),
        ("a number as a string", head.to_owned(), document.replace("\"max_speed\": 45", "\"max_speed\": \"45\"")),
        ("no version", head.replace("if-match", "x-match"), document.clone()),
        ("no token", head.replace("authorization", "x-authorization"), document.clone()),
    ] {
        let status = put(port, &head, &body);
        assert!([401, 422].contains(&status), "{what}: {status}");
    }
    assert!(world.sandbox.requests().is_empty(), "nothing of that went on");
    assert_eq!(
        put(port, head, &document),
        401,
        "what is as described goes on to the sandbox, which does not know the token"
    );
    assert_eq!(world.sandbox.requests().len(), 1);

    let mut world = World::new(Config::holding(DIALER));
    let (_prism, port) = prism(&world);
    world.base_url = format!("http://127.0.0.1:{port}");
    world.sandbox.fault(Endpoint::Get, Fault::patch(json!({"type": "PROGRESSIVE"})).times(9));
    let ran = Ran::of(world.apply(&["--max-retries", "0"]).output().unwrap());
    assert_eq!(ran.code, Some(3), "an answer that is not as described does not come through: {ran:#?}");
}

fn put(port: u16, head: &str, body: &str) -> u16 {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let length = body.len();
    let start = format!("PUT {PATH} HTTP/1.1\r\nhost: prism\r\nconnection: close\r\n");
    stream.write_all(format!("{start}{head}content-length: {length}\r\n\r\n{body}").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}
