//! Whole enterprises of which the truth is known: every person is made to a pattern, and every pattern says what it adds to
//! the count.

use std::sync::Arc;

use people::evidence::{Billing, Cloud, Content, Evidence, Options, Report, ServerName};
use usage::ReportScope;
use usage::roster::{Account, ConsumedRoster, Items, LicensedUser, Located, Protocol, Roster, SignedIn};

use crate::world::identities;

/// Servers with a complete report. One more is sealed, and known from the cloud alone.
const SERVERS: usize = 5;
const SEALED: usize = SERVERS;

/// What is known of an enterprise before it is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Truth {
    pub(crate) low: u64,
    pub(crate) documented: u64,
    pub(crate) high: u64,
    pub(crate) dormant_freeable: u64,
    pub(crate) ambiguous: u64,
    /// People who are counted twice and could be found.
    pub(crate) doubles: u64,
}

/// What a person is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pattern {
    ListedByCloud,
    Saml,
    Scim,
    Verified,
    CloudOnly,
    OneServer,
    ThreeServers,
    Suspended,
    Dormant,
    NeverSignedIn,
    LetterCase,
    RenamedDomain,
    PlusTag,
    Secondary,
    Typo,
    TwoLogins,
    Chain,
    SharedMailbox,
    Remembered,
    Released,
    Invited,
}

/// How many of a thousand people have each pattern.
const SHARES: [(Pattern, u64); 21] = [
    (Pattern::ListedByCloud, 180),
    (Pattern::Saml, 120),
    (Pattern::Scim, 80),
    (Pattern::Verified, 60),
    (Pattern::CloudOnly, 40),
    (Pattern::OneServer, 200),
    (Pattern::ThreeServers, 100),
    (Pattern::Suspended, 60),
    (Pattern::Dormant, 40),
    (Pattern::NeverSignedIn, 10),
    (Pattern::LetterCase, 5),
    (Pattern::RenamedDomain, 5),
    (Pattern::PlusTag, 3),
    (Pattern::Secondary, 3),
    (Pattern::Typo, 3),
    (Pattern::TwoLogins, 2),
    (Pattern::Chain, 40),
    (Pattern::SharedMailbox, 4),
    (Pattern::Remembered, 30),
    (Pattern::Released, 5),
    (Pattern::Invited, 10),
];

/// Numbers that look random and are the same each time.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % limit
    }
}

struct Builder {
    rosters: Vec<Roster>,
    next_id: Vec<u64>,
    rows: ConsumedRoster,
    identities: Vec<(String, Protocol, String, String)>,
    truth: Truth,
}

/// An account to be made.
#[derive(Clone, Copy, Default)]
struct New<'a> {
    email: &'a str,
    secondary: &'a str,
    suspended: bool,
    dormant: bool,
    never_signed_in: bool,
}

impl Builder {
    fn account(&mut self, server: usize, login: &str, new: New<'_>) -> u64 {
        let id = self.next_id[server];
        self.next_id[server] += 1;
        let mut others = Items::new();
        others.push(new.secondary);
        let account = Account {
            id: Some(id),
            login: Some(login),
            primary_email: (!new.email.is_empty()).then_some(new.email),
            secondary_emails: others.list(),
            suspended: Some(new.suspended),
            dormant: Some(new.dormant),
            signed_in: if new.never_signed_in { SignedIn::NoSign } else { SignedIn::Yes },
            ..Account::default()
        };
        self.rosters[server].push(&account).expect("room");
        id
    }

    fn row(&mut self, user: &LicensedUser<'_>) {
        self.rows.push(user).expect("room");
    }

    fn login(&mut self, login: &str, verified: &str) {
        let mut emails = Items::new();
        emails.push(verified);
        self.row(&LicensedUser {
            login: Some(login),
            verified_emails: emails.list(),
            ..LicensedUser::default()
        });
    }

    fn listing(&mut self, login: Option<&str>, accounts: &[(usize, u64)], email: &str) {
        let (mut ids, mut emails) = (Items::new(), Items::new());
        for &(server, id) in accounts {
            ids.push(&format!("{}:{id}", host(server)));
        }
        emails.push(email);
        self.row(&LicensedUser {
            login,
            server_user_ids: ids.list(),
            server_primary_emails: emails.list(),
            ..LicensedUser::default()
        });
    }

