//! The target `webhook_url`: anything as the address of the receiver of events.

use std::net::{IpAddr, Ipv4Addr};

use pacing_apply::AddressRule;
use pacing_apply::settings::Webhook;
use proptest::{prop_assert, prop_assert_eq};
use url::{Position, Url};

use super::Kept;

/// What became of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is no text.
    NoText,
    /// It is refused.
    Refused,
    /// Events may go there.
    Admitted,
}

/// Reads the address with the rule that admits no network, and its bytes as an IP address.
///
/// # Errors
/// The first promise that was broken.
pub fn run(data: &[u8]) -> Kept<Fate> {
    as_address(data)?;
    let Ok(text) = std::str::from_utf8(data) else { return Ok(Fate::NoText) };
    let webhook = match Webhook::parse(text, AddressRule::default()) {
        Ok(webhook) => webhook,
        Err(error) => {
            let said = format!("{error} {error:?}");
            // A scheme is no path, and is named where it is the wrong one.
            let scheme = Url::parse(text.trim()).is_ok_and(|url| url.scheme().contains("canary-path"));
            prop_assert!(scheme || !said.contains("canary-path"), "the path may be a secret: {said}");
            return Ok(Fate::Refused);
        }
    };
    let url = webhook.url();
    let host = url.host_str().unwrap_or_default();
    prop_assert!(!host.is_empty(), "{text:?} names no host");
    prop_assert!(url.username().is_empty() && url.password().is_none(), "{text:?} holds credentials");
    let here = host == "localhost" || host.ends_with(".localhost");
    prop_assert!(url.scheme() == "https" || (url.scheme() == "http" && here), "{text:?} is {}", url.scheme());
    if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        prop_assert!(!is_inside(address), "{text:?} goes to {address}");
    }
    // A host that ends in a number is an IPv4 address to somebody, however it is spelled.
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    prop_assert!(!number || host.parse::<IpAddr>().is_ok(), "{text:?} goes to `{host}`");

    // The origin may be shown, and a path may happen to be a piece of it.
    let origin = &url[..Position::BeforePath];
    prop_assert_eq!(webhook.origin(), origin, "the origin is no more than that");
    let shown = format!("{webhook:?}").replace(origin, "");
    let path = url.path();
    prop_assert!(path.len() < 4 || !shown.contains(path), "the path may be a secret: {shown}");
    let again = Webhook::parse(url.as_str(), AddressRule::default());
    prop_assert_eq!(again.ok().map(|again| again.url().clone()), Some(url.clone()), "what is admitted stays so");
    Ok(Fate::Admitted)
}

/// The guard that a resolver asks, on 4 or 16 bytes.
fn as_address(data: &[u8]) -> Kept {
    let rule = AddressRule::default();
    if let Some(four) = data.first_chunk::<4>() {
        let address = Ipv4Addr::from(*four);
        prop_assert!(!rule.admits(address.into()) || !is_inside(address.into()), "{address} is admitted");
        prop_assert_eq!(rule.admits(address.into()), rule.admits(address.to_ipv6_mapped().into()), "{}", address);
    }
    if let Some(sixteen) = data.first_chunk::<16>() {
        let address = IpAddr::from(*sixteen);
        prop_assert!(!rule.admits(address) || !is_inside(address), "{address} is admitted");
        prop_assert!(AddressRule::allowing(vec![address.into()]).admits(address), "{address} is allowed by name");
    }
    Ok(())
}

/// Addresses that only the inside of a network reaches, as the standard library knows them; an IPv4 address inside one of
/// version 6 counts as itself.
fn is_inside(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            v4.is_loopback() || v4.is_private() || v4.is_link_local() || v4.is_unspecified() || v4.is_broadcast()
        }
        IpAddr::V6(v6) => {
            let compatible = v6.octets().first_chunk::<12>() == Some(&[0; 12]);
            v6.is_loopback() || v6.is_unspecified() || v6.is_unique_local() || v6.is_unicast_link_local() || compatible
        }
    }
}
