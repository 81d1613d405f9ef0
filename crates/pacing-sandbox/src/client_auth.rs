//! Who asks for a token: client credentials in the body or as HTTP Basic (RFC 6749, section 2.3.1).

use std::collections::BTreeMap;

use axum::http::header::{AUTHORIZATION, HeaderMap};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use subtle::ConstantTimeEq;

/// The parameters of a token request.
pub(crate) type Form = BTreeMap<String, String>;

/// The credentials of a client.
pub(crate) struct Client {
    pub(crate) id: String,
    pub(crate) secret: String,
}

impl Client {
    /// Compares in constant time.
    pub(crate) fn is(&self, other: &Self) -> bool {
        let id = self.id.as_bytes().ct_eq(other.id.as_bytes());
        let secret = self.secret.as_bytes().ct_eq(other.secret.as_bytes());
        (id & secret).into()
    }
}

/// Why no client could be made out.
#[derive(Debug, PartialEq)]
pub(crate) enum Unclear {
    Missing,
    Malformed(&'static str),
}

/// Reads an `application/x-www-form-urlencoded` body; a parameter that comes twice is an error, an
/// empty one counts as absent (RFC 6749, section 3.2).
pub(crate) fn read_form(body: &[u8]) -> Result<Form, String> {
    let mut form = Form::new();
    for (name, value) in form_urlencoded::parse(body) {
        if value.is_empty() {
            continue;
        }
        if form.insert(name.to_string(), value.into_owned()).is_some() {
            return Err(format!("the parameter `{name}` is given more than once"));
        }
    }
    Ok(form)
}

/// The client that a request claims to come from.
pub(crate) fn client(headers: &HeaderMap, form: &Form) -> Result<Client, Unclear> {
    let Some(header) = headers.get(AUTHORIZATION) else {
        return match (form.get("client_id"), form.get("client_secret")) {
            (Some(id), Some(secret)) => Ok(Client { id: id.clone(), secret: secret.clone() }),
            _ => Err(Unclear::Missing),
        };
    };
    if form.contains_key("client_secret") {
        return Err(Unclear::Malformed("credentials are given both in the body and as HTTP Basic"));
    }
    let client = header.to_str().ok().and_then(basic).ok_or(Unclear::Malformed(
        "the Authorization header must be `Basic` and the base64 of `id:secret`, each form-urlencoded",
    ))?;
    if form.get("client_id").is_some_and(|id| *id != client.id) {
        return Err(Unclear::Malformed("the client id in the body is not the one in the header"));
    }
    Ok(client)
}

fn basic(header: &str) -> Option<Client> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some(Client { id: form_decode(id), secret: form_decode(secret) })
}

/// Decodes one form-urlencoded value, which holds neither `&` nor `=` unescaped.
fn form_decode(text: &str) -> String {
    let escaped = text.replace('&', "%26").replace('=', "%3D");
    form_urlencoded::parse(escaped.as_bytes()).map(|(name, _)| name.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn basic_of(text: &str) -> Option<Client> {
        basic(&format!("Basic {}", STANDARD.encode(text)))
    }

    #[test]
    fn decodes_both_parts_before_comparing() {
        let client = basic_of("id%3A1:a+b%26c%2Bd%25").unwrap();
        assert_eq!((client.id.as_str(), client.secret.as_str()), ("id:1", "a b&c+d%"));
        let client = basic_of("id:raw=&~").unwrap();
        assert_eq!(client.secret, "raw=&~");
        assert!(basic_of("no colon").is_none());
    }

    #[test]
    fn takes_one_way_of_authentication_only() {
        let mut headers = HeaderMap::new();
        let form = read_form(b"client_id=a&client_secret=b").unwrap();
        assert!(client(&headers, &form).is_ok());
        headers.insert(AUTHORIZATION, HeaderValue::from_static("Basic YTpi"));
        assert!(matches!(client(&headers, &form), Err(Unclear::Malformed(_))));
        let form = read_form(b"client_id=a").unwrap();
        assert!(client(&headers, &form).is_ok());
        let form = read_form(b"client_id=other").unwrap();
        assert!(matches!(client(&headers, &form), Err(Unclear::Malformed(_))));
    }
}
