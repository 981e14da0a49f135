//! The rules, sentence by sentence: each with the page of GitHub's documentation behind it where there is one, a world, the
//! people that come of it, and the range.

use people::evidence::{Billing, Options};
use people::{Node, People};
use usage::ReportScope;
use usage::roster::{Protocol, SignedIn};

use crate::world::{File, FileKind, Person, Row, World, account, login, texts};

/// GitHub license users.
const USERS: &str = "Billing, reference: GitHub license users";
/// Troubleshooting license usage for GitHub Enterprise.
const TROUBLES: &str = "Billing: Troubleshooting license usage for GitHub Enterprise";
/// License usage calculation.
const CALCULATION: &str = "Billing, reference: License usage calculation";
/// Unique-user licensing model.
const UNIQUE: &str = "Billing: Unique-user licensing model";
/// About Visual Studio subscriptions with GitHub Enterprise.
const VISUAL_STUDIO: &str = "Billing: About Visual Studio subscriptions with GitHub Enterprise";
/// Licenses shared by Enterprise Cloud and Enterprise Server.
const COMBINED: &str = "Billing: Combined use of Enterprise Cloud and Enterprise Server";

mod differences;
mod joins;
mod near;
mod numbers;
mod plans;
mod servers;

struct Case {
    sentence: &'static str,
    page: Option<&'static str>,
    world: World,
    /// `login: accounts`, with `-` for no login; in brackets who takes no license.
    people: &'static [&'static str],
    /// Low, documented, high.
    range: [u64; 3],
    /// Codes that have to be among the findings.
    findings: &'static [&'static str],
    complete: bool,
}

fn case(sentence: &'static str, world: World, people: &'static [&'static str], range: [u64; 3]) -> Case {
    Case { sentence, page: None, world, people, range, findings: &[], complete: true }
}

impl Case {
    fn page(self, page: &'static str) -> Self {
        Self { page: Some(page), ..self }
    }

    fn finds(self, findings: &'static [&'static str]) -> Self {
        Self { findings, ..self }
    }

    fn incomplete(self) -> Self {
        Self { complete: false, ..self }
    }
}

fn files(files: Vec<File>) -> World {
    World { files, ..World::default() }
}

fn cloud(rows: Vec<Row>) -> World {
    World { rows: Some(rows), ..World::default() }
}

fn both(files: Vec<File>, rows: Vec<Row>) -> World {
    World { files, rows: Some(rows), ..World::default() }
}

fn with(world: World, options: Options) -> World {
    World { options, ..world }
}

fn scim(on: bool) -> Options {
    Options { scim: Some(on), ..Options::default() }
}

fn billing(billing: Billing) -> Options {
    Options { billing, ..Options::default() }
}

fn listed(row: Row, ids: &[&str], primaries: &[&str]) -> Row {
    Row { ids: texts(ids), primaries: texts(primaries), ..row }
}

fn annotating(host: &str, scope: ReportScope, accounts: Vec<Person>) -> File {
    File::new(host, FileKind::Listed(scope), accounts)
}

fn identified(world: World, login: &str, protocol: Protocol, name: &str, value: &str) -> World {
    let identity = (login.to_owned(), protocol, name.to_owned(), value.to_owned());
    let mut identities = world.identities;
    identities.push(identity);
    World { identities, ..world }
}

fn with_id(file: File, id: &str) -> File {
    File { id: Some(id.to_owned()), ..file }
}

fn made(file: File, at: i64) -> File {
    File { made_at: Some(at), ..file }
}

fn invited(row: Row) -> Row {
    Row { enterprise_roles: texts(&["Pending invitation"]), ..row }
}

fn suspended(account: Person) -> Person {
    Person { suspended: Some(true), ..account }
}

fn dormant(account: Person) -> Person {
    Person { dormant: Some(true), ..account }
}

fn never_signed_in(account: Person) -> Person {
    Person { signed_in: SignedIn::NoSign, ..account }
}

/// A person in a line.
fn line(people: &People, person: u32) -> String {
    let login = people.cloud_account_of(person).and_then(|record| people.login(record)).unwrap_or("-");
    let accounts: Vec<String> =
        people.accounts_of(person).iter().map(|&account| people.key(Node::Account(account))).collect();
    let line = format!("{login}: {}", accounts.join(" ")).trim_end().to_owned();
    if people.takes_license(person) { line } else { format!("({line})") }
}

#[test]
fn every_sentence_of_the_rules_holds() {
    let cases = [
        servers::servers(),
        servers::accounts(),
        servers::memory(),
        servers::replaced(),
        joins::cloud_accounts(),
        joins::emails(),
        joins::links(),
        joins::visual_studio(),
    ];
    let mut wrong = Vec::new();
    for case in cases.into_iter().flatten() {
        let people = case.world.count();
        let mut lines: Vec<String> = (0..people.len()).map(|person| line(&people, person)).collect();
        let mut expected = case.people.to_vec();
        lines.sort_unstable();
        expected.sort_unstable();
        let licenses = people.licenses();
        let range = [licenses.low, licenses.documented, licenses.high];
        let codes: Vec<&str> = people.findings().iter().map(|finding| finding.code.name()).collect();
        let complete = people.numbers().complete;
        if lines != expected
            || range != case.range
            || complete != case.complete
            || !case.findings.iter().all(|code| codes.contains(code))
        {
            let page = case.page.unwrap_or("no page");
            wrong.push(format!(
                "{} ({page})\n  {lines:?} {range:?} {codes:?} complete: {complete}",
                case.sentence
            ));
        }
    }
    assert!(wrong.is_empty(), "{} sentences do not hold:\n{}", wrong.len(), wrong.join("\n"));
}