    /// Everybody takes one license, unless the pattern says otherwise.
    fn adds(&mut self, low: u64, documented: u64) {
        self.truth.low += low;
        self.truth.documented += documented;
        self.truth.high += documented;
    }
}

pub(crate) fn host(server: usize) -> String {
    format!("git{server}.corp.example")
}

/// An enterprise of so many people.
pub(crate) fn enterprise(people: u64, seed: u64) -> (Arc<Evidence>, Truth) {
    let mut dice = Dice::new(seed);
    let mut builder = Builder {
        rosters: (0..=SERVERS).map(|_| Roster::new(Located::Line)).collect(),
        next_id: vec![1; SERVERS + 1],
        rows: ConsumedRoster::new(Located::Record),
        identities: Vec::new(),
        truth: Truth::default(),
    };
    for server in 0..SERVERS {
        builder.account(server, "ghost", New::default());
    }
    for person in 0..people {
        let pattern = pattern(dice.below(SHARES.iter().map(|(_, share)| share).sum()));
        // Far enough from each other that only patterns make near misses.
        let name = name(person);
        let server = usize::try_from(dice.below(SERVERS as u64)).expect("few");
        make(&mut builder, pattern, &name, server);
    }
    finish(builder)
}

/// A name whose letters repeat, so that two names differ in at least three places; and so spread that few share most of
/// their letters, as people's names are.
fn name(person: u64) -> String {
    const NAMES: u64 = 20_u64.pow(7);
    let mut name = String::from("p");
    // A factor without a divisor in common with their number gives every person another one.
    let mut left = person * 387_420_489 % NAMES;
    for _ in 0..7 {
        let letter = char::from(b'a' + u8::try_from(left % 20).expect("a letter"));
        left /= 20;
        name.extend([letter, letter, letter]);
    }
    name
}

fn pattern(roll: u64) -> Pattern {
    let mut left = roll;
    for (pattern, share) in SHARES {
        match left.checked_sub(share) {
            None => return pattern,
            Some(rest) => left = rest,
        }
    }
    Pattern::OneServer
}

