//! Checks outbound dialer pacing configurations.
