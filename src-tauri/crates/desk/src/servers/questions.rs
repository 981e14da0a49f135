//! Questions about servers that nobody has answered yet, from whatever review they come: is it the same server under another name?

use std::collections::HashSet;

use ledger::{FileRecord, Ledger};
use usage::ServerInstance;
use usage::outside::{host_key, visible};

use crate::Failure;
use crate::answers::ServerQuestion;
use crate::beside::is_sound;
use crate::question::{self, Bound, choices, finding, look};

/// All of them, the newest first; of exports that ask the same, the newest asks.
pub(super) fn open_questions(ledger: &Ledger) -> Result<Vec<ServerQuestion>, Failure> {
    let mut questions = Vec::new();
    let mut asked = HashSet::new();
    for review in ledger.reviews()? {
        let mut files = ledger.files_of_review(&review.id)?;
        files.sort_by_key(|file| std::cmp::Reverse(file.added_at));
        for file in files.iter().filter(|file| is_sound(file)) {
            let Some(named) = file.reading.as_ref().and_then(|reading| reading.server.as_ref()) else {
                continue;
            };
            if let Some(question) = chosen(ledger, file, named)? {
                questions.push(question);
                continue;
            }
            if file.server.is_some() {
                continue;
            }
            let Bound::Asks { code, candidate } = look(ledger, named)? else { continue };
            let id = named.server_id.as_deref().map(|id| id.trim().to_lowercase());
            if !asked.insert((id, named.host_name.as_deref().map(host_key))) {
                continue;
            }
            let before = finding(code, &candidate).params.get("before").map(|before| match before {
                usage::Param::Text(text) => text.clone(),
                _ => String::new(),
            });
            questions.push(ServerQuestion {
                file: file.id.clone(),
                code,
                choices: choices(code).to_vec(),
                server: visible(&candidate.host, 255),
                host: named.host_name.as_deref().map(|host| visible(host, 255)),
                id: named.server_id.as_deref().map(|id| visible(id, 80)),
                before: before.unwrap_or_default(),
                at: file.added_at.to_string(),
            });
        }
    }
    Ok(questions)
}

/// What a file asks that was added as one of another server than it names.
fn chosen(
    ledger: &Ledger,
    file: &FileRecord,
    named: &ServerInstance,
) -> Result<Option<ServerQuestion>, Failure> {
    let open = question::chosen::question(ledger, file)?.filter(|question| question.answered.is_none());
    let (Some(question), Some(host)) = (open, question::chosen::chosen_host(file)) else { return Ok(None) };
    Ok(Some(ServerQuestion {
        file: file.id.clone(),
        code: question.code,
        choices: question.choices,
        server: host.to_owned(),
        host: named.host_name.as_deref().map(|host| visible(host, 255)),
        id: named.server_id.as_deref().map(|id| visible(id, 80)),
        before: host.to_owned(),
        at: file.added_at.to_string(),
    }))
}
