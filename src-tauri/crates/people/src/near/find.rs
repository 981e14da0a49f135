//! Finds people who are alike, in time that grows with their number and not with its square.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Likeness;
use super::alike::{Alike, alike};
use super::keys::{Keys, name_of_login};
use super::loose::Loose;
use super::places::Place;
use crate::both::both;
use crate::count::People;
use crate::records::{low, roster};

/// Two people who are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// One who takes a license by server accounts alone.
    pub(crate) person: u32,
    pub(crate) other: u32,
    pub(crate) likeness: Likeness,
    pub(crate) place: Place,
    pub(crate) other_place: Place,
}

/// So many texts with one digest are compared each with each; of more, each with one only.
const EACH_WITH_EACH: usize = 16;

/// A domain was renamed if so many of its people have a namesake in the other, and they are one of so few of those whom
/// nobody is found for (assumed).
const NAMESAKES: usize = 3;
const ONE_OF: usize = 5;

/// A typo in a local part of so many letters is hardly another person's name.
const LONG_NAME: usize = 10;

/// Who has more server accounts than this is no person but a mailbox that many share, and is not looked at (assumed).
const ACCOUNTS: usize = 64;

/// Which digests were seen: by some of their bits, so that one that was not seen may seem so, and never the other way
/// round.
struct Seen {
    bits: Vec<u64>,
    /// How far a digest's first bits are from its end.
    shift: u32,
}

impl Seen {
    /// Room for the digests of so many people: some sixty bits for each, of which a tenth are set. No more than that, so that
    /// it stays in a near cache while everybody else's digests are held against it.
    fn new(people: usize) -> Self {
        let bits = (people as u64 * 64).next_power_of_two().clamp(1 << 12, 1 << 27);
        let words = usize::try_from(bits / 64).unwrap_or(1 << 21);
        Self { bits: vec![0; words], shift: 64 - bits.trailing_zeros() }
    }

    const fn place(&self, digest: u64) -> (usize, u64) {
        let bits = digest >> self.shift;
        ((bits >> 6) as usize, 1 << (bits & 63))
    }

    fn add(&mut self, digest: u64) {
        let (word, bit) = self.place(digest);
        self.bits[word] |= bit;
    }

    fn add_all(&mut self, others: &Self) {
        for (own, other) in self.bits.iter_mut().zip(&others.bits) {
            *own |= other;
        }
    }

    fn has(&self, digest: u64) -> bool {
        let (word, bit) = self.place(digest);
        self.bits[word] & bit != 0
    }
}

/// A text of a person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Shown {
    person: u32,
    place: Place,
}

/// Everybody who is alike with somebody, each pair once, by their strongest likeness.
pub(crate) fn found(people: &People) -> Vec<Found> {
    let seeks = |person: u32| person >= people.records.logins && people.takes_license(person);
    let seeking: Vec<bool> = (0..people.len()).map(seeks).collect();
    let (shown, digests) = digests(people, &seeking);
    let pairs = pairs(people, &seeking, &shown, &digests);
    drop(digests);
    let compared = |pairs: &[u64]| {
        let mut finder = Finder { people, found: Vec::new(), namesakes: Vec::new() };
        let mut forms = [Loose::default(), Loose::default()];
        for &pair in pairs {
            let (one, other) = (shown[(pair >> 32) as usize], shown[low(pair) as usize]);
            finder.compare(one, other, &mut forms);
        }
        finder
    };
    let (first, second) = pairs.split_at(pairs.len() / 2);
    let (second, mut finder) = both(|| compared(second), || compared(first));
    finder.found.extend(second.found);
    finder.namesakes.extend(second.namesakes);
    finder.find_renamed_domains(&seeking);
    finder.settle()
}

/// Texts, and their digests: each in the upper half, the number of its text in the lower.
#[derive(Default)]
struct Digested {
    shown: Vec<Shown>,
    digests: Vec<u64>,
}

impl Digested {
    /// The texts of people of these numbers, with those of their digests that are wanted.
    fn of(
        people: &People,
        numbers: impl Iterator<Item = u32>,
        wants_digest: &mut dyn FnMut(u64) -> bool,
    ) -> Self {
        let mut digested = Self::default();
        let mut keys = Keys::default();
        let mut texts = Vec::new();
        for person in numbers {
            people.each_place(person, &mut texts, &mut |place, text| {
                let Self { shown, digests } = &mut digested;
                let (number, before) = (shown.len() as u64, digests.len());
                let mut add = |digest: u64| {
                    if wants_digest(digest) {
                        digests.push(digest >> 32 << 32 | number);
                    }
                };
                match place {
                    Place::Login(_) | Place::CloudLogin(_) => Keys::of_login(text, &mut add),
                    Place::Secondary(..) => keys.of_email(text, false, &mut add),
                    _ => keys.of_email(text, true, &mut add),
                }
                if digests.len() > before {
                    shown.push(Shown { person, place });
                }
            });
        }
        digested
    }

