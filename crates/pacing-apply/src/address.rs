//! Which addresses a request may go to.
//!
//! Credentials and events travel over https; http is for this machine alone. A webhook's address is typed by a person and
//! requested from inside a network, so addresses that only the inside reaches are refused unless they are admitted
//! (OWASP, server-side request forgery).

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// The addresses that a webhook may be sent to: every public one, and what is admitted by name of its network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressRule {
    allow: Vec<IpNet>,
}

impl AddressRule {
    /// Public addresses and those of `allow`. A network of IPv4 addresses inside IPv6 (`::ffff:10.1.0.0/112`) is the same
    /// as that of the IPv4 addresses themselves.
    pub fn allowing(allow: Vec<IpNet>) -> Self {
        Self { allow: allow.into_iter().map(canonical).collect() }
    }

    /// This machine too: what `--sandbox` implies.
    pub fn allowing_loopback() -> Self {
        let networks = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        Self { allow: networks.map(IpNet::from).into() }
    }

    /// Every address: where the host cannot tell what address a name has, as in a browser, which has rules of its own.
    pub fn anywhere() -> Self {
        Self { allow: vec![IpNet::V4(Ipv4Net::default()), IpNet::V6(Ipv6Net::default())] }
    }

    /// Whether an address may be connected to. A host's resolver asks this of every address that a name has, and
    /// connects to one that was admitted.
    ///
    /// ```
    /// use pacing_apply::AddressRule;
    /// let rule = AddressRule::allowing(vec!["10.1.0.0/16".parse()?]);
    /// assert!(rule.admits("10.1.2.3".parse()?) && rule.admits("203.0.114.9".parse()?));
    /// assert!(!rule.admits("10.2.0.1".parse()?) && !rule.admits("::ffff:169.254.169.254".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn admits(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        is_public(address) || self.allow.iter().any(|network| network.contains(&address))
    }

    /// Checks the host of an address where it is an IP literal: such a host never passes a resolver.
    pub(crate) fn check_literal(&self, url: &Url) -> Result<(), String> {
        let literal = match url.host() {
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
            _ => return Ok(()),
        };
        if self.admits(literal) {
            return Ok(());
        }
        Err(format!("names `{literal}`, an address inside a network; admit it with `--webhook-allow {literal}`"))
    }
}

/// Reads the address of a server that a person has typed.
pub(crate) fn parse(text: &str) -> Result<Url, String> {
    let missing = "does not begin with `https://` (or `http://`, for this machine alone)";
    match Url::parse(text.trim()) {
        // `127.0.0.1:4010` has no scheme, and in `localhost:4010` the host is taken for one.
        Err(url::ParseError::RelativeUrlWithoutBase) => Err(missing.to_owned()),
        Ok(url) if url.cannot_be_a_base() => Err(missing.to_owned()),
        Ok(url) if has_empty_label(&url) => {
            Err("names a host with nothing between two dots, or before the first one".to_owned())
        }
        Ok(url) => match foreign_character(&url) {
            Some(character) => Err(format!("names a host with `{character}` in it, which no host's name has")),
            None => Ok(url),
        },
        Err(error) => Err(format!("is not a URL: {error}")),
    }
}

/// Whether a name has a part without a character (RFC 1035, section 3.1, has one at the end alone). Whoever leaves such parts
/// out may take `127..` for an address.
fn has_empty_label(url: &Url) -> bool {
    let Some(Host::Domain(name)) = url.host() else { return false };
    name.strip_suffix('.').unwrap_or(name).split('.').any(str::is_empty)
}

/// What stands in a name beside letters, digits, hyphens (RFC 952) and the underscores that some servers have. A URL may
/// hold it, and what a resolver or a proxy makes of it nobody knows. Names in other scripts are in ASCII by now.
fn foreign_character(url: &Url) -> Option<char> {
    let Some(Host::Domain(name)) = url.host() else { return None };
    name.chars().find(|character| !character.is_ascii_alphanumeric() && !"-_.".contains(*character))
}

/// Addresses are compared as IPv4 ones where they are (see [`IpAddr::to_canonical`]), so networks are too.
fn canonical(network: IpNet) -> IpNet {
    let IpNet::V6(v6) = network else { return network };
    let inner = v6.addr().to_ipv4_mapped().zip(v6.prefix_len().checked_sub(96));
    let inner = inner.and_then(|(address, prefix)| Ipv4Net::new(address, prefix).ok());
    inner.map_or(network, IpNet::V4)
}

/// https to anywhere, http to this machine alone.
pub(crate) fn check_scheme(url: &Url) -> Result<(), String> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        "http" => {
            Err("is http, which anyone on the way can read; use https (http is for this machine alone)".to_owned())
        }
        other => Err(format!("has the scheme `{other}`; use https")),
    }
}

/// Whether a URL names this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).to_canonical().is_loopback(),
        None => false,
    }
}

