//! Overview: where everything stands, and what needs doing.

use std::sync::Arc;

use jiff::{Span, Timestamp};
use ledger::{CloudQuestion, HandOver, HandOverState as State, Ledger};
use usage::Param;
use usage::outside::visible;

use crate::answers::{
    CheckState, CheckSubject, CloudAnswer, Consumed, HandOverState, Overview, ServerLine, ServerState, Todo,
    WhyNothing,
};
use crate::world::World;
use crate::{Desk, Failure, FailureCode};

/// How old an export may be before it needs doing again.
const OLD_DAYS: i64 = 30;
/// How many things are listed at the most.
const MOST: usize = 6;

/// Where the world at hand stands.
pub(crate) fn overview(desk: &Arc<Desk>) -> Result<Overview, Failure> {
    let world = desk.world()?;
    let now = desk.now();
    let servers = server_lines(&world, now)?;
    let empty = world.ledger.reviews()?.is_empty();
    let consumed = match &world.enterprise {
        Some(enterprise) => self::consumed(&world.ledger, &enterprise.name)?,
        None => None,
    };
    Ok(Overview {
        empty,
        samples: if world.practice { crate::practice_world::samples() } else { Vec::new() },
        consumed,
        todo: todo(desk, &world, &servers)?,
        next_export_by: next_export(&servers),
        servers,
    })
}

/// The cloud's count as last read.
pub(crate) fn consumed(ledger: &Ledger, enterprise: &str) -> Result<Option<Consumed>, Failure> {
    let answer = ledger.latest_answer(enterprise, CloudQuestion::ConsumedLicenses)?;
    Ok(answer.and_then(|answer| {
        Some(Consumed {
            consumed: answer.body.get("total_seats_consumed")?.as_u64()?,
            purchased: answer.body.get("total_seats_purchased").and_then(serde_json::Value::as_u64),
            at: answer.at.to_string(),
        })
    }))
}

/// Reads everybody whom the cloud counts now, and gives the count.
pub(crate) async fn read_consumed(desk: &Arc<Desk>) -> Result<Option<Consumed>, Failure> {
    let world = Arc::clone(desk).blocking(|desk| desk.world()).await?;
    let enterprise = world
        .enterprise
        .as_ref()
        .ok_or_else(|| Failure::new(FailureCode::NotFound).with("what", "enterprise").with("id", ""))?;
    let read = crate::consumed_report::read(desk, &world.ledger, enterprise, None).await?;
    Ok(crate::consumed_report::consumed(&read))
}

/// The cloud's last answer about consumed licenses, for whoever opens the figure.
pub(crate) fn consumed_answer(desk: &Arc<Desk>) -> Result<Option<CloudAnswer>, Failure> {
    let world = desk.world()?;
    let Some(enterprise) = &world.enterprise else { return Ok(None) };
    let answer = world.ledger.latest_answer(&enterprise.name, CloudQuestion::ConsumedLicenses)?;
    Ok(answer.map(|answer| CloudAnswer {
        source: "GET /enterprises/{enterprise}/consumed-licenses".to_owned(),
        at: answer.at.to_string(),
        cloud_at: answer.cloud_at.map(|at| at.to_string()),
        body: serde_json::to_string_pretty(&answer.body).unwrap_or_default(),
    }))
}

fn server_lines(world: &World, now: Timestamp) -> Result<Vec<ServerLine>, Failure> {
    let mut lines = Vec::new();
    for server in world.ledger.servers()? {
        let last = world.ledger.exports_of_server(server.id)?.into_iter().next();
        let hand_overs = world.ledger.hand_overs_of_server(server.id)?;
        let counted = hand_overs.iter().find(|hand_over| hand_over.state == State::Counted);
        let Some(last) = last else { continue };
        let days = now.duration_since(last.added_at).as_hours() / 24;
        let of_last = hand_overs.iter().find(|hand_over| last.sha256 == Some(hand_over.sha256));
        lines.push(ServerLine {
            host: visible(&server.host, 255),
            state: match of_last.map(|hand_over| hand_over.state) {
                Some(State::Failed | State::Unconfirmed) => ServerState::NeedsLook,
                Some(State::Ready | State::HandingOver | State::Waiting | State::Received) => {
                    ServerState::OnItsWay
                }
                _ if days >= OLD_DAYS => ServerState::Old,
                Some(State::Counted) => ServerState::Counted,
                Some(State::Cancelled | State::Stopped) | None => ServerState::NotHandedOver,
            },
            last_export: Some(last.added_at.to_string()),
            days: u32::try_from(days).ok(),
            last_counted: counted.and_then(|hand_over| hand_over.settled_at).map(|at| at.to_string()),
        });
    }
    lines.sort_by(|left, right| right.last_export.cmp(&left.last_export));
    Ok(lines)
}

fn todo(desk: &Arc<Desk>, world: &World, servers: &[ServerLine]) -> Result<Vec<Todo>, Failure> {
    let mut todo = Vec::new();
    todo.extend(unfinished(&world.ledger)?);
    todo.extend(to_settle(&world.ledger)?);
    todo.extend(open_review(desk, &world.ledger)?);
    todo.extend(left_reviews(desk, &world.ledger)?);
    for server in servers {
        if let Some(days) = server.days.filter(|days| i64::from(*days) >= OLD_DAYS) {
            todo.push(Todo::ExportAgain { server: server.host.clone(), days });
        }
    }
    todo.truncate(MOST);
    todo.extend(missing_scope(desk, world)?);
    Ok(todo)
}

