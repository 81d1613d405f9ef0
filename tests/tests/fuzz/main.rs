//! The fuzz targets on stable, each over its committed corpus and some 20,000 inputs that are the same in every run.

mod audit;
mod check;
mod fronts;
