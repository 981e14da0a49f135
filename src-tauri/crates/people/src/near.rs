//! Who is probably counted twice: people who nearly agree, each with the one change that would make them one.
//!
//! Suggestions, never merges: GitHub compares exact texts as far as it says, and nothing here moves a number. What is asked
//! is who takes a license by server accounts alone, and whom else the cloud or another server knows by nearly the same
//! e-mail or by the same login.

mod alike;
mod find;
mod fix;
mod keys;
pub(crate) mod loose;
mod places;
mod recount;

use crate::count::People;
use crate::edges::Standing;
use crate::groups::{find as first_of, unite};
use crate::key::Node;

pub use fix::{Change, Fix};
pub(crate) use places::{Attributes, Place};

/// In what two people nearly agree, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same e-mail but for letter case. This is what `low` takes for one.
    LetterCase,
    /// An e-mail that one of them has beside the primary one.
    SecondaryEmail,
    /// The same e-mail in other characters: full width, or a domain in Unicode and in ASCII.
    WidthOrIdn,
    /// The same e-mail but for a plus tag or dots.
    PlusTagOrDots,
    /// The same local part in a sibling domain.
    SiblingDomain,
    /// The same local part in a domain whose people mostly have a namesake in the other.
    RenamedDomain,
    /// The same e-mail but for one slip of the finger.
    Typo,
    /// The same login.
    SameLogin,
}

impl Likeness {
    /// All of them, the strongest first.
    pub const ALL: [Self; 8] = [
        Self::LetterCase,
        Self::SecondaryEmail,
        Self::WidthOrIdn,
        Self::PlusTagOrDots,
        Self::SiblingDomain,
        Self::RenamedDomain,
        Self::Typo,
        Self::SameLogin,
    ];

    /// Its name in answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LetterCase => "letter_case",
            Self::SecondaryEmail => "secondary_email",
            Self::WidthOrIdn => "width_or_idn",
            Self::PlusTagOrDots => "plus_tag_or_dots",
            Self::SiblingDomain => "sibling_domain",
            Self::RenamedDomain => "renamed_domain",
            Self::Typo => "typo",
            Self::SameLogin => "same_login",
        }
    }

    /// What it rests on: letter case is assumed not to matter, all else is a suggestion.
    pub const fn standing(self) -> Standing {
        match self {
            Self::LetterCase => Standing::Assumed,
            _ => Standing::Suggested,
        }
    }
}

/// Two people who are probably one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// One who takes a license by server accounts alone.
    pub person: u32,
    /// The other.
    pub other: u32,
    /// In what they nearly agree.
    pub likeness: Likeness,
    /// The account of the one that shows it, and its text.
    pub shown_by: (Node, String),
    /// The account of the other that shows it, and its text.
    pub other_shown_by: (Node, String),
    /// What would make them one.
    pub fix: Fix,
}

/// All near misses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NearMisses {
    /// The strongest first, then by people.
    pub all: Vec<NearMiss>,
    /// How many people have at least one.
    pub counted_twice: u64,
    /// How many licenses would be free if all were fixed that do not contradict each other: nothing joins two cloud
    /// accounts.
    pub freeable: u64,
    /// Pairs of person and place in `all`, in order.
    by_person: Vec<(u32, u32)>,
}

impl NearMisses {
    fn of(people: &People, all: Vec<NearMiss>) -> Self {
        let mut by_person: Vec<(u32, u32)> = (0_u32..)
            .zip(&all)
            .flat_map(|(place, near)| [(near.person, place), (near.other, place)])
            .collect();
        by_person.sort_unstable();
        let counted_twice = by_person.chunk_by(|one, other| one.0 == other.0).count() as u64;
        let concerned: Vec<u32> =
            by_person.chunk_by(|one, other| one.0 == other.0).map(|run| run[0].0).collect();
        let place_of = |person: u32| {
            concerned
                .binary_search(&person)
                .ok()
                .and_then(|place| u32::try_from(place).ok())
                .unwrap_or_default()
        };
        let mut together: Vec<u32> = (0..u32::try_from(concerned.len()).unwrap_or(u32::MAX)).collect();
        // People with a cloud account have the lowest numbers, so the first of those together has one if any does.
        let has_cloud = |place: u32| concerned[place as usize] < people.records.logins;
        let mut freeable = 0;
        for near in &all {
            let one = first_of(&mut together, place_of(near.person));
            let other = first_of(&mut together, place_of(near.other));
            if one != other && !(has_cloud(one) && has_cloud(other)) {
                unite(&mut together, one, other);
                freeable += 1;
            }
        }
        Self { all, counted_twice, freeable, by_person }
    }

    /// Some of them, with what they would free without the others.
    #[must_use]
    pub fn only(&self, people: &People, wanted: impl Fn(&NearMiss) -> bool) -> Self {
        Self::of(people, self.all.iter().filter(|near| wanted(near)).cloned().collect())
    }

    /// The near misses of a person, the strongest first.
    pub fn of_person(&self, person: u32) -> impl Iterator<Item = &NearMiss> {
        let start = self.by_person.partition_point(|&(of, _)| of < person);
        let own = self.by_person[start..].iter().take_while(move |&&(of, _)| of == person);
        own.filter_map(|&(_, place)| self.all.get(place as usize))
    }
}

impl People {
    /// Finds everybody who is probably counted twice. It looks at every text once more, so its answer is worth keeping.
    pub fn near_misses(&self) -> NearMisses {
        let mut all: Vec<NearMiss> =
            find::found(self).into_iter().filter_map(|found| self.with_fix(found)).collect();
        all.sort_by(|one, other| {
            let rank =
                |near: &NearMiss| (near.likeness, near.other >= self.records.logins, near.person, near.other);
            rank(one).cmp(&rank(other))
        });
        NearMisses::of(self, all)
    }

    fn with_fix(&self, found: find::Found) -> Option<NearMiss> {
        let fix = self.fix(&found)?;
        let shown = |place: Place| {
            let node = match place {
                Place::Primary(account) | Place::Secondary(account, _) | Place::Login(account) => {
                    Node::Account(account)
                }
                Place::Listed(record, _) => Node::Account(self.remembered_by(record)?),
                Place::Verified(record, _) | Place::NameId(record, _) | Place::CloudLogin(record) => {
                    Node::Cloud(record)
                }
                Place::Attribute(place) => Node::Cloud(self.attributes().get(place as usize)?.0),
            };
            Some((node, self.text_at(place)?.to_owned()))
        };
        Some(NearMiss {
            person: found.person,
            other: found.other,
            likeness: found.likeness,
            shown_by: shown(found.place)?,
            other_shown_by: shown(found.other_place)?,
            fix,
        })
    }
}
