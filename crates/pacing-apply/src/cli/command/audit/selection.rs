//! Which records of a log are wanted.

use super::story::Story;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pacing_apply::audit::Record;

/// Which records are wanted. What is given has to hold together.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Which records")]
pub(super) struct Selection {
    /// Those of this run, by its id or the beginning of it
    #[arg(long, value_name = "ID")]
    pub(super) run: Option<String>,

    /// Those of this dialer
    #[arg(long, value_name = "ID")]
    dialer: Option<String>,

    /// Those from this time on: a day (2026-03-02, from its midnight in UTC) or a time (2026-03-02T09:15:00Z)
    #[arg(long, value_name = "TIME", value_parser = time)]
    since: Option<Timestamp>,

    /// Those before this time, written alike
    #[arg(long, value_name = "TIME", value_parser = time)]
    until: Option<Timestamp>,
}

impl Selection {
    /// Whether a record is among them. What another run found out of a change is of both runs.
    pub(super) fn takes(&self, record: &Record, story: &Story) -> bool {
        let Self { dialer, since, until, .. } = self;
        let (context, at) = (&record.context, record.mark.timestamp);
        self.is_of_run(record, story)
            && (dialer.is_none() || *dialer == context.dialer_id)
            && since.is_none_or(|since| at >= since)
            && until.is_none_or(|until| at < until)
    }

    /// Whether a record is of the run, where one is wanted.
    pub(super) fn is_of_run(&self, record: &Record, story: &Story) -> bool {
        let runs = || std::iter::once(record.context.run_id).chain(story.recovered(record).map(|begun| begun.run_id));
        self.run.as_ref().is_none_or(|run| runs().any(|id| id.to_string().starts_with(&run.to_lowercase())))
    }
}

fn time(text: &str) -> Result<Timestamp, String> {
    let day = || text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok().map(|day| day.timestamp());
    let time = text.parse().ok().or_else(day);
    time.ok_or_else(|| "write a day such as `2026-03-02`, or a time such as `2026-03-02T09:15:00Z`".to_owned())
}
