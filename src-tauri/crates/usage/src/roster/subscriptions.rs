//! Visual Studio subscriptions that bring a license.

use std::fmt;

use super::columns::{Column, TextColumn};
use super::{Full, told};

/// A Visual Studio subscription with GitHub Enterprise, as the cloud lists it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subscription<'a> {
    /// The subscriber's e-mail in the Visual Studio portal: the user principal name.
    pub email: Option<&'a str>,
    /// The login that it is matched to, if any.
    pub login: Option<&'a str>,
    /// Whether a person matched it.
    pub manual_match: Option<bool>,
    /// Where it stands: a record, from 0.
    pub place: u32,
}

/// Visual Studio subscriptions, in columns.
#[derive(Clone, Default)]
pub struct SubscriptionRoster {
    rows: usize,
    emails: TextColumn,
    logins: TextColumn,
    manual: Column<u8>,
    places: Column<u32>,
}

impl SubscriptionRoster {
    /// A roster without subscriptions.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many it has.
    pub const fn len(&self) -> usize {
        self.rows
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Takes a subscription whole, or says that it is [`Full`] and takes nothing of it. Gives the number of its row.
    pub fn push(&mut self, subscription: &Subscription<'_>) -> Result<u32, Full> {
        let length = |text: Option<&str>| text.map_or(0, str::len);
        let fits =
            self.emails.fits(length(subscription.email)) && self.logins.fits(length(subscription.login));
        let row = self.rows;
        let (true, Ok(number)) = (fits, u32::try_from(row)) else {
            return Err(Full);
        };
        self.emails.push(row, subscription.email.unwrap_or_default());
        self.logins.push(row, subscription.login.unwrap_or_default());
        self.manual.push(row, subscription.manual_match.map_or(0, |manual| 1 + u8::from(manual)));
        self.places.push(row, subscription.place);
        self.rows += 1;
        Ok(number)
    }

    /// The subscription of a row; `None` behind the last one.
    pub fn subscription(&self, row: u32) -> Option<Subscription<'_>> {
        let row = row as usize;
        (row < self.rows).then(|| Subscription {
            email: told(self.emails.get(row)),
            login: told(self.logins.get(row)),
            manual_match: self.manual.get(row).checked_sub(1).map(|manual| manual == 1),
            place: self.places.get(row),
        })
    }

    /// All subscriptions, in the order of the file.
    pub fn subscriptions(&self) -> impl Iterator<Item = Subscription<'_>> {
        // Rows are numbered by 32 bits, which `push` sees to.
        (0..u32::try_from(self.rows).unwrap_or(u32::MAX)).filter_map(|row| self.subscription(row))
    }

    /// Gives back the room that its columns do not use: no more subscriptions come.
    pub fn shrink(&mut self) {
        self.emails.shrink();
        self.logins.shrink();
        self.manual.shrink();
        self.places.shrink();
    }
}

/// Its size only: who is in it belongs in no log.
impl fmt::Debug for SubscriptionRoster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SubscriptionRoster").field("rows", &self.rows).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscription_comes_out_as_it_went_in() {
        let mut roster = SubscriptionRoster::new();
        let full = Subscription {
            email: Some("mona@corp.example"),
            login: Some("mona"),
            manual_match: Some(true),
            place: 1,
        };
        let unmatched = Subscription {
            email: Some("kai@corp.example"),
            manual_match: Some(false),
            ..Subscription::default()
        };
        let given = [Subscription::default(), full, unmatched];
        for (row, subscription) in (0..).zip(&given) {
            assert_eq!(roster.push(subscription), Ok(row), "rows are numbered in their order");
        }
        assert!(roster.subscriptions().eq(given), "as they went in");
        assert_eq!(roster.subscription(3), None, "nothing behind the last row");
    }
}
