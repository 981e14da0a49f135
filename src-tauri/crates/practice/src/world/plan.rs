//! Who the people of the enterprise are, as groups with something in common.

use jiff::{SignedDuration, Timestamp};

use super::names::{Name, PEOPLE};
use super::{CloudAccount, Email, ORGANIZATIONS, ServerAccount, ServerInstance, VERIFIED_DOMAIN, World};

/// Where people without a company mailbox read their mail; the enterprise has not verified it.
const PRIVATE_DOMAIN: &str = "mail.example";
/// The company that was bought; its e-mails are still on some server accounts.
const FORMER_DOMAIN: &str = "kitano.example";
/// What a group of people has in the cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cloud {
    /// No account.
    Nothing,
    /// A member whose company e-mail is the `NameID` of a linked SAML identity; the verified e-mail is a private one.
    Saml,
    /// A member with a verified company e-mail and no SAML identity.
    Verified,
    /// A member whose only verified e-mail is private, so that the enterprise is not shown it.
    Private,
    /// A collaborator from outside on private repositories.
    Collaborator,
    /// Invited into an organisation; counts until declined, as billing by volume documents.
    Invited,
}

/// What a group of people has on a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Account {
    /// No account.
    Nothing,
    /// In use, under the company e-mail.
    Active,
    /// In use, under the private e-mail.
    Private,
    /// Not used for long; still takes a license.
    Dormant,
    /// Suspended; takes none.
    Suspended,
    /// The company e-mail with the domain in capitals: the same address.
    CapitalDomain,
    /// The company e-mail with capitals before the `@`: not documented to be the same address.
    CapitalMailbox,
    /// An e-mail of the former company.
    FormerDomain,
}

/// A number of people who have the same things in the same places.
struct Group {
    people: usize,
    cloud: Cloud,
    connected: Account,
    isolated: Account,
    lab: Account,
}

impl Group {
    const fn of(people: usize, cloud: Cloud) -> Self {
        Self { people, cloud, connected: Account::Nothing, isolated: Account::Nothing, lab: Account::Nothing }
    }

    const fn connected(self, account: Account) -> Self {
        Self { connected: account, ..self }
    }

    const fn isolated(self, account: Account) -> Self {
        Self { isolated: account, ..self }
    }

    const fn lab(self, account: Account) -> Self {
        Self { lab: account, ..self }
    }
}

/// The plan from which the enterprise is built. Only numbers of people stand in it; which licenses follow is counted.
pub(crate) struct Plan {
    groups: Vec<Group>,
}

impl Plan {
    /// The plan of the practice enterprise.
    pub(crate) fn drawn() -> Self {
        use Account::{Active, CapitalDomain, CapitalMailbox, Dormant, FormerDomain, Private, Suspended};
        let groups = vec![
            // People of the cloud who are on the isolated server too.
            Group::of(128, Cloud::Saml).isolated(Active),
            Group::of(3, Cloud::Saml).isolated(CapitalDomain),
            Group::of(60, Cloud::Verified).isolated(Active),
            Group::of(14, Cloud::Private).isolated(Private),
            Group::of(12, Cloud::Saml).isolated(Dormant),
            Group::of(9, Cloud::Saml).isolated(Suspended),
            Group::of(11, Cloud::Saml).isolated(Active).lab(Active),
            // People of the cloud whose server account the documented rules do not recognise.
            Group::of(5, Cloud::Saml).isolated(CapitalMailbox),
            Group::of(6, Cloud::Verified).isolated(FormerDomain),
            // People of the cloud and of other servers.
            Group::of(22, Cloud::Verified).lab(Active),
            Group::of(40, Cloud::Saml).lab(Active),
            Group::of(10, Cloud::Verified).connected(Active),
            // People of the cloud alone.
            Group::of(100, Cloud::Saml),
            Group::of(23, Cloud::Verified),
            Group::of(12, Cloud::Collaborator),
            Group::of(8, Cloud::Invited),
            // People of servers alone.
            Group::of(8, Cloud::Nothing).connected(Active),
            Group::of(10, Cloud::Nothing).connected(Active).isolated(Active),
            Group::of(3, Cloud::Nothing).connected(Suspended),
            Group::of(26, Cloud::Nothing).isolated(Active),
            Group::of(10, Cloud::Nothing).isolated(Active).lab(Active),
            Group::of(8, Cloud::Nothing).isolated(Dormant),
            Group::of(7, Cloud::Nothing).isolated(Suspended),
            Group::of(120, Cloud::Nothing).lab(Active),
            Group::of(14, Cloud::Nothing).lab(Dormant),
            Group::of(21, Cloud::Nothing).lab(Suspended),
        ];
        debug_assert!(groups.iter().map(|group| group.people).sum::<usize>() <= PEOPLE, "names would repeat");
        Self { groups }
    }

    /// The enterprise that this plan draws.
    pub(crate) fn world(&self) -> World {
        let mut cloud = Vec::new();
        let (mut connected, mut isolated, mut lab) = (Vec::new(), Vec::new(), Vec::new());
        let mut people = 0..;
        for group in &self.groups {
            for person in people.by_ref().take(group.people) {
                cloud.extend(cloud_account(person, group.cloud));
                connected.extend(server_account(person, group.connected));
                isolated.extend(server_account(person, group.isolated));
                lab.extend(server_account(person, group.lab));
            }
        }
        cloud.sort_by(|one, other| one.login.cmp(&other.login));
        for (accounts, robots) in [(&mut connected, 0), (&mut isolated, 2), (&mut lab, 2)] {
            accounts.extend((1..=robots).map(robot));
        }
        for accounts in [&mut isolated, &mut lab] {
            accounts.push(ghost());
        }
        World {
            cloud,
            connected: ServerInstance {
                server_id: "3d0b6c1e-52a4-4f7b-9a57-6f2d1c80e4a1",
                host_name: "build.practice.example",
                version: "3.18.4",
                accounts: numbered(connected),
            },
            isolated: ServerInstance {
                server_id: "7f4a90d2-1c3e-4b6a-8f05-2e9d7c61b3f8",
                host_name: "ghes.practice.example",
                version: "3.19.2",
                accounts: numbered(isolated),
            },
            lab: ServerInstance {
                server_id: "c5e81b37-9d40-4a2c-b6f1-08a7f35d92e6",
                host_name: "ghes-lab.practice.example",
                version: "3.17.9",
                accounts: numbered(lab),
            },
        }
    }
}

