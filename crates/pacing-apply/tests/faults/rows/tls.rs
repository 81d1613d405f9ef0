//! Certificates that do not hold, and one that does.

use crate::row::{APPLIED, NOT_APPLIED, Route, Row, WAITING};
use crate::tls::Certificate;

pub fn rows() -> Vec<Row> {
    let platform = |name, certificate, ends| Row::new(name, [], ends).route(Route::Tls(certificate));
    vec![
        platform("a certificate of the authority in `--ca-file`", Certificate::Good, APPLIED),
        platform("a certificate of an unknown authority", Certificate::Unknown, NOT_APPLIED),
        platform("a certificate for another host", Certificate::OtherHost, NOT_APPLIED),
        platform("a certificate that has expired", Certificate::Expired, NOT_APPLIED),
        Row::new("the receiver of the event has a certificate of an unknown authority", [], WAITING)
            .route(Route::TlsEvent(Certificate::Unknown)),
    ]
}
