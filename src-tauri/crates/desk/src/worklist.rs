//! The worklist: who is probably counted twice, ranked, with the one change that would help, for those who can make it.
//!
//! It moves no number and decides nothing. A table of it is for a spreadsheet or a ticket system ([`csv`]); the words of a mail are
//! the window's, in its languages.

use people::{Change, NearMiss, NearMisses, Node, People};
use usage::outside::visible;

use crate::answers::{WorkAccount, WorkFix, WorkItem, Worklist};
use crate::spreadsheet::harmless;

#[cfg(test)]
mod tests;

/// The longest text of a key or an e-mail that is shown.
const LONGEST: usize = 600;

/// The names of the table's columns, in their order. Scripts may rely on them.
pub const COLUMNS: [&str; 13] = [
    "rank",
    "likeness",
    "account",
    "login",
    "shows",
    "other_account",
    "other_login",
    "other_shows",
    "fix",
    "fix_email",
    "fix_accounts",
    "fix_logins",
    "saves",
];

/// The worklist of a count.
pub fn worklist(people: &People, near: &NearMisses) -> Worklist {
    Worklist {
        items: (1..).zip(&near.all).map(|(rank, near)| item(people, rank, near)).collect(),
        people: near.counted_twice,
        saves: near.freeable,
    }
}

fn item(people: &People, rank: u64, near: &NearMiss) -> WorkItem {
    let changes = &near.fix.changes;
    // All changes of a fix are of one kind and of one e-mail.
    let (fix, email) = match changes.first() {
        Some(Change::Verify { email, .. }) => (WorkFix::VerifyEmail, email.as_str()),
        Some(Change::MakePrimary { email, .. }) => (WorkFix::MakePrimary, email.as_str()),
        None => (WorkFix::MakePrimary, ""),
    };
    let place = |change: &Change| match change {
        Change::MakePrimary { account, .. } => account_of(people, Node::Account(*account)),
        Change::Verify { cloud_account, .. } => account_of(people, Node::Cloud(*cloud_account)),
    };
    WorkItem {
        rank,
        likeness: near.likeness.into(),
        account: account_of(people, near.shown_by.0),
        shows: visible(&near.shown_by.1, LONGEST),
        other: account_of(people, near.other_shown_by.0),
        other_shows: visible(&near.other_shown_by.1, LONGEST),
        fix,
        fix_email: visible(email, LONGEST),
        fix_accounts: changes.iter().map(place).collect(),
        saves: near.fix.saves,
    }
}

fn account_of(people: &People, node: Node) -> WorkAccount {
    let (server, login) = match node {
        Node::Account(account) => {
            let account = people.account(account);
            (account.map(|account| account.server), account.and_then(|account| account.login))
        }
        Node::Cloud(record) => (None, people.login(record)),
        Node::Subscription(_) => (None, None),
    };
    WorkAccount {
        key: visible(&people.key(node), LONGEST),
        server: server.map(|server| visible(server, LONGEST)),
        login: login.map(|login| visible(login, LONGEST)),
    }
}

/// The worklist as a table with [`COLUMNS`], in UTF-8, a row an item (RFC 4180).
///
/// A cell that a spreadsheet would take for a formula has an apostrophe before it: logins and e-mails come from people.
/// `with_mark` puts a byte order mark first, without which Excel reads Japanese as the system's old encoding.
pub fn csv(worklist: &Worklist, with_mark: bool) -> String {
    let mut bytes = if with_mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    // Nothing can fail: it is written to memory, and every row has as many cells.
    let _ = writer.write_record(COLUMNS);
    for item in &worklist.items {
        let _ = writer.write_record(row(item).map(|cell| harmless(&cell)));
    }
    let _ = writer.flush();
    drop(writer);
    String::from_utf8(bytes).unwrap_or_default()
}

fn row(item: &WorkItem) -> [String; COLUMNS.len()] {
    let login = |account: &WorkAccount| account.login.clone().unwrap_or_default();
    let all = |part: &dyn Fn(&WorkAccount) -> String| {
        item.fix_accounts.iter().map(part).collect::<Vec<_>>().join(" ")
    };
    let fix = match item.fix {
        WorkFix::VerifyEmail => "verify_email",
        WorkFix::MakePrimary => "make_primary",
    };
    [
        item.rank.to_string(),
        item.likeness.name().to_owned(),
        item.account.key.clone(),
        login(&item.account),
        item.shows.clone(),
        item.other.key.clone(),
        login(&item.other),
        item.other_shows.clone(),
        fix.to_owned(),
        item.fix_email.clone(),
        all(&|account| account.key.clone()),
        all(&login),
        item.saves.to_string(),
    ]
}
