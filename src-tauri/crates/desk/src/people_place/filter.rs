//! Whom the chosen facets show, and how many people each facet would show.
//!
//! Facets are alternatives within their group and narrow each other across. All of it depends on a person's marks alone, of which
//! there are few different ones: people are counted by their marks, and facets from those few sums.

use super::marks::{DIFFERENT, KIND, LOOK, Marks, WHERE};
use crate::answers::{FacetCount, PersonFacet};

/// The facets that are chosen, by group.
pub(super) struct Filter {
    place: Marks,
    look: Marks,
    kind: Marks,
    /// Whether a figure is open: then everybody behind it is meant, and not only who takes a license.
    by_figure: bool,
    /// For every combination of marks, whether it is shown.
    shown: Vec<bool>,
}

/// How many people have each combination of marks.
pub(super) struct Alike(Vec<u64>);

impl Alike {
    /// Nobody yet.
    pub(super) fn new() -> Self {
        Self(vec![0; DIFFERENT])
    }

    /// Those of several lots of people together.
    pub(super) fn sum(lots: Vec<Self>) -> Self {
        lots.into_iter().fold(Self::new(), |mut sum, lot| {
            sum.0.iter_mut().zip(lot.0).for_each(|(sum, people)| *sum += people);
            sum
        })
    }

    /// Counts a person with these marks.
    pub(super) fn add(&mut self, marks: Marks) {
        self.0[marks.number()] += 1;
    }
}

impl Filter {
    /// What a person chose; `by_figure` is whether a figure is open.
    pub(super) fn of(facets: &[PersonFacet], by_figure: bool) -> Self {
        let wanted = Marks::of_all(facets);
        let chosen = |group: &[PersonFacet]| wanted.within(Marks::of_all(group));
        // Who takes no license is shown where a person asks for it, or opens a figure that is about them.
        let place = match (chosen(&WHERE), by_figure) {
            (place, _) if !place.is_empty() => place,
            (_, true) => Marks::of_all(&WHERE),
            (_, false) => Marks::of_all(&WHERE[..3]),
        };
        let mut filter =
            Self { place, look: chosen(&LOOK), kind: chosen(&KIND), by_figure, shown: Vec::new() };
        filter.shown = Marks::all().map(|marks| filter.is_in(marks) == [true; 3]).collect();
        filter
    }

    /// Whether the marks are in the chosen place, look and kind.
    fn is_in(&self, marks: Marks) -> [bool; 3] {
        let is_in = |chosen: Marks| chosen.is_empty() || marks.any(chosen);
        [marks.any(self.place), is_in(self.look), is_in(self.kind)]
    }

    /// Whether people with these marks are shown.
    pub(super) fn shows(&self, marks: Marks) -> bool {
        self.shown[marks.number()]
    }

    /// How many are shown whatever the place, and how many each facet would show beside what the other groups leave.
    pub(super) fn counts(&self, alike: &Alike) -> (u64, Vec<FacetCount>) {
        let takers = Marks::of_all(&WHERE[..3]);
        let mut counts = [0_u64; PersonFacet::ALL.len()];
        let mut all = 0;
        for (marks, &people) in Marks::all().zip(&alike.0).filter(|(_, people)| **people > 0) {
            let mut add = |group: &[PersonFacet]| {
                for &facet in group.iter().filter(|&&facet| marks.any(Marks::of(facet))) {
                    counts[facet as usize] += people;
                }
            };
            let [in_place, in_look, in_kind] = self.is_in(marks);
            if in_look && in_kind {
                add(&WHERE);
                all += if self.by_figure || marks.any(takers) { people } else { 0 };
            }
            if in_place && in_kind {
                add(&LOOK);
            }
            if in_place && in_look {
                add(&KIND);
            }
        }
        let counts = PersonFacet::ALL.into_iter().zip(counts);
        (all, counts.map(|(facet, count)| FacetCount { facet, count }).collect())
    }
}
