//! An export that a person added as one of a certain server, and that names another one. It is never moved silently: where its names
//! were not seen before, the person says whether they are that server's too; where they are another known server's, it is that one's.

use jiff::Timestamp;
use ledger::{AliasKind, FileRecord, Ledger, QuestionAnswer};
use usage::outside::{host_key, visible};
use usage::{Code, Finding, Param, ServerInstance};

use super::{Bound, answered, bind, bind_all, code_word, look, namesakes, not_offered, note, word};
use crate::answers::{Choice, Question};
use crate::{Desk, Failure, FailureCode};

#[cfg(test)]
mod tests;

/// Binds a file that was added as one of the server at `host`, else notes what speaks against it.
pub(crate) fn bind_chosen(
    ledger: &Ledger,
    file: &mut FileRecord,
    named: &ServerInstance,
    host: &str,
    now: Timestamp,
) -> Result<(), Failure> {
    let known = match look(ledger, named)? {
        // Its host alone may be known, as of a server that only the cloud or a report names.
        Bound::New if named.host_name.as_deref().map(host_key) != Some(host_key(host)) => false,
        Bound::To(server) if !is_at(&ledger.server(server)?, host) => true,
        _ => {
            file.server = bound(&bind(ledger, named, now)?);
            return Ok(());
        }
    };
    if known {
        file.server = bound(&bind(ledger, named, now)?);
    }
    let name = named.host_name.as_deref().or(named.server_id.as_deref()).unwrap_or_default();
    file.findings.push(
        Finding::new(Code::OtherThanChosen)
            .with("chosen", visible(host, 255))
            .with("named", visible(name, 255))
            .with("known", if known { "yes" } else { "no" }),
    );
    Ok(())
}

fn is_at(server: &ledger::Server, host: &str) -> bool {
    let aliases = server.aliases.iter().filter(|alias| alias.kind == AliasKind::Host);
    let mut hosts = std::iter::once(&server.host).chain(aliases.map(|alias| &alias.value));
    hosts.any(|own| host_key(own) == host_key(host))
}

const fn bound(bound: &Bound) -> Option<i64> {
    if let Bound::To(server) = bound { Some(*server) } else { None }
}

/// The question that a file asks, open or answered; none where another file's answer bound it meanwhile.
pub(crate) fn question(ledger: &Ledger, file: &FileRecord) -> Result<Option<Question>, Failure> {
    let Some(finding) = finding(file) else { return Ok(None) };
    let answered = answered(ledger, &file.id, Code::OtherThanChosen)?.map(|answered| answered.choice);
    let choices = choices(finding);
    let is_open = answered.is_some() || file.server.is_none() || !choices.contains(&Choice::Same);
    Ok(is_open.then_some(Question { code: Code::OtherThanChosen, choices, answered }))
}

fn finding(file: &FileRecord) -> Option<&Finding> {
    file.findings.iter().find(|finding| finding.code == Code::OtherThanChosen)
}

/// What a person can answer. Two known servers are never made one.
fn choices(finding: &Finding) -> Vec<Choice> {
    if text(finding, "known") == "yes" { vec![Choice::Another] } else { vec![Choice::Same, Choice::Another] }
}

/// The host that the file was added for.
pub(crate) fn chosen_host(file: &FileRecord) -> Option<&str> {
    finding(file).map(|finding| text(finding, "chosen"))
}

fn text<'a>(finding: &'a Finding, name: &str) -> &'a str {
    match finding.params.get(name) {
        Some(Param::Text(text)) => text,
        _ => "",
    }
}

/// Answers the question for all files of the review that ask the same, or takes the answer back.
pub(super) fn answer(
    desk: &Desk,
    ledger: &Ledger,
    mut file: FileRecord,
    named: &ServerInstance,
    choice: Option<Choice>,
) -> Result<(), Failure> {
    let Some(finding) = finding(&file).cloned() else { return Err(not_offered()) };
    let is_known = !choices(&finding).contains(&Choice::Same);
    let before = answered(ledger, &file.id, Code::OtherThanChosen)?;
    let chosen = text(&finding, "chosen").to_owned();
    let mut files = namesakes(ledger, &file, named)?;
    let (kept, said) = match (choice, before) {
        (Some(_), Some(_)) => return Err(Failure::new(FailureCode::AlreadyDone)),
        (None, None) => return Ok(()),
        (Some(choice), None) if choices(&finding).contains(&choice) => {
            if !is_known {
                let server = bind_as(desk, ledger, named, &chosen, choice)?;
                bind_all(ledger, &mut files, None, server)?;
                file.server = server;
            }
            (format!("{} {chosen}", word(choice)), word(choice))
        }
        (Some(_), None) => return Err(not_offered()),
        (None, Some(before)) => {
            if !is_known {
                take_back(ledger, &mut files, file.server.take(), named, before.choice)?;
            }
            (String::new(), "taken_back")
        }
    };
    for other in files.iter().filter(|other| other.id != file.id && self::finding(other).is_some()) {
        ledger.answer_question(&QuestionAnswer {
            file: other.id.clone(),
            code: code_word(Code::OtherThanChosen),
            choice: kept.clone(),
            at: desk.now(),
            actor: desk.ports.actor.clone(),
        })?;
    }
    note(desk, ledger, &file, Code::OtherThanChosen, &kept, said)
}

fn bind_as(
    desk: &Desk,
    ledger: &Ledger,
    named: &ServerInstance,
    chosen: &str,
    choice: Choice,
) -> Result<Option<i64>, Failure> {
    let now = desk.now();
    if choice != Choice::Same {
        return Ok(bound(&bind(ledger, named, now)?));
    }
    let server = crate::companion::server_at(desk, ledger, chosen)?;
    for (kind, name) in names(named) {
        ledger.add_server_alias(server, kind, name, now)?;
    }
    Ok(Some(server))
}

/// The names go from the server again, or the new server goes, unless something else belongs to it by now: then the answer stands.
fn take_back(
    ledger: &Ledger,
    files: &mut [FileRecord],
    server: Option<i64>,
    named: &ServerInstance,
    choice: Choice,
) -> Result<(), Failure> {
    let Some(server) = server else { return Ok(()) };
    bind_all(ledger, files, Some(server), None)?;
    if choice == Choice::Same {
        for (kind, name) in names(named) {
            ledger.drop_server_alias(server, kind, name)?;
        }
    } else if !ledger.remove_unused_server(server)? {
        bind_all(ledger, files, None, Some(server))?;
        return Err(Failure::new(FailureCode::AlreadyDone));
    }
    Ok(())
}

fn names(named: &ServerInstance) -> impl Iterator<Item = (AliasKind, &str)> {
    let id = named.server_id.as_deref().map(|id| (AliasKind::ServerId, id));
    id.into_iter().chain(named.host_name.as_deref().map(|host| (AliasKind::Host, host)))
}