    /// Puts others behind these.
    fn append(&mut self, others: Self) {
        let behind = self.shown.len() as u64;
        self.shown.extend(others.shown);
        self.digests.extend(others.digests.into_iter().map(|entry| entry + behind));
    }
}

/// All texts that may be alike, with their digests in order.
fn digests(people: &People, seeking: &[bool]) -> (Vec<Shown>, Vec<u64>) {
    // People with a cloud account seek nobody, and have the lowest numbers.
    let (logins, end) = (people.records.logins, people.len());
    let seeks = |person: u32| seeking[person as usize];
    let count = seeking.iter().filter(|seeks| **seeks).count();
    let seekers = |range: std::ops::Range<u32>| {
        let mut seen = Seen::new(count);
        let mut add = |digest: u64| {
            seen.add(digest);
            true
        };
        let digested = Digested::of(people, range.filter(|&person| seeks(person)), &mut add);
        (digested, seen)
    };
    let half = logins + (end - logins) / 2;
    let ((second, others_seen), (mut all, mut seen)) = both(|| seekers(half..end), || seekers(logins..half));
    all.append(second);
    seen.add_all(&others_seen);
    drop(others_seen);
    // Of everybody else only what some seeker may be like.
    let records = roster(&people.evidence).map(|roster| people.records.by_row(roster)).unwrap_or_default();
    let others = |records: &[u32]| {
        let logins = records.iter().copied().filter(|&record| record < logins);
        Digested::of(people, logins, &mut |digest| seen.has(digest))
    };
    let (one, other) = records.split_at(records.len() / 2);
    let (second, first) = both(|| others(other), || others(one));
    all.append(first);
    all.append(second);
    all.digests.sort_unstable();
    all.digests.dedup();
    (all.shown, all.digests)
}

/// Pairs of texts of different people, one of whom seeks, that have a digest in common: two numbers each, in order, each
/// pair once.
fn pairs(people: &People, seeking: &[bool], shown: &[Shown], digests: &[u64]) -> Vec<u64> {
    let mut pairs = Pairs { shown, seeking, all: Vec::new() };
    let mut members: Vec<u32> = Vec::new();
    let mut keys = Keys::default();
    for run in digests.chunk_by(|one, other| one >> 32 == other >> 32).filter(|run| run.len() > 1) {
        members.clear();
        members.extend(run.iter().map(|&entry| low(entry)));
        let person = |number: &u32| shown[*number as usize].person;
        if members[1..].iter().all(|other| person(other) == person(&members[0])) {
            continue;
        }
        pairs.add_all(&members);
        if members.len() > EACH_WITH_EACH {
            // Many have this digest in common. Only those are compared that one letter less would make the same.
            let mut closer: Vec<(u64, u32)> = Vec::new();
            for &number in &members {
                if let Some(text) = people.text_at(shown[number as usize].place) {
                    keys.with_a_letter_less(text, &mut |digest| closer.push((digest, number)));
                }
            }
            closer.sort_unstable();
            closer.dedup();
            for run in closer.chunk_by(|one, other| one.0 == other.0).filter(|run| run.len() > 1) {
                members.clear();
                members.extend(run.iter().map(|&(_, number)| number));
                pairs.add_all(&members);
            }
        }
    }
    pairs.all.sort_unstable();
    pairs.all.dedup();
    pairs.all
}

struct Pairs<'a> {
    shown: &'a [Shown],
    seeking: &'a [bool],
    all: Vec<u64>,
}

impl Pairs<'_> {
    /// Pairs few each with each, and many each with one: a text of a cloud account where there is one.
    fn add_all(&mut self, members: &[u32]) {
        if members.len() <= EACH_WITH_EACH {
            for (place, &one) in members.iter().enumerate() {
                members[place + 1..].iter().for_each(|&other| self.add(one, other));
            }
            return;
        }
        // The lowest person's: an order that does not depend on that of the evidence.
        let first = members.iter().copied().min_by_key(|&number| self.shown[number as usize]);
        if let Some(first) = first {
            for &other in members {
                self.add(first, other);
            }
        }
    }

    fn add(&mut self, one: u32, other: u32) {
        let person = |number: u32| self.shown[number as usize].person;
        let seeks = |number: u32| self.seeking[person(number) as usize];
        if person(one) != person(other) && (seeks(one) || seeks(other)) {
            let (one, other) = (one.min(other), one.max(other));
            self.all.push(u64::from(one) << 32 | u64::from(other));
        }
    }
}

struct Finder<'a> {
    people: &'a People,
    found: Vec<Found>,
    /// Those who have a local part in common, by their two domains.
    namesakes: Vec<([String; 2], Found)>,
}