#[expect(clippy::too_many_lines, reason = "one arm a pattern")]
fn make(builder: &mut Builder, pattern: Pattern, name: &str, server: usize) {
    let email = format!("{name}@corp.example");
    let plain = New { email: &email, ..New::default() };
    let other = (server + 1) % SERVERS;
    let third = (server + 2) % SERVERS;
    let cloud = format!("{name}-corp");
    builder.adds(1, 1);
    match pattern {
        Pattern::ListedByCloud => {
            let one = builder.account(server, name, plain);
            let two = builder.account(other, name, plain);
            builder.listing(Some(&cloud), &[(server, one), (other, two)], &email);
        }
        Pattern::Saml => {
            builder.account(server, name, plain);
            builder.row(&LicensedUser {
                login: Some(&cloud),
                saml_name_id: Some(&email),
                ..LicensedUser::default()
            });
        }
        Pattern::Scim => {
            builder.account(server, name, plain);
            builder.account(other, name, plain);
            builder.login(&cloud, "");
            builder.identities.push((cloud, Protocol::Scim, "userName".to_owned(), email));
        }
        Pattern::Verified => {
            builder.account(server, name, plain);
            builder.login(&cloud, &email);
        }
        Pattern::CloudOnly => builder.login(&cloud, &email),
        Pattern::OneServer => {
            builder.account(server, name, plain);
        }
        Pattern::ThreeServers => {
            for server in [server, other, third] {
                builder.account(server, name, plain);
            }
        }
        Pattern::Suspended => {
            builder.account(server, name, New { suspended: true, ..plain });
            builder.truth.low -= 1;
            builder.truth.documented -= 1;
            builder.truth.high -= 1;
        }
        Pattern::Dormant => {
            builder.account(server, name, New { dormant: true, ..plain });
            builder.account(other, name, New { suspended: true, ..plain });
            builder.truth.dormant_freeable += 1;
        }
        Pattern::NeverSignedIn => {
            builder.account(server, name, New { never_signed_in: true, ..plain });
            builder.truth.low -= 1;
        }
        Pattern::LetterCase => {
            builder.account(server, name, plain);
            let upper = format!("{}@corp.example", name.to_uppercase());
            builder.account(other, name, New { email: &upper, ..New::default() });
            builder.adds(0, 1);
            builder.truth.doubles += 1;
        }
        Pattern::RenamedDomain => {
            let old = format!("{name}@corp-old.example");
            builder.account(server, name, New { email: &old, ..New::default() });
            builder.login(&cloud, &email);
            builder.adds(1, 1);
            builder.truth.doubles += 1;
        }
        Pattern::PlusTag => {
            let tagged = format!("{name}+git@corp.example");
            builder.account(server, name, New { email: &tagged, ..New::default() });
            builder.login(&cloud, &email);
            builder.adds(1, 1);
            builder.truth.doubles += 1;
        }
        Pattern::Secondary => {
            let private = format!("{name}@home.example");
            builder.account(server, name, New { email: &private, secondary: &email, ..New::default() });
            builder.login(&cloud, &email);
            builder.adds(1, 1);
            builder.truth.doubles += 1;
        }
        Pattern::Typo => {
            let typo = format!("{}@corp.example", name.replacen(&name[1..2], "", 1));
            builder.account(server, name, New { email: &typo, ..New::default() });
            builder.login(&cloud, &email);
            builder.adds(1, 1);
            builder.truth.doubles += 1;
        }
        Pattern::TwoLogins => {
            builder.account(server, name, plain);
            builder.login(&cloud, &email);
            builder.login(&format!("{name}-too"), &email);
            builder.adds(1, 1);
            builder.truth.ambiguous += 1;
        }
        Pattern::Chain => {
            let ids: Vec<u64> =
                [server, other, third].map(|server| builder.account(server, name, plain)).to_vec();
            builder.listing(Some(&cloud), &[(third, ids[2])], &email);
        }
        Pattern::SharedMailbox => {
            let shared = New { email: &email, ..New::default() };
            for (server, who) in [(server, "x"), (other, "y"), (third, "z")] {
                builder.account(server, &format!("{name}-{who}"), shared);
            }
        }
        Pattern::Remembered => {
            let id = builder.next_id[SEALED];
            builder.next_id[SEALED] += 1;
            builder.listing(None, &[(SEALED, id)], &email);
        }
        Pattern::Released => {
            let id = builder.next_id[server];
            builder.next_id[server] += 1;
            builder.listing(None, &[(server, id)], &email);
            builder.truth.low -= 1;
            builder.truth.documented -= 1;
        }
        Pattern::Invited => {
            let mut roles = Items::new();
            roles.push("Pending invitation");
            builder.row(&LicensedUser {
                login: Some(&cloud),
                enterprise_roles: roles.list(),
                ..LicensedUser::default()
            });
            builder.truth.low -= 1;
        }
    }
}

fn finish(builder: Builder) -> (Arc<Evidence>, Truth) {
    let report = |server: usize, content: Content| Report {
        server: ServerName { id: None, host: Some(host(server)) },
        content,
        made_at: None,
        connect: None,
    };
    let mut reports = vec![report(SEALED, Content::Sealed)];
    for (server, mut roster) in builder.rosters.into_iter().enumerate().take(SERVERS) {
        roster.shrink();
        // Open exports, since only those have secondary e-mails; one is a report.
        let roster = Arc::new(roster);
        let content = match server {
            0 => Content::Listed(ReportScope::All, roster),
            _ => Content::Open(roster),
        };
        reports.push(report(server, content));
    }
    let mut rows = builder.rows;
    rows.shrink();
    let evidence = Evidence {
        reports,
        cloud: Some(Cloud {
            consumed: Some(rows.len() as u64),
            roster: Arc::new(rows),
            purchased: None,
            taken_at: None,
        }),
        identities: vec![Arc::new(identities(&builder.identities))],
        options: Options { billing: Billing::Unknown, managed_users: Some(false), scim: None },
        ..Evidence::default()
    };
    (Arc::new(evidence), builder.truth)
}
