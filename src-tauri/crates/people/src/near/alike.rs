//! Whether two texts are alike, and in what.

use super::Likeness;
use super::loose::{Loose, are_siblings, one_edit_apart};
use super::places::Place;
use crate::email::{Letters, same};
use crate::near::keys::name_of_login;

/// What two texts have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alike {
    /// They are alike in this.
    In(Likeness),
    /// They have one local part in domains that have nothing to do with each other, unless one of them was renamed.
    InLocalPart,
}

fn is_login(place: Place) -> bool {
    matches!(place, Place::Login(_) | Place::CloudLogin(_))
}

/// In what two texts are alike. Two that are the same e-mail are not alike: they are matched, or were not to be. `forms` is
/// room for their loose forms.
pub(crate) fn alike(one: (Place, &str), other: (Place, &str), forms: &mut [Loose; 2]) -> Option<Alike> {
    if is_login(one.0) || is_login(other.0) {
        let both = is_login(one.0) && is_login(other.0);
        let name = |(place, login): (Place, &str)| {
            let managed = matches!(place, Place::CloudLogin(_));
            if managed { name_of_login(login).to_owned() } else { login.to_owned() }
        };
        let alike = one.1.eq_ignore_ascii_case(other.1) || name(one).eq_ignore_ascii_case(&name(other));
        return (both && alike).then_some(Alike::In(Likeness::SameLogin));
    }
    let is_secondary = |place: Place| matches!(place, Place::Secondary(..));
    if is_secondary(one.0) || is_secondary(other.0) {
        return same(one.1, other.1, Letters::Folded).then_some(Alike::In(Likeness::SecondaryEmail));
    }
    if same(one.1, other.1, Letters::Folded) {
        let exactly = same(one.1, other.1, Letters::Exact);
        return (!exactly).then_some(Alike::In(Likeness::LetterCase));
    }
    forms[0].set(one.1);
    forms[1].set(other.1);
    let [one, other] = forms;
    if one.domain.is_empty() || other.domain.is_empty() {
        return None;
    }
    let likeness = if one.domain == other.domain {
        if one.whole_local == other.whole_local {
            Likeness::WidthOrIdn
        } else if one.local == other.local {
            Likeness::PlusTagOrDots
        } else if one.is_personal() && other.is_personal() && one_edit_apart(&one.local, &other.local) {
            Likeness::Typo
        } else {
            return None;
        }
    } else if one.local != other.local || !one.is_personal() {
        return None;
    } else if are_siblings(&one.domain, &other.domain) {
        Likeness::SiblingDomain
    } else if one_edit_apart(&one.domain, &other.domain) {
        Likeness::Typo
    } else {
        return Some(Alike::InLocalPart);
    };
    Some(Alike::In(likeness))
}
