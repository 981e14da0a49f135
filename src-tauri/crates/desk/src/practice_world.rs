//! The practice enterprise that this process serves: started when practice is at hand, ended on the isolated side, where nothing
//! listens.

use std::sync::Arc;
use std::time::SystemTime;

use ledger::Enterprise;

use crate::answers::SampleFile;
use crate::desk::locked;
use crate::{Desk, Failure, FailureCode, Secret};

/// The name of the embedded practice enterprise in the practice ledger. A person cannot type it as a name of their own, since it
/// is taken.
pub(crate) const NAME: &str = "Practice enterprise";

/// A practice enterprise that is being served.
pub(crate) struct Embedded {
    running: practice::Running,
}

/// Starts it, if it is not running, and notes where it listens.
pub(crate) async fn open(desk: &Arc<Desk>) -> Result<(), Failure> {
    if !desk.ports.embeds_practice || !desk.may_use_network()? {
        return Ok(());
    }
    let mut embedded = desk.embedded.lock().await;
    if embedded.is_some() {
        return Ok(());
    }
    let token = format!("practice_{}", desk.new_id());
    let clock = Arc::clone(&desk.ports.clock);
    let mut options = practice::Options::new(
        token.clone().into(),
        Arc::new(move || SystemTime::try_from(clock.now()).unwrap_or(SystemTime::UNIX_EPOCH)),
    );
    options.folder = Some(desk.folder.join("practice").join("enterprise"));
    let running = practice::serve(options).await.map_err(|error| crate::disk::failure(&error))?;
    let origin = running.base_url();
    let enterprise = Enterprise {
        name: NAME.to_owned(),
        title: NAME.to_owned(),
        web_origin: origin.clone(),
        api_origin: origin,
        slug: running.enterprise().to_owned(),
        route: "endpoint".to_owned(),
        endpoint: None,
        practice: true,
        added_at: desk.now(),
    };
    note(desk, &enterprise)?;
    locked(&desk.session_tokens).insert(NAME.to_owned(), Secret::new(token));
    *embedded = Some(Embedded { running });
    Ok(())
}

fn note(desk: &Desk, enterprise: &Enterprise) -> Result<(), Failure> {
    if desk.practice.enterprise(NAME)?.is_some() {
        desk.practice.update_enterprise(enterprise)?;
    } else {
        desk.practice.add_enterprise(enterprise)?;
    }
    Ok(())
}

/// Where one of its servers is asked for its reports.
pub(crate) async fn server_url(desk: &Desk, host: &str) -> Option<String> {
    desk.embedded.lock().await.as_ref()?.running.server_url(host)
}

/// Ends it.
pub(crate) async fn close(desk: &Arc<Desk>) {
    if let Some(embedded) = desk.embedded.lock().await.take() {
        embedded.running.stop().await;
    }
    locked(&desk.session_tokens).remove(NAME);
}

/// The samples, as a window lists them.
pub(crate) fn samples() -> Vec<SampleFile> {
    practice::samples()
        .into_iter()
        .map(|sample| SampleFile {
            id: sample.name.to_owned(),
            name: sample.name.to_owned(),
            bytes: sample.bytes.len() as u64,
            sealed: sample.name.contains("sealed"),
        })
        .collect()
}

/// Writes a sample into the practice folder, so that it can be read, shown and dragged as a file, and gives its path.
pub fn sample_path(desk: &Desk, id: &str) -> Result<std::path::PathBuf, Failure> {
    let sample = practice::samples().into_iter().find(|sample| sample.name == id).ok_or_else(|| {
        Failure::new(FailureCode::NotFound).with("what", "sample").with("id", usage::outside::visible(id, 80))
    })?;
    let folder = desk.folder.join("practice").join("samples");
    let path = folder.join(sample.name);
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, &sample.bytes));
    written.map_err(|error| crate::disk::failure(&error))?;
    Ok(path)
}
