//! Reads the consumed licenses of an enterprise at an address on loopback, over all pages, and holds them; prints how many rows those are.
//! What `make bench` times beside `gh api --paginate` and curl.

use std::future::Future;
use std::io::Write as _;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use cloud::{Cloud, Connection, EnterpriseSlug, LicensePages, Origin, Pacing, Token};
use jiff::Timestamp;

/// This computer's time; there is no chance in it, so that every run asks the same.
struct Clock;

impl Pacing for Clock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(duration))
    }

    fn fraction(&self) -> f64 {
        0.5
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match read().await {
        Ok(rows) => {
            // A reader that went away wants no more of it.
            let _ = writeln!(std::io::stdout(), "{rows}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::from(4)
        }
    }
}

async fn read() -> Result<usize, Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("which address?")?;
    let token = Token::new("ghp_inventedTokenOfNobody0123456789".into())?;
    let connection = Connection::new(Origin::parse(&address)?, token, "Seatbridge-bench");
    let cloud = Cloud::new(connection, Arc::new(Clock))?;
    let read = cloud.consumed_licenses(&EnterpriseSlug::parse("octo")?, &mut LicensePages::new()).await?;
    if let Some(finding) = read.report.findings.first() {
        return Err(format!("{finding:?}").into());
    }
    Ok(read.report.roster.len())
}
