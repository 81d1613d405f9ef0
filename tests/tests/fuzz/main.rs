//! The fuzz targets on stable, each over its committed corpus and some 20,000 inputs that are the same in every run.

mod audit;
mod check;
mod dialer_answer;
mod fronts;
mod retry_after;
mod token_answer;
mod webhook_url;
