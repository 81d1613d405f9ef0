//! A TLS front for the sandbox, with certificates of its own making.

use std::net::SocketAddr;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// What the server shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Certificate {
    Good,
    /// Its authority is in no list.
    Unknown,
    OtherHost,
    Expired,
}

/// What a server needs, and what a client may trust.
pub struct Front {
    config: ServerConfig,
    /// The authority, as PEM.
    pub authority: String,
}

impl Front {
    pub fn new(certificate: Certificate) -> Self {
        let mut authority = CertificateParams::new([]).unwrap();
        authority.distinguished_name.push(DnType::CommonName, format!("authority for {certificate:?}"));
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let trusted = authority.self_signed(&key).unwrap().pem();
        let issuer = Issuer::new(authority, key);

        let host = if certificate == Certificate::OtherHost { "elsewhere.example" } else { "127.0.0.1" };
        let mut params = CertificateParams::new([host.to_owned()]).unwrap();
        if certificate == Certificate::Expired {
            (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 1, 1));
        }
        let key = KeyPair::generate().unwrap();
        let chain = vec![params.signed_by(&key, &issuer).unwrap().der().clone()];
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key.into())
            .unwrap();
        let other = || Self::new(Certificate::Good).authority;
        Self { config, authority: if certificate == Certificate::Unknown { other() } else { trusted } }
    }

    /// Listens, and passes what it decrypts on to `target`; gives its port.
    pub async fn serve(self, target: SocketAddr) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let acceptor = TlsAcceptor::from(Arc::new(self.config));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let mut outer = acceptor.accept(stream).await.ok()?;
                    let mut inner = TcpStream::connect(target).await.ok()?;
                    copy_bidirectional(&mut outer, &mut inner).await.ok()
                });
            }
        });
        port
    }
}