/// Whether an address is one of the public internet (IANA special-purpose address registries).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = a == 0 // "this network"
        || address.is_private()
        || (a == 100 && (64..128).contains(&b)) // shared by carriers, RFC 6598
        || address.is_loopback()
        || address.is_link_local() // and the metadata services of clouds
        || (a == 192 && b == 0 && c == 0) // IETF protocol assignments
        || (a == 192 && b == 88 && c == 99) // relays of 6to4, given up by RFC 7526
        || address.is_documentation()
        || (a == 198 && (b == 18 || b == 19)) // benchmarks, RFC 2544
        || address.is_multicast()
        || a >= 240; // reserved, and broadcast
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    match segments {
        // 6to4 (2002::/16), NAT64 (64:ff9b::/96) and ISATAP (RFC 5214) carry an IPv4 address, which decides.
        [0x2002, high, low, ..] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_public_v4(v4(high, low)),
        [.., 0 | 0x200, 0x5efe, high, low] if !is_public_v4(v4(high, low)) => false,
        // 2000::/3 is what is given out; of that, 2001::/23 are protocol assignments, 2001:db8::/32 and 3fff::/20
        // documentation.
        [first, second, ..] => {
            let special =
                (first == 0x2001 && (second < 0x200 || second == 0xdb8)) || (first == 0x3fff && second < 0x1000);
            first & 0xe000 == 0x2000 && !special
        }
    }
}

fn v4(high: u16, low: u16) -> Ipv4Addr {
    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
    Ipv4Addr::new(a, b, c, d)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn only_public_addresses_are_admitted() {
        let rule = AddressRule::default();
        for inside in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::808:808",
            "64:ff9b:0:1::808:808",
            "::ffff:0:a00:1",
            "::ffff:169.254.169.254",
            "::a9fe:a9fe",
            "2606:4700::5efe:a00:1",
            "2606:4700::200:5efe:7f00:1",
            "3fff::1",
            "5f00::1",
            "100::1",
            "fec0::1",
            "fe80::5efe:808:808",
            "192.88.99.1",
        ] {
            assert!(!rule.admits(inside.parse().unwrap()), "{inside}");
        }
        for outside in [
            "1.1.1.1",
            "1.18.0.1",
            "172.32.0.1",
            "198.20.0.1",
            "100.128.0.1",
            "203.0.114.1",
            "2606:4700::1111",
            "2606:db8::1",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2002:101:101::1",
            "64:ff9b::101:101",
            "::ffff:1.1.1.1",
            "2606:4700::5efe:808:808",
            "3fff:1000::1",
            "192.88.100.1",
        ] {
            assert!(rule.admits(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn a_network_is_allowed_in_either_spelling() {
        for network in ["10.1.0.0/16", "::ffff:10.1.0.0/112"] {
            let rule = AddressRule::allowing(vec![network.parse().unwrap()]);
            assert!(
                rule.admits("10.1.2.3".parse().unwrap()) && rule.admits("::ffff:10.1.2.3".parse().unwrap()),
                "{network}"
            );
            assert!(!rule.admits("10.2.0.1".parse().unwrap()), "{network}");
        }
        let wide = AddressRule::allowing(vec!["::/0".parse().unwrap()]);
        assert!(wide.admits("fd00::1".parse().unwrap()) && !wide.admits("10.0.0.1".parse().unwrap()));
    }

    #[test]
    fn http_is_for_this_machine_alone() {
        for fine in
            ["https://a.example", "http://localhost:1", "http://127.0.0.1", "http://[::1]:8", "http://x.localhost"]
        {
            assert_eq!(check_scheme(&Url::parse(fine).unwrap()), Ok(()), "{fine}");
        }
        for bad in ["http://a.example", "http://10.0.0.1", "ftp://localhost", "file:///etc", "http://localhost.example"]
        {
            assert!(check_scheme(&Url::parse(bad).unwrap()).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_host_has_no_empty_part() {
        for bad in ["https://127..", "https://011.../", "https://a..example", "https://.a.example", "https://.../x"] {
            assert!(parse(bad).unwrap_err().contains("between two dots"), "{bad}");
        }
        for fine in ["https://a.example", "https://a.example.", "https://localhost", "https://127.1", "https://[::1]"] {
            assert!(parse(fine).is_ok(), "{fine}");
        }
    }

    #[test]
    fn a_host_has_the_characters_of_a_name() {
        for (bad, said) in [("https://aa\"-/", "`\"`"), ("https://a.b'c.example", "`'`"), ("https://a$b", "`$`")] {
            assert!(parse(bad).unwrap_err().contains(said), "{bad}");
        }
        for fine in ["https://a-b_c.example", "https://bücher.example", "https://[2001:db8::1]", "https://10.0.0.1"] {
            assert!(parse(fine).is_ok(), "{fine}");
        }
    }

    #[test]
    fn an_address_without_a_scheme_is_told_what_it_lacks() {
        for bad in ["127.0.0.1:4010", "localhost:4010", "api.mynicecx.com", "api.example:443/x", "/x", "mailto:x@y", ""]
        {
            assert!(parse(bad).unwrap_err().contains("`https://`"), "{bad}");
        }
        assert!(parse("https://a b/").unwrap_err().starts_with("is not a URL: "));
        assert_eq!(parse(" https://a.example/x ").unwrap().path(), "/x");
    }

    #[test]
    fn spellings_of_an_address_do_not_hide_it() {
        for hidden in [
            "https://127.1/",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://[::ffff:7f00:1]/",
            "https://0/",
            "https://017700000001/",
            "https://1.1.1.1.@127.0.0.1/",
            "https://[::1]/",
            "https://[0:0:0:0:0:ffff:a9fe:a9fe]/",
            "https://169.254.169.254./",
            "https://%31%32%37.0.0.1/",
            "https://１２７.0.0.1/",
        ] {
            let url = Url::parse(hidden).unwrap();
            assert!(AddressRule::default().check_literal(&url).is_err(), "{hidden}");
        }
    }
}