impl Finder<'_> {
    fn compare(&mut self, one: Shown, other: Shown, forms: &mut [Loose; 2]) {
        // The one takes a license by server accounts alone; the other is a login's where one of them is.
        let (other, one) = if one.person < other.person { (one, other) } else { (other, one) };
        if [one, other].iter().any(|shown| self.people.accounts_of(shown.person).len() > ACCOUNTS) {
            return;
        }
        let texts = self.people.text_at(one.place).zip(self.people.text_at(other.place));
        let Some((text, other_text)) = texts else { return };
        let Some(alike) = alike((one.place, text), (other.place, other_text), forms) else { return };
        let found = |likeness: Likeness| Found {
            person: one.person,
            other: other.person,
            likeness,
            place: one.place,
            other_place: other.place,
        };
        match alike {
            Alike::In(likeness) => {
                if self.is_plausible(one.person, other.person, likeness, text) {
                    self.found.push(found(likeness));
                }
            }
            Alike::InLocalPart => {
                if self.is_plausible(one.person, other.person, Likeness::RenamedDomain, text) {
                    let [own, others] = forms;
                    self.namesakes
                        .push(([own.domain.clone(), others.domain.clone()], found(Likeness::RenamedDomain)));
                }
            }
        }
    }

    /// Whether two people may be one. Of weak likenesses, those are left out whose names differ, and those that have
    /// counting accounts on one server, where a person has one.
    fn is_plausible(&self, person: u32, other: u32, likeness: Likeness, text: &str) -> bool {
        if likeness < Likeness::SiblingDomain {
            return true;
        }
        let name = |person: u32| self.people.real_name(person).map(str::to_lowercase);
        let names = name(person).zip(name(other));
        let same_name = names.as_ref().is_some_and(|(one, other)| one == other);
        if (names.is_some() && !same_name) || self.share_a_server(person, other) {
            return false;
        }
        likeness != Likeness::Typo
            || same_name
            || Loose::of(text).local.chars().count() >= LONG_NAME
            || self.share_a_login(person, other)
    }

    fn share_a_server(&self, person: u32, other: u32) -> bool {
        let servers = |person: u32| {
            let accounts =
                self.people.accounts_of(person).iter().filter(|&&account| self.people.counts(account));
            accounts.map(|&account| self.people.accounts.server(account))
        };
        servers(person).any(|server| servers(other).any(|other| other == server))
    }

    fn share_a_login(&self, person: u32, other: u32) -> bool {
        let logins = |person: u32| {
            let accounts = self.people.accounts_of(person).iter();
            let on_servers =
                accounts.filter_map(|&account| self.people.accounts.login(&self.people.evidence, account));
            let in_cloud = self.people.login(person).map(name_of_login);
            on_servers.chain(in_cloud).map(str::to_ascii_lowercase).collect::<Vec<_>>()
        };
        let others = logins(other);
        logins(person).iter().any(|login| others.contains(login))
    }

    /// A domain was renamed where many of its people have a namesake in one other domain.
    fn find_renamed_domains(&mut self, seeking: &[bool]) {
        let mut namesakes: BTreeMap<&[String; 2], BTreeSet<u32>> = BTreeMap::new();
        for (domains, found) in &self.namesakes {
            namesakes.entry(domains).or_default().insert(found.person);
        }
        namesakes.retain(|_, people| people.len() >= NAMESAKES);
        let mut people_in: HashMap<&str, HashSet<u32>> =
            namesakes.keys().map(|domains| (domains[0].as_str(), HashSet::new())).collect();
        let mut texts = Vec::new();
        let seekers = (0..self.people.len()).filter(|&person| seeking[person as usize]);
        let mut loose = Loose::default();
        let any_domain = !people_in.is_empty();
        for person in seekers.take_while(|_| any_domain) {
            self.people.each_place(person, &mut texts, &mut |place, text| {
                if !matches!(place, Place::Primary(_) | Place::Listed(..)) {
                    return;
                }
                loose.set(text);
                if let Some(people) = people_in.get_mut(loose.domain.as_str()) {
                    people.insert(person);
                }
            });
        }
        for (domains, found) in &self.namesakes {
            let of = people_in.get(domains[0].as_str()).map_or(0, HashSet::len);
            if namesakes.get(domains).is_some_and(|namesakes| namesakes.len() * ONE_OF >= of) {
                self.found.push(*found);
            }
        }
    }

    /// Each pair once, by the strongest likeness, and of equal ones by that whose words come first.
    fn settle(self) -> Vec<Found> {
        let words =
            |found: &Found| (self.people.text_at(found.place), self.people.text_at(found.other_place));
        let mut all = self.found;
        all.sort_by(|one, other| {
            let pair = |found: &Found| (found.person, found.other, found.likeness);
            pair(one).cmp(&pair(other)).then_with(|| words(one).cmp(&words(other)))
        });
        all.dedup_by_key(|found| (found.person, found.other));
        all
    }
}
