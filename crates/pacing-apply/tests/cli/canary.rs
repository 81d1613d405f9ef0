//! The secrets of the tests, and the search for them in everything that is shown or kept, in every spelling that a slip
//! could give them.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use std::path::Path;
use std::sync::LazyLock;

/// The client's secret. Its characters change under every encoding.
pub const SECRET: &str = "CANARY-client/secret+0f6b1c";

/// What the receiver's secret encodes.
pub const WEBHOOK_KEY: &str = "CANARY-webhook/key+91b2d7-e8";

/// A token, where a test gives one out.
pub const TOKEN: &str = "CANARY-token/4c1e+7a90";

/// The part of a receiver's address that may be a secret.
pub const PATH: &str = "CANARY-path-5d3f";

/// The receiver's secret as it is set.
pub fn webhook_secret() -> String {
    format!("whsec_{}", STANDARD.encode(WEBHOOK_KEY))
}

/// Fails where a secret stands in it.
#[track_caller]
pub fn assert_clean(what: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let found: Vec<_> = SPELLINGS.iter().filter(|spelling| text.contains(spelling.as_str())).collect();
    assert!(found.is_empty(), "{what} holds {found:?}:\n{text}");
}

/// Fails where a file of the folder holds a secret; settings are where secrets belong.
#[track_caller]
pub fn assert_clean_folder(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_clean_folder(&path);
        } else if path.file_name().is_some_and(|name| name != ".env") {
            assert_clean(&path.display().to_string(), &std::fs::read(&path).unwrap());
        }
    }
}

/// In lower case, so that hex and percent signs of either case are found; base64 loses little by it.
static SPELLINGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let spellings = [SECRET, WEBHOOK_KEY, TOKEN, PATH].into_iter().flat_map(spellings);
    spellings.chain(["bearer ".to_owned()]).map(|spelling| spelling.to_lowercase()).collect()
});

fn spellings(secret: &str) -> Vec<String> {
    let hex = |before: &str| secret.bytes().map(|byte| format!("{before}{byte:02x}")).collect::<String>();
    let form = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let json = serde_json::to_string(secret).unwrap().trim_matches('"').to_owned();
    let mut all =
        vec![secret.to_owned(), hex(""), hex("%"), hex("\\x"), form, json, format!("{:?}", secret.as_bytes())];
    // Base64 of something longer has the secret at one of three alignments.
    for before in 0..3 {
        let bytes = [&vec![0; before][..], secret.as_bytes()].concat();
        let (from, to) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
        all.extend([STANDARD.encode(&bytes)[from..to].to_owned(), URL_SAFE.encode(&bytes)[from..to].to_owned()]);
    }
    all
}

#[test]
fn the_search_finds_what_it_is_for() {
    let base64 = STANDARD.encode(format!("client:{SECRET}"));
    let hex: String = WEBHOOK_KEY.bytes().map(|byte| format!("{byte:02X}")).collect();
    let form: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("secret", SECRET).finish();
    for text in
        [SECRET, &base64, &hex, &form, "Authorization: Bearer x", &webhook_secret(), &format!("{:?}", TOKEN.as_bytes())]
    {
        let found = std::panic::catch_unwind(|| assert_clean("it", format!("before {text} after").as_bytes()));
        assert!(found.is_err(), "{text}");
    }
    assert_clean("it", b"nothing of the kind");
}
