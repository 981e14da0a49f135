//! What people are filtered by: a few yes-or-no facts of everybody, found once for each count.

use people::{Facets, Likeness, NearMisses, People};

use crate::answers::PersonFacet;

/// The facts of one person, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u16);

/// How many different combinations of facts there can be.
pub(super) const DIFFERENT: usize = 1 << PersonFacet::ALL.len();

impl Marks {
    /// All combinations, in the order of their numbers.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0_u16..).map(Self).take(DIFFERENT)
    }

    /// The number of this combination.
    pub(super) const fn number(self) -> usize {
        self.0 as usize
    }

    /// The fact of one facet.
    pub(super) const fn of(facet: PersonFacet) -> Self {
        Self(1 << facet as u16)
    }

    /// Those of these facets.
    pub(super) fn of_all(facets: &[PersonFacet]) -> Self {
        facets.iter().fold(Self::default(), |marks, &facet| marks.with(facet, true))
    }

    #[must_use]
    pub(super) const fn with(self, facet: PersonFacet, holds: bool) -> Self {
        if holds { Self(self.0 | Self::of(facet).0) } else { self }
    }

    /// Whether any of the others' facts holds here.
    pub(super) const fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// The facts that are of the same group as others.
    pub(super) const fn within(self, group: Self) -> Self {
        Self(self.0 & group.0)
    }

    /// Whether no fact holds.
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The facets whose facts hold.
    pub(super) fn facets(self) -> Vec<PersonFacet> {
        PersonFacet::ALL.into_iter().filter(|&facet| self.any(Self::of(facet))).collect()
    }
}

/// Where people are.
pub(super) const WHERE: [PersonFacet; 4] =
    [PersonFacet::Both, PersonFacet::OnlyServer, PersonFacet::OnlyCloud, PersonFacet::NoLicense];

/// Who is to be looked at.
pub(super) const LOOK: [PersonFacet; 3] =
    [PersonFacet::CountedTwice, PersonFacet::Ambiguous, PersonFacet::Assumed];

/// Of which kind people are.
pub(super) const KIND: [PersonFacet; 4] =
    [PersonFacet::Dormant, PersonFacet::HasSuspended, PersonFacet::VisualStudio, PersonFacet::Decided];

/// The facts of everybody, by person; what was decided is not among them.
pub(super) fn marks(people: &People, near: &NearMisses) -> Vec<Marks> {
    (0..people.len()).map(|person| marks_of(people, near, person)).collect()
}

fn marks_of(people: &People, near: &NearMisses, person: u32) -> Marks {
    let facets = people.facets(person);
    let mut misses = near.of_person(person).peekable();
    let twice = misses.peek().is_some();
    let by_case = misses.any(|miss| miss.likeness == Likeness::LetterCase);
    let has_server = facets.server_accounts > 0;
    Marks::default()
        .with(PersonFacet::Both, facets.license && facets.cloud_account && has_server)
        .with(PersonFacet::OnlyServer, facets.license && !facets.cloud_account)
        .with(PersonFacet::OnlyCloud, facets.license && facets.cloud_account && !has_server)
        .with(PersonFacet::NoLicense, !facets.license)
        .with(PersonFacet::CountedTwice, twice)
        .with(PersonFacet::Ambiguous, facets.ambiguous)
        .with(PersonFacet::Assumed, by_case || is_assumed_away(people, facets, person))
        .with(PersonFacet::Dormant, facets.dormant)
        .with(PersonFacet::HasSuspended, facets.has_suspended)
        .with(PersonFacet::VisualStudio, facets.visual_studio)
}

/// Whether a license is taken as documented, but not in the lower end of the range.
fn is_assumed_away(people: &People, facets: Facets, person: u32) -> bool {
    if !facets.license {
        return false;
    }
    let mut counting = people
        .accounts_of(person)
        .iter()
        .filter(|&&account| people.counts(account))
        .filter_map(|&account| people.account(account))
        .peekable();
    let nobody_signed_in = counting.peek().is_some() && counting.all(|account| account.never_signed_in);
    if facets.cloud_account { facets.invited && facets.server_accounts == 0 } else { nobody_signed_in }
}
