//! Questions that only a person can answer: is it the same server?
//!
//! One id on another host, or one host with another id, is never merged silently. Until it is answered the file belongs to no known
//! server; the answer binds it, and can be taken back.

use std::sync::Arc;

use ledger::{AliasKind, FileRecord, Ledger, QuestionAnswer, Server, ServerMatch};
use usage::outside::host_key;
use usage::{Code, Finding, ServerInstance};

use crate::answers::{Choice, Event, Link};
use crate::beside::is_sound;
use crate::calls;
use crate::history::{Entry, What};
use crate::{Desk, Failure, FailureCode};

pub(crate) mod chosen;
#[cfg(test)]
mod tests;

/// What a file's server is, beside the servers that are known.
pub(crate) enum Bound {
    /// It is this one.
    To(i64),
    /// Neither its id nor its host was seen before.
    New,
    /// A person has to say; the candidate is what it would be if nothing but its name had changed.
    Asks { code: Code, candidate: Box<Server> },
    /// The file names no server.
    Nothing,
}

/// Looks for the server that an export names.
pub(crate) fn look(ledger: &Ledger, server: &ServerInstance) -> Result<Bound, Failure> {
    let (id, host) = (server.server_id.as_deref(), server.host_name.as_deref());
    if id.is_none() && host.is_none() {
        return Ok(Bound::Nothing);
    }
    Ok(match ledger.find_server(id, host)? {
        ServerMatch::Known(known) => Bound::To(known.id),
        ServerMatch::New => Bound::New,
        ServerMatch::Question { same_id, same_host } => {
            match (same_id.into_iter().next(), same_host.into_iter().next()) {
                (Some(candidate), _) => Bound::Asks { code: Code::OtherHost, candidate: Box::new(candidate) },
                (None, Some(candidate)) => {
                    Bound::Asks { code: Code::OtherServerId, candidate: Box::new(candidate) }
                }
                (None, None) => Bound::Nothing,
            }
        }
    })
}

/// The same, and what is new is added: the server, or its id where only its host was known.
pub(crate) fn bind(ledger: &Ledger, server: &ServerInstance, now: jiff::Timestamp) -> Result<Bound, Failure> {
    let (id, host) = (server.server_id.as_deref(), server.host_name.as_deref());
    let bound = look(ledger, server)?;
    match (&bound, id) {
        (Bound::New, _) => Ok(Bound::To(ledger.add_server(id, host.unwrap_or_default(), now)?.id)),
        (Bound::To(known), Some(id)) => {
            if ledger.server(*known)?.server_id.is_none() {
                ledger.rebuilt_server(*known, id, now)?;
            }
            Ok(bound)
        }
        _ => Ok(bound),
    }
}

/// The finding that asks.
pub(crate) fn finding(code: Code, candidate: &Server) -> Finding {
    let before = match code {
        Code::OtherServerId => candidate.server_id.as_deref().unwrap_or_default(),
        _ => &candidate.host,
    };
    Finding::new(code).with("before", usage::outside::visible(before, 255))
}

/// What a person can answer.
pub(crate) fn choices(code: Code) -> &'static [Choice] {
    match code {
        Code::OtherHost => &[Choice::Renamed, Choice::Clone],
        Code::OtherServerId => &[Choice::Rebuilt, Choice::Another],
        _ => &[],
    }
}

pub(crate) fn word(choice: Choice) -> &'static str {
    match choice {
        Choice::Renamed => "renamed",
        Choice::Clone => "clone",
        Choice::Rebuilt => "rebuilt",
        Choice::Another => "another",
        Choice::Same => "same",
    }
}

pub(crate) fn choice(word: &str) -> Option<Choice> {
    [Choice::Renamed, Choice::Clone, Choice::Rebuilt, Choice::Another, Choice::Same]
        .into_iter()
        .find(|choice| self::word(*choice) == word)
}

/// The answer that stands for a file's question, if any, with the server that it was about.
pub(crate) struct Answered {
    pub(crate) choice: Choice,
    /// What the finding named: the earlier host or id.
    pub(crate) before: String,
}

/// The latest answer of a file to a question; one that was taken back is none.
pub(crate) fn answered(ledger: &Ledger, file: &str, code: Code) -> Result<Option<Answered>, Failure> {
    let code = code_word(code);
    let answers = ledger.question_answers(file)?;
    Ok(answers.iter().rev().find(|answer| answer.code == code).and_then(|answer| {
        let (word, before) = answer.choice.split_once(' ')?;
        Some(Answered { choice: choice(word)?, before: before.to_owned() })
    }))
}