fn cloud_account(person: usize, cloud: Cloud) -> Option<CloudAccount> {
    let name = Name::of(person);
    let company = format!("{}@{VERIFIED_DOMAIN}", name.mailbox());
    let private = format!("{}@{PRIVATE_DOMAIN}", name.mailbox());
    let (verified_emails, saml_name_id) = match cloud {
        Cloud::Nothing => return None,
        Cloud::Saml => (vec![private], Some(company)),
        Cloud::Verified => (vec![company, private], None),
        Cloud::Private | Cloud::Collaborator | Cloud::Invited => (vec![private], None),
    };
    let organisation = ORGANIZATIONS[person % ORGANIZATIONS.len()];
    let (member_roles, enterprise_role) = match cloud {
        Cloud::Collaborator => {
            (vec![format!("{organisation}/handbook:Collaborator")], "Outside collaborator")
        }
        Cloud::Invited => (Vec::new(), "Pending invitation"),
        // A few owners; the rest are members.
        _ if person.is_multiple_of(97) => (vec![format!("{organisation}:Owner")], "Owner"),
        _ => (vec![format!("{organisation}:Member")], "Member"),
    };
    Some(CloudAccount {
        login: name.login(),
        // Not everybody has filled in a profile.
        name: (!person.is_multiple_of(9)).then(|| name.display.clone()),
        visual_studio_email: (cloud == Cloud::Verified && person.is_multiple_of(11))
            .then(|| verified_emails[0].clone()),
        verified_emails,
        saml_name_id,
        member_roles,
        enterprise_roles: vec![enterprise_role.to_owned()],
        pending_invites: if cloud == Cloud::Invited { vec![organisation.to_owned()] } else { Vec::new() },
        two_factor: (cloud != Cloud::Invited).then_some(!person.is_multiple_of(7)),
    })
}

/// An account without its number, and the key that decides where among the others it stands.
struct Unnumbered {
    place: u32,
    account: ServerAccount,
}

fn server_account(person: usize, kind: Account) -> Option<Unnumbered> {
    let name = Name::of(person);
    let primary = match kind {
        Account::Nothing => return None,
        Account::Active | Account::Dormant | Account::Suspended => {
            format!("{}@{VERIFIED_DOMAIN}", name.mailbox())
        }
        Account::Private => format!("{}@{PRIVATE_DOMAIN}", name.mailbox()),
        Account::CapitalDomain => format!("{}@Practice.Example", name.mailbox()),
        Account::CapitalMailbox => format!("{}@{VERIFIED_DOMAIN}", name.capitalised_mailbox()),
        Account::FormerDomain => format!("{}@{FORMER_DOMAIN}", name.mailbox()),
    };
    let mut emails = vec![Email { email: primary, primary: true }];
    if person.is_multiple_of(6) {
        // Sent along and never compared: only the primary one is.
        emails.push(Email { email: format!("{}@alumni.example", name.mailbox()), primary: false });
    }
    Some(Unnumbered {
        place: scattered(person),
        account: ServerAccount {
            id: 0,
            login: name.login(),
            profile_name: (!person.is_multiple_of(8)).then_some(name.display),
            emails,
            suspended: kind == Account::Suspended,
            dormant: kind == Account::Dormant,
            site_admin: kind == Account::Active && person.is_multiple_of(61),
            created_at: None,
        },
    })
}

/// A machine's account: no e-mail, so nothing to match it by, and it takes a license all the same.
fn robot(number: usize) -> Unnumbered {
    Unnumbered { place: scattered(PEOPLE + number), account: nobody(&format!("build-robot-{number}")) }
}

/// The account that stands for deleted ones on every server; it takes no license.
fn ghost() -> Unnumbered {
    Unnumbered { place: 0, account: nobody("ghost") }
}

fn nobody(login: &str) -> ServerAccount {
    ServerAccount {
        id: 0,
        login: login.to_owned(),
        profile_name: None,
        emails: Vec::new(),
        suspended: false,
        dormant: false,
        site_admin: false,
        created_at: None,
    }
}

/// A number that looks like no order, so that a report does not list people group by group (Knuth's multiplicative hash).
fn scattered(person: usize) -> u32 {
    u32::try_from(person).unwrap_or(u32::MAX).wrapping_add(1).wrapping_mul(2_654_435_761)
}

/// Gives accounts their ids and dates, in their scattered order. Ids have gaps, as where accounts were deleted.
fn numbered(mut accounts: Vec<Unnumbered>) -> Vec<ServerAccount> {
    accounts.sort_by_key(|unnumbered| unnumbered.place);
    let founded = Timestamp::constant(1_488_326_400, 0); // 2017-03-01T00:00:00Z
    let mut id = 1;
    accounts
        .into_iter()
        .map(|Unnumbered { place, mut account }| {
            id += 1 + i32::from(place.is_multiple_of(4));
            account.id = id;
            let age = SignedDuration::from_hours(i64::from(id) * 131)
                + SignedDuration::from_secs(i64::from(place % 3600));
            account.created_at = founded.checked_add(age).ok();
            account
        })
        .collect()
}