/// The scope that the token lacks, as the last check says; nothing on the isolated side, where nobody can be asked.
fn missing_scope(desk: &Desk, world: &World) -> Result<Option<Todo>, Failure> {
    let Some(enterprise) = world.enterprise.as_ref().filter(|_| desk.may_use_network().unwrap_or(false))
    else {
        return Ok(None);
    };
    let check = crate::enterprise::answer(desk, &world.ledger, enterprise)?.check;
    let lines = check.iter().flat_map(|check| &check.lines);
    let mut lacking = lines.filter(|line| {
        line.subject == CheckSubject::Scope
            && matches!(line.state, CheckState::Warning | CheckState::Failed)
            // A fine-grained token can have no scope at all.
            && !matches!(line.params.get("failure"), Some(Param::Text(failure)) if failure == "fine_grained_token")
    });
    Ok(lacking.find_map(|line| match line.params.get("needed")? {
        Param::Text(scope) => {
            Some(Todo::MissingScope { enterprise: enterprise.name.clone(), scope: visible(scope, 80) })
        }
        _ => None,
    }))
}

/// The reviews that were closed, of which the last export of a server was never handed over and still can be.
fn left_reviews(desk: &Arc<Desk>, ledger: &Ledger) -> Result<Vec<Todo>, Failure> {
    let open = ledger.open_review()?.map(|review| review.id);
    let mut reviews: Vec<String> = Vec::new();
    for server in ledger.servers()? {
        let Some(last) = ledger.exports_of_server(server.id)?.into_iter().next() else { continue };
        let mut hand_overs = ledger.hand_overs_of_server(server.id)?.into_iter();
        let was_begun = hand_overs.any(|hand_over| last.sha256 == Some(hand_over.sha256));
        if !was_begun && open.as_ref() != Some(&last.review) && !reviews.contains(&last.review) {
            reviews.push(last.review);
        }
    }
    let mut todo = Vec::new();
    for review in reviews.into_iter().take(MOST) {
        let Some(sheet) = crate::sheet::sheet(desk, Some(&review))? else { continue };
        let exports = u32::try_from(sheet.leaving.exports.len()).unwrap_or(u32::MAX);
        if exports > 0 {
            todo.push(Todo::HandOverReviewed { review, exports, questions: sheet.counts.questions });
        }
    }
    Ok(todo)
}

/// What the open review waits for. Nothing, where each file of it was counted, is on its way, or never leaves.
fn open_review(desk: &Arc<Desk>, ledger: &Ledger) -> Result<Option<Todo>, Failure> {
    let Some(open) = ledger.open_review()? else { return Ok(None) };
    let Some(sheet) = crate::sheet::sheet(desk, Some(&open.id))? else { return Ok(None) };
    let review = open.id;
    let exports = u32::try_from(sheet.leaving.exports.len()).unwrap_or(u32::MAX);
    let files = u32::try_from(sheet.files.len()).unwrap_or(u32::MAX);
    let settled = |why: &WhyNothing| {
        matches!(why, WhyNothing::AlreadyCounted | WhyNothing::OnItsWay | WhyNothing::Report)
    };
    Ok(if exports > 0 {
        Some(Todo::HandOverReviewed { review, exports, questions: sheet.counts.questions })
    } else if sheet.counts.questions > 0 {
        Some(Todo::AnswerQuestions { review, count: sheet.counts.questions })
    } else if sheet.leaving.nothing.iter().all(settled) {
        None
    } else {
        Some(Todo::LookAtReview { review, files })
    })
}

/// The hand-overs that are on their way, one line a review.
fn unfinished(ledger: &Ledger) -> Result<Vec<Todo>, Failure> {
    let mut todo: Vec<Todo> = Vec::new();
    for hand_over in ledger.unfinished_hand_overs()? {
        let Some(of_review) = hand_over.review else { continue };
        let known = todo.iter_mut().find_map(|known| match known {
            Todo::UnfinishedHandOver { review, files, .. } if *review == of_review => Some(files),
            _ => None,
        });
        match known {
            Some(files) => *files += 1,
            None => todo.push(Todo::UnfinishedHandOver {
                review: of_review,
                files: 1,
                enterprise: hand_over.enterprise,
            }),
        }
    }
    Ok(todo)
}

/// What failed or is unconfirmed, unless a later hand-over of the same server stands above it.
fn to_settle(ledger: &Ledger) -> Result<Vec<Todo>, Failure> {
    let mut todo = Vec::new();
    for hand_over in ledger.hand_overs_in(&[State::Failed, State::Unconfirmed])? {
        let (Some(review), false) = (hand_over.review.clone(), superseded(ledger, &hand_over)?) else {
            continue;
        };
        todo.push(Todo::SettleHandOver {
            review,
            server: crate::task::host(ledger, &hand_over)?,
            state: if hand_over.state == State::Failed {
                HandOverState::Failed
            } else {
                HandOverState::Unconfirmed
            },
        });
    }
    Ok(todo)
}

fn superseded(ledger: &Ledger, hand_over: &HandOver) -> Result<bool, Failure> {
    let same = match hand_over.server {
        Some(server) => ledger.hand_overs_of_server(server)?,
        None => match &hand_over.review {
            Some(review) => ledger.hand_overs_of_review(review)?,
            None => Vec::new(),
        },
    };
    Ok(same.iter().any(|other| {
        other.created_at > hand_over.created_at
            && (hand_over.server.is_some() || other.sha256 == hand_over.sha256)
    }))
}

fn next_export(servers: &[ServerLine]) -> Option<String> {
    let oldest = servers.iter().filter_map(|server| server.last_export.as_deref()).min()?;
    let due = oldest.parse::<Timestamp>().ok()?.checked_add(Span::new().hours(24 * OLD_DAYS)).ok()?;
    Some(due.to_string())
}

#[cfg(test)]
mod tests;
