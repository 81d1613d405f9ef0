//! npm `oidc-provider` gives the tokens, as strictly as it does: the credentials of a client by the one way that it is
//! registered for, form-urlencoded inside HTTP Basic (RFC 6749, section 2.3.1), and a life that ends.

use std::process::Command;

use pacing_sandbox::{Config, Endpoint, Fault, RetryAfter};

use crate::other_process::{Running, peer};
use crate::world::{DIALER, Ran, SECRET, World};

/// Characters that mean something in a form, in a URL or in Basic credentials.
const CLIENT: &str = "tests of: pacing+%&=/?";
const PASSWORD: &str = "CANARY a b&c+d%2B:e\"'~*/=?!-._";

struct Server {
    running: Running,
    url: String,
}

fn server(world: &World, auth: &str, life: u32) -> Server {
    let mut command = peer("node");
    command
        .arg("authorization-server.mjs")
        .env("PLATFORM_URL", world.sandbox.base_url())
        .env("PLATFORM_ID", world.sandbox.client_id())
        .env("PLATFORM_SECRET", SECRET)
        .env("CLIENT_ID", CLIENT)
        .env("CLIENT_SECRET", PASSWORD)
        .env("CLIENT_AUTH", auth)
        .env("TOKEN_LIFE", life.to_string());
    let mut running = Running::start(command);
    let url = running.wait_for("address", |line| line.starts_with("http://").then(|| line.to_owned()));
    Server { running, url }
}

fn apply(world: &World, server: &Server, args: &[&str]) -> Command {
    let mut command = world.apply(args);
    command.env("CXONE_BASE_URL", &server.url).env("CXONE_CLIENT_ID", CLIENT).env("CXONE_CLIENT_SECRET", PASSWORD);
    command
}

#[test]
fn both_ways_of_authentication_are_taken_with_any_character_in_the_secret() {
    for (registered, flag) in [("basic", "basic"), ("post", "body")] {
        let world = World::new(Config::holding(DIALER));
        let server = server(&world, registered, 3600);
        let ran = Ran::of(apply(&world, &server, &["--client-auth", flag]).output().unwrap());
        assert_eq!(ran.code, Some(0), "{flag}: {ran:#?} {:#?}", server.running.lines());
        assert!(!ran.stderr.contains("CANARY") && !ran.stdout.contains("CANARY"), "{ran:#?}");
        assert_eq!(tokens(&server), 1);
        assert_eq!((world.sandbox.put_count(DIALER), world.audit().len()), (1, 7));
    }
}

#[test]
fn a_secret_that_is_escaped_already_is_refused_and_explained() {
    let world = World::new(Config::holding(DIALER));
    let server = server(&world, "basic", 3600);
    let escaped = PASSWORD.replace('+', "%2B");
    let mut command = apply(&world, &server, &["--client-auth", "basic"]);
    let ran = Ran::of(command.env("CXONE_CLIENT_SECRET", escaped).output().unwrap());
    assert_eq!(ran.code, Some(3), "{ran:#?}");
    assert!(ran.stderr.contains("refused client") && ran.stderr.contains("help: "), "{ran:#?}");
    assert!(!ran.stderr.contains("CANARY"), "{ran:#?}");
}

#[test]
fn a_token_that_ends_during_a_wait_is_renewed_before_it_is_used() {
    let world = World::new(Config::holding(DIALER));
    let server = server(&world, "basic", 4);
    world.sandbox.fault(Endpoint::Put, Fault::answer(429).retry_after(RetryAfter::Seconds(5)).enforced());
    let short = ["--client-auth", "basic", "--get-timeout", "1s", "--put-timeout", "1s"];
    let ran = Ran::of(apply(&world, &server, &short).output().unwrap());
    assert_eq!(ran.code, Some(0), "{ran:#?} {:#?}", server.running.lines());
    let lines = server.running.lines();
    assert!(
        !lines.iter().any(|line| line.ends_with(" 401")),
        "no request went with a token that had ended: {lines:#?}"
    );
    assert!(tokens(&server) >= 2, "{lines:#?}");
}

fn tokens(server: &Server) -> usize {
    server.running.lines().iter().filter(|line| *line == "POST /oauth2/token 200").count()
}
