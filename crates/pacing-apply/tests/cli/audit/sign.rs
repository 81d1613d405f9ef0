//! Signed checkpoints: `--audit-key`, `audit sign` and `audit verify --public-key`.

use super::{LOG, applied, audit, log, path};
use crate::platform::Platform;
use crate::run::{root, run};
use pacing_sandbox::{Endpoint, Fault};
use serde_json::{Value, json};
use std::fs;
use std::process::Command;

/// The key that tests sign with.
pub(super) fn key() -> String {
    root().join("tests/audit/key.pem").display().to_string()
}

fn public() -> String {
    root().join("tests/audit/key.pub.pem").display().to_string()
}

/// Another pair, made by Node as a peer that knows nothing of this program.
fn other(platform: &Platform) -> (String, String) {
    let script = "const { generateKeyPairSync: make } = require('node:crypto'); const { writeFileSync: write } = require('node:fs');
        const { publicKey, privateKey } = make('ed25519');
        write('other.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }));
        write('other.pub.pem', publicKey.export({ type: 'spki', format: 'pem' }));";
    let made = Command::new("node").args(["-e", script]).current_dir(&platform.folder).status().unwrap();
    assert!(made.success());
    ("other.pem".to_owned(), "other.pub.pem".to_owned())
}

#[test]
fn a_run_with_a_key_signs_and_the_public_key_verifies() {
    for by_environment in [false, true] {
        let platform = Platform::new();
        let mut apply = platform.apply(if by_environment { &[] } else { &["--audit-key", "key.pem"] });
        fs::copy(key(), path(&platform, "key.pem")).unwrap();
        apply.env("PACING_AUDIT_KEY_FILE", if by_environment { "key.pem" } else { "nowhere.pem" });
        assert_eq!(run(&mut apply).code, Some(0));
        let ran = audit(&platform, &["verify", "--public-key", &public()]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.stdout.contains("note: tail signed: the checkpoint counts all 7 records"), "{}", ran.stdout);

        let (_, other) = other(&platform);
        let ran = audit(&platform, &["verify", "--public-key", &other]);
        assert_eq!(ran.code, Some(1));
        assert!(
            ran.stdout.contains("does not hold: the checkpoint does not hold: it is signed with key"),
            "{}",
            ran.stdout
        );
        let ran = audit(&platform, &["verify", "--public-key", &other, "--public-key", &public()]);
        assert_eq!(ran.code, Some(0), "one of them: {ran:?}");
    }
}

/// Node's crypto and npm `canonicalize` come to the same signature over the same bytes.
#[test]
fn another_program_verifies_the_signature() {
    let platform = applied(&["--audit-key", &key()]);
    let script = "const { createHash, createPublicKey, verify } = require('node:crypto'); const { readFileSync: read } = require('node:fs');
        const { signature, ...signed } = JSON.parse(read(process.argv[1], 'utf8'));
        const key = createPublicKey(read(process.argv[2]));
        const raw = key.export({ type: 'spki', format: 'der' }).subarray(-32);
        const id = createHash('sha256').update(raw).digest('hex').slice(0, 32);
        const text = JSON.stringify(signed, Object.keys(signed).sort());
        console.log(id === signed.key_id, verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64')));";
    let checkpoint = path(&platform, "pacing_audit.log.checkpoint");
    let peer = |checkpoint: &std::path::Path| {
        let ran = Command::new("node").args(["-e", script]).arg(checkpoint).arg(public()).output().unwrap();
        String::from_utf8(ran.stdout).unwrap()
    };
    assert_eq!(peer(&checkpoint), "true true\n");
    let changed = fs::read_to_string(&checkpoint).unwrap().replace("\"count\":7", "\"count\":6");
    fs::write(path(&platform, "changed"), changed).unwrap();
    assert_eq!(peer(&path(&platform, "changed")), "true false\n");
}

#[test]
fn a_cut_log_is_found_and_one_rolled_back_with_its_checkpoint_by_a_copy() {
    let platform = applied(&["--audit-key", &key()]);
    let checkpoint = path(&platform, "pacing_audit.log.checkpoint");
    let (early_log, early) = (log(&platform), fs::read(&checkpoint).unwrap());
    assert_eq!(run(&mut platform.apply(&["--audit-key", &key(), "--force"])).code, Some(0));
    fs::copy(&checkpoint, path(&platform, "kept.checkpoint")).unwrap();
    let verify = |args: &[&str]| audit(&platform, &[&["verify", "--public-key", &public()], args].concat());
    assert_eq!(verify(&["--witness", "kept.checkpoint"]).code, Some(0));

    fs::write(path(&platform, LOG), &early_log).unwrap();
    let cut = verify(&[]);
    assert_eq!(cut.code, Some(1));
    assert!(cut.stdout.contains("its end was cut off"), "{}", cut.stdout);
    fs::write(&checkpoint, early).unwrap();
    assert_eq!(verify(&[]).code, Some(0), "an earlier state is a whole log");
    let found = verify(&["--witness", "kept.checkpoint"]);
    assert_eq!(found.code, Some(1));
    assert!(found.stdout.contains("`kept.checkpoint` counts 1"), "{}", found.stdout);
}

#[test]
fn a_log_that_the_key_has_not_signed_is_not_gone_on_with_until_a_person_says_so() {
    let platform = applied(&[]);
    let unsigned = log(&platform);
    let puts = || platform.sandbox.requests();
    let before = puts();
    let ran = run(&mut platform.apply(&["--audit-key", &key(), "--force"]));
    assert_eq!((ran.code, log(&platform)), (Some(6), unsigned), "{ran:?}");
    assert!(ran.stderr.contains("`audit sign`"), "{}", ran.stderr);
    assert_eq!(puts(), before, "no audit, no request");

    let signed = audit(&platform, &["sign", "--audit-key", &key()]);
    assert_eq!(signed.code, Some(0), "{signed:?}");
    assert!(
        signed.stdout.starts_with("the checkpoint of pacing_audit.log counts 8 records and is signed"),
        "{}",
        signed.stdout
    );
    assert_eq!(run(&mut platform.apply(&["--audit-key", &key(), "--force"])).code, Some(0));
    assert_eq!(audit(&platform, &["verify", "--public-key", &public()]).code, Some(0));

    // What does not hold is not signed.
    fs::write(path(&platform, LOG), log(&platform).replacen("ACTIVE", "active", 1)).unwrap();
    let refused = audit(&platform, &["sign", "--audit-key", &key()]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("nothing was done"), "{}", refused.stderr);
}

#[test]
fn what_is_no_key_is_named_before_anything_is_done() {
    let platform = Platform::new();
    for (file, told) in [
        (public(), "it is a public key"),
        ("nowhere.pem".to_owned(), "cannot read `nowhere.pem`: no such file"),
        ("sales.json".to_owned(), "cannot use the key in `sales.json`: it is not an Ed25519 private key"),
    ] {
        let ran = run(&mut platform.apply(&["--audit-key", &file]));
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
    }
    assert!(!path(&platform, LOG).exists());
    let ran = audit(&platform, &["sign"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("openssl genpkey"), "{}", ran.stderr);
    let ran = audit(&applied(&[]), &["verify", "--public-key", &key()]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("it is a private key"), "{}", ran.stderr);
}

#[test]
#[cfg(unix)]
fn a_key_that_others_can_read_is_told() {
    use fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    let platform = Platform::new();
    fs::copy(key(), path(&platform, "key.pem")).unwrap();
    for (mode, told) in [(0o644, true), (0o600, false), (0o400, false)] {
        fs::set_permissions(path(&platform, "key.pem"), Permissions::from_mode(mode)).unwrap();
        let ran = run(&mut platform.apply(&["--audit-key", "key.pem"]));
        assert_eq!(ran.code, Some(0));
        let warning = "warning: others may use the audit key `key.pem` (mode 0644), and sign with it; `chmod 600`";
        assert_eq!(ran.stderr.contains(warning), told, "{mode:o}: {}", ran.stderr);
    }
}

fn json(platform: &Platform, args: &[&str]) -> Value {
    serde_json::from_str(&audit(platform, &[args, &["--format", "json"]].concat()).stdout).unwrap()
}

/// What somebody can write who has the file, and not the key: a run without it.
#[test]
fn records_without_the_key_wait_for_a_person_and_stay_to_be_seen() {
    let platform = applied(&["--audit-key", &key()]);
    let signed = log(&platform).lines().count();
    platform.sandbox.fault(Endpoint::Webhook, Fault::answer(404));
    assert_eq!(run(&mut platform.apply(&["--force", "--actor", "mallory"])).code, Some(5));
    let (from, to) = (signed + 1, log(&platform).lines().count());
    let found = json(&platform, &["verify", "--public-key", &public()]);
    assert_eq!((&found["holds"], &found["not_signed"]), (&json!(true), &json!(to - signed)), "{found}");

    // Neither is it signed by the way, nor is its event sent.
    let before = (log(&platform), platform.sandbox.requests());
    let deliver = ["deliver", "--webhook-allow", "127.0.0.1", "--audit-key", &key()];
    for mut ran in [platform.apply(&["--audit-key", &key(), "--force"]), platform.command(&deliver)] {
        let ran = run(&mut ran);
        assert_eq!(ran.code, Some(6), "{ran:?}");
        assert!(
            ran.stderr.contains(&format!("records {from} to {to} of the audit log were written without")),
            "{ran:?}"
        );
    }
    assert_eq!((log(&platform), platform.sandbox.requests()), before);

    let ran = audit(&platform, &["sign", "--audit-key", &key(), "--actor", "zoë", "--reason", "looked at it"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(run(&mut platform.command(&deliver)).code, Some(0));
    let ran = audit(&platform, &["verify", "--public-key", &public()]);
    let note = format!(
        "note: records {from} to {to} were put under the key afterwards, by `zoë` with `audit sign` (record {})\n",
        to + 1
    );
    assert!(ran.code == Some(0) && ran.stdout.contains(&note), "{ran:?}");
    let late = json!([{"from": from, "to": to, "record": to + 1, "actor": "zoë", "accepted": true}]);
    assert_eq!(json(&platform, &["verify", "--public-key", &public()])["covered_later"], late);
    assert_eq!(json(&platform, &["show"])["covered_later"], late);
    let shown = audit(&platform, &["show"]).stdout;
    assert!(shown.contains(&note) && shown.contains(&format!("\n{to}*")), "{shown}");
    let one = audit(&platform, &["show", "--record", &to.to_string()]).stdout;
    assert!(one.contains(&format!("signed      afterwards: record {}", to + 1)), "{one}");
}

/// The program dies between its record and the signature.
#[test]
fn a_run_goes_on_from_what_an_interrupted_one_left_and_says_so() {
    let platform = applied(&["--audit-key", &key()]);
    let early = fs::read(path(&platform, "pacing_audit.log.checkpoint")).unwrap();
    let signed = log(&platform).lines().count();
    assert_eq!(run(&mut platform.apply(&["--audit-key", &key(), "--force"])).code, Some(0));
    let first: Vec<_> = log(&platform).lines().take(signed + 1).map(str::to_owned).collect();
    fs::write(path(&platform, LOG), first.join("\n") + "\n").unwrap();
    fs::write(path(&platform, "pacing_audit.log.checkpoint"), early).unwrap();
    assert_eq!(run(&mut platform.apply(&["--audit-key", &key(), "--force"])).code, Some(0));
    let found = json(&platform, &["verify", "--public-key", &public()]);
    let late = &found["covered_later"][0];
    let expected = (&json!(signed + 1), &json!(signed + 1), &json!(signed + 2), &json!(false));
    assert_eq!((&late["from"], &late["to"], &late["record"], &late["accepted"]), expected, "{found}");
    let note =
        format!("note: record {} was in the log before a signature covered it: left by an interrupted run", signed + 1);
    let ran = audit(&platform, &["verify", "--public-key", &public()]);
    assert!(ran.stdout.contains(&note), "{ran:?}");
}