fn code_word(code: Code) -> String {
    serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Answers a question, or takes the answer back.
pub(crate) fn answer(desk: &Arc<Desk>, with: &calls::QuestionAnswer) -> Result<(), Failure> {
    let not_found = || {
        Failure::new(FailureCode::NotFound)
            .with("what", "file")
            .with("id", usage::outside::visible(&with.file, 40))
    };
    for (ledger, _) in desk.ledgers() {
        let Some(file) = ledger.file(&with.file)? else { continue };
        let server =
            file.reading.as_ref().and_then(|reading| reading.server.clone()).ok_or_else(not_found)?;
        match with.choice {
            choice if with.code == Code::OtherThanChosen => {
                chosen::answer(desk, &ledger, file, &server, choice)?;
            }
            Some(choice) if choices(with.code).contains(&choice) => {
                bind_as(desk, &ledger, file, &server, with.code, choice)?;
            }
            Some(_) => return Err(not_offered()),
            None => take_back(desk, &ledger, file, &server, with.code)?,
        }
        desk.tell(Event::ReviewChanged);
        return Ok(());
    }
    Err(not_found())
}

fn not_offered() -> Failure {
    Failure::new(FailureCode::InvalidInput).with("field", "choice").with("reason", "not_offered")
}

/// The exports of a file's review that name the very server that it names, itself among them: one answer is theirs too.
fn namesakes(
    ledger: &Ledger,
    file: &FileRecord,
    server: &ServerInstance,
) -> Result<Vec<FileRecord>, Failure> {
    let id = |server: &ServerInstance| server.server_id.as_deref().map(|id| id.trim().to_lowercase());
    let host = |server: &ServerInstance| server.host_name.as_deref().map(host_key);
    let files = ledger.files_of_review(&file.review)?;
    Ok(files
        .into_iter()
        .filter(|other| {
            let named = other.reading.as_ref().and_then(|reading| reading.server.as_ref());
            other.id == file.id
                || is_sound(other)
                    && named.is_some_and(|named| id(named) == id(server) && host(named) == host(server))
        })
        .collect())
}

/// Moves files from one server to another, or from none to one, or to none.
fn bind_all(
    ledger: &Ledger,
    files: &mut [FileRecord],
    from: Option<i64>,
    to: Option<i64>,
) -> Result<(), Failure> {
    for file in files.iter_mut().filter(|file| file.server == from) {
        file.server = to;
        ledger.update_file(file)?;
    }
    Ok(())
}

fn bind_as(
    desk: &Desk,
    ledger: &Ledger,
    mut file: FileRecord,
    server: &ServerInstance,
    asked: Code,
    choice: Choice,
) -> Result<(), Failure> {
    let now = desk.now();
    let Bound::Asks { code, candidate } = bind(ledger, server, now)? else {
        return Err(Failure::new(FailureCode::AlreadyDone));
    };
    if code != asked {
        return Err(not_offered());
    }
    let (id, host) = (server.server_id.as_deref(), server.host_name.as_deref());
    let before = match code {
        Code::OtherServerId => candidate.server_id.clone().unwrap_or_default(),
        _ => candidate.host.clone(),
    };
    file.server = Some(match choice {
        Choice::Renamed => ledger.rename_server(candidate.id, host.unwrap_or(&candidate.host), now)?.id,
        Choice::Rebuilt => ledger.rebuilt_server(candidate.id, id.unwrap_or_default(), now)?.id,
        Choice::Clone | Choice::Another | Choice::Same => {
            ledger.add_server(id, host.unwrap_or_default(), now)?.id
        }
    });
    bind_all(ledger, &mut namesakes(ledger, &file, server)?, None, file.server)?;
    note(desk, ledger, &file, code, &format!("{} {before}", word(choice)), word(choice))
}

/// Takes an answer back: the server gets its earlier name again, or the new server goes, and the question is open once more. A name
/// that the server has been given since stays, and a server that something else belongs to by now does too: then the answer stands.
fn take_back(
    desk: &Desk,
    ledger: &Ledger,
    mut file: FileRecord,
    server: &ServerInstance,
    code: Code,
) -> Result<(), Failure> {
    let Some(answered) = answered(ledger, &file.id, code)? else { return Ok(()) };
    let now = desk.now();
    let mut files = namesakes(ledger, &file, server)?;
    if let Some(bound) = file.server.take() {
        bind_all(ledger, &mut files, Some(bound), None)?;
        let current = ledger.server(bound)?;
        let host = server.host_name.as_deref().unwrap_or_default();
        let id = server.server_id.as_deref().unwrap_or_default();
        match answered.choice {
            Choice::Renamed => {
                if host_key(&current.host) == host_key(host) {
                    ledger.rename_server(bound, &answered.before, now)?;
                }
                ledger.drop_server_alias(bound, AliasKind::Host, host)?;
            }
            Choice::Rebuilt => {
                if current.server_id.is_some_and(|current| current.trim().eq_ignore_ascii_case(id.trim())) {
                    ledger.rebuilt_server(bound, &answered.before, now)?;
                }
                ledger.drop_server_alias(bound, AliasKind::ServerId, id)?;
            }
            Choice::Clone | Choice::Another | Choice::Same => {
                if !ledger.remove_unused_server(bound)? {
                    bind_all(ledger, &mut files, None, Some(bound))?;
                    return Err(Failure::new(FailureCode::AlreadyDone));
                }
            }
        }
    }
    note(desk, ledger, &file, code, "", "taken_back")
}

fn note(
    desk: &Desk,
    ledger: &Ledger,
    file: &FileRecord,
    code: Code,
    kept: &str,
    said: &str,
) -> Result<(), Failure> {
    let at = desk.now();
    ledger.answer_question(&QuestionAnswer {
        file: file.id.clone(),
        code: code_word(code),
        choice: kept.to_owned(),
        at,
        actor: desk.ports.actor.clone(),
    })?;
    Entry::new(What::QuestionAnswered)
        .about(file.server, crate::add::host(file).as_deref())
        .with("code", code_word(code))
        .with("choice", said)
        .link(Link::Review { id: file.review.clone() })
        .write(desk, ledger)
}
