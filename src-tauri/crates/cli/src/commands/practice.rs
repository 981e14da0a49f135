//! `practice serve`: a practice enterprise on this computer, until it is interrupted.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use desk::ports::Randomness as _;
use desk::{Failure, FailureCode};

use crate::arguments::{Common, Practice};
use crate::exit::Exit;
use crate::{machine, print};

pub(crate) fn run(common: &Common, command: Practice) -> Result<Exit, Failure> {
    let Practice::Serve { port, scenario, settle, samples } = command;
    if common.offline {
        return Err(Failure::new(FailureCode::IsolatedSide));
    }
    let scenario = scenario.parse().map_err(|_| {
        let known: Vec<_> = practice::Scenario::ALL.iter().map(|scenario| scenario.name()).collect();
        print::say(&format!("Known scenarios: {}.", known.join(", ")));
        Failure::new(FailureCode::InvalidInput).with("field", "--scenario").with("reason", "not_known")
    })?;
    if let Some(folder) = samples {
        write_samples(&folder)?;
    }
    let token = desk::machine::SystemRandomness
        .sixteen()
        .iter()
        .fold("practice_".to_owned(), |token, byte| format!("{token}{byte:02x}"));
    let mut options = practice::Options::new(token.clone().into(), Arc::new(SystemTime::now));
    options.port = port;
    options.scenario = scenario;
    options.settle_after = Duration::from_millis(settle);
    options.folder = common.data.as_ref().map(|data| data.join("practice").join("enterprise"));
    machine::runtime()?.block_on(async {
        let unable = |error: std::io::Error| {
            Failure::new(FailureCode::InvalidInput)
                .with("field", "--port")
                .with("reason", error.kind().to_string())
        };
        let running = practice::serve(options).await.map_err(unable)?;
        print::document(&serde_json::json!({
            "schema": "seatbridge.practice/1",
            "base_url": running.base_url(),
            "token": token,
            "enterprise": running.enterprise(),
        }));
        // Whoever started it waits for this line through a pipe.
        let _ = std::io::stdout().flush();
        print::say("The practice enterprise listens on this computer only. Interrupt it (Ctrl C) to end it.");
        let _ = tokio::signal::ctrl_c().await;
        running.stop().await;
        Ok(Exit::Fine)
    })
}

fn write_samples(folder: &Path) -> Result<(), Failure> {
    let unable =
        |_| Failure::new(FailureCode::InvalidInput).with("field", "--samples").with("reason", "not_writable");
    std::fs::create_dir_all(folder).map_err(unable)?;
    for sample in practice::samples() {
        std::fs::write(folder.join(sample.name), &sample.bytes).map_err(unable)?;
    }
    Ok(())
}
