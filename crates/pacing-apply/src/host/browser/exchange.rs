//! One request by fetch, and its answer read to the end.

use super::Hidden;
use crate::host::{Peer, Request, Response, SendError};
use gloo_net::http::{Headers, RequestBuilder, Response as Fetched};
use http::header::{ETAG, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect,
    ResponseType,
};

/// A request that is on its way until this is dropped.
pub(super) struct Exchange {
    abort: AbortController,
    request: web_sys::Request,
    peer: Peer,
    max_response: usize,
}

/// A whole answer.
pub(super) struct Answer {
    pub(super) response: Response,
    /// A header that belongs to such an answer and is not to be seen.
    pub(super) hidden: Option<Hidden>,
}

// Not the one of gloo-net, which keeps nothing of an error but its words.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn fetch(request: &web_sys::Request) -> Result<Promise, JsValue>;
}

impl Exchange {
    /// Makes the request; [`Exchange::answer`] sends it.
    pub(super) fn new(request: Request) -> Result<Self, SendError> {
        let Request { peer, method, url, headers, body, max_response, .. } = request;
        let abort = AbortController::new().map_err(|error| failed(&error))?;
        let builder = RequestBuilder::new(url.as_str())
            .method(method)
            .headers(sent(&headers))
            .cache(RequestCache::NoStore)
            .credentials(RequestCredentials::Omit)
            .redirect(RequestRedirect::Manual)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .abort_signal(Some(&abort.signal()));
        let built = if body.is_empty() { builder.build() } else { builder.body(Uint8Array::from(body.as_slice())) };
        // The words of the error may hold the address, and with it the path of a webhook.
        let request = built.map_err(|_| SendError::not_sent("fetch does not take this request"))?;
        Ok(Self { abort, request: request.into(), peer, max_response })
    }

    pub(super) async fn answer(&self) -> Result<Answer, SendError> {
        let fetched = JsFuture::from(fetch(&self.request).map_err(|error| failed(&error))?).await;
        let fetched = fetched.and_then(JsCast::dyn_into::<web_sys::Response>).map_err(|error| failed(&error))?;
        let fetched = Fetched::from(fetched);
        let kind = fetched.type_();
        if kind == ResponseType::Opaqueredirect {
            return Err(SendError::redirected());
        }
        let status = StatusCode::from_u16(fetched.status())
            .map_err(|_| SendError::ambiguous(format!("an answer with the status {}", fetched.status())))?;
        let headers = shown(&fetched.headers());
        let hidden = if kind == ResponseType::Cors { self.missing(status, &headers) } else { None };
        let body = self.body(&fetched).await?;
        Ok(Answer { response: Response { status, headers, body }, hidden })
    }

    /// A header without which less is known than over a socket.
    fn missing(&self, status: StatusCode, headers: &HeaderMap) -> Option<Hidden> {
        let reads_dialer = self.peer == Peer::Platform && self.request.method() == "GET";
        match status.as_u16() {
            425 | 429 | 503 if !headers.contains_key(RETRY_AFTER) => Some(Hidden::RetryAfter),
            200 if reads_dialer && !headers.contains_key(ETAG) => Some(Hidden::ETag),
            _ => None,
        }
    }

    /// The body, counted while it comes.
    async fn body(&self, fetched: &Fetched) -> Result<Vec<u8>, SendError> {
        let Some(stream) = fetched.body() else { return Ok(Vec::new()) };
        let reader = ReadableStreamDefaultReader::new(&stream).map_err(|error| failed(&error))?;
        let mut body = Vec::new();
        loop {
            let read = JsFuture::from(reader.read()).await.map_err(|error| failed(&error))?;
            let part = |name: &str| Reflect::get(&read, &JsValue::from(name)).unwrap_or_default();
            let Some(chunk) = part("value").dyn_ref::<Uint8Array>().map(Uint8Array::to_vec) else { return Ok(body) };
            body.extend(chunk);
            if body.len() > self.max_response {
                return Err(SendError::ambiguous(format!("the answer is longer than {} bytes", self.max_response)));
            }
        }
    }
}

/// What was not answered to the end is not waited for any more.
impl Drop for Exchange {
    fn drop(&mut self) {
        self.abort.abort();
    }
}

fn sent(headers: &HeaderMap) -> Headers {
    let all = Headers::new();
    for (name, value) in headers {
        if let Ok(value) = value.to_str() {
            all.append(name.as_str(), value);
        }
    }
    all
}

fn shown(headers: &Headers) -> HeaderMap {
    let pair =
        |(name, value): (String, String)| Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?));
    headers.entries().filter_map(pair).collect()
}

/// A browser says of every failure the same, so that pages learn nothing of networks, and it may be one after the change
/// was done. Node names the cause.
fn failed(error: &JsValue) -> SendError {
    let member = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from(name)).unwrap_or_default();
    let code = member(&member(error, "cause"), "code").as_string();
    let is_name = |code: &String| code.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    SendError::ambiguous(match code.filter(is_name) {
        Some(code) => format!("fetch failed ({code})"),
        None => {
            "fetch failed: the server cannot be reached, its CORS policy does not admit this page, or the page may not \
                 connect to it"
                .to_owned()
        }
    })
}
