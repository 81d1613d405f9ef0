//! A stand-in for the CXone dialer surface.
