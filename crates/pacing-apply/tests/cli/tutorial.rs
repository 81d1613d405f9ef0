//! `docs/from-the-tutorial.md`: what the script logged, and what this program prints in its place.

use crate::platform::Platform;
use crate::run::{root, run};
use pacing_sandbox::{Endpoint, Fault, RetryAfter};

/// The pieces of code in the second column of the page's table of messages.
fn documented() -> Vec<String> {
    let page = std::fs::read_to_string(root().join("docs/from-the-tutorial.md")).unwrap();
    let (_, messages) = page.split_once("## Messages").unwrap();
    let rows = messages.lines().filter(|line| line.starts_with('|')).skip(2);
    let mut pieces = Vec::new();
    for row in rows {
        let mut rest = row.rsplit_once(" | ").unwrap().1;
        while let Some(start) = rest.find('`') {
            let fence = &rest[start..][..rest[start..].bytes().take_while(|byte| *byte == b'`').count()];
            let (code, behind) = rest[start + fence.len()..].split_once(fence).unwrap();
            pieces.push(code.trim_end().to_owned());
            rest = behind;
        }
    }
    pieces
}

#[test]
fn the_documented_messages_are_printed() {
    let mut printed = String::new();
    let mut apply = |fault: Option<(Endpoint, Fault)>, code: i32| {
        let platform = Platform::new();
        if let Some((endpoint, fault)) = fault {
            platform.sandbox.fault(endpoint, fault);
        }
        let ran = run(&mut platform.apply(&[]));
        assert_eq!(ran.code, Some(code), "{ran:?}");
        printed.push_str(&(ran.stdout + &ran.stderr));
    };
    apply(None, 0);
    apply(Some((Endpoint::Put, Fault::answer(429).retry_after(RetryAfter::Seconds(1)))), 0);
    apply(Some((Endpoint::Put, Fault::answer(429).times(99))), 7);
    apply(Some((Endpoint::Webhook, Fault::answer(500).times(99))), 5);
    // The program is printed as it was called.
    let printed = printed.replace(env!("CARGO_BIN_EXE_pacing-apply"), "pacing-apply");
    let documented = documented();
    assert!(documented.len() >= 9, "{documented:?}");
    for message in documented {
        assert!(printed.contains(&message), "`{message}` is not printed:\n{printed}");
    }
}
