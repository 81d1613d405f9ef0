//! The text of example documents.

/// A document as text, from its bands: `document!([1, 5, 10], [6, 20, 25])`; other fields are named behind a semicolon.
macro_rules! document {
    ($([$min:literal, $max:literal, $speed:literal]),* $(,)?) => {
        document!($([$min, $max, $speed]),*; 45, "0.025")
    };
    ($([$min:literal, $max:literal, $speed:literal]),*; $global:literal, $threshold:literal) => {
        document!($([$min, $max, $speed]),*; $global, $threshold, ",\n    \"reload_on_update\": true")
    };
    ($first:tt $(, $band:tt)*; $global:literal, $threshold:literal, $reload:literal) => {
        concat!(
            "{\n  \"id\": \"outbound-sales\",\n  \"type\": \"PREDICTIVE\",\n  \"predictive_dialer_config\": {\n    \"pacing_rules\": [\n      ",
            document!(@ $first), $(",\n      ", document!(@ $band),)*
            "\n    ],\n    \"max_speed\": ", $global, ",\n    \"abandon_rate_threshold\": ", $threshold, $reload, "\n  }\n}\n"
        )
    };
    (@ [$min:literal, $max:literal, $speed:literal]) => {
        concat!("{\"agent_count_min\": ", $min, ", \"agent_count_max\": ", $max, ", \"max_speed\": ", $speed, "}")
    };
}

pub(super) use document;
