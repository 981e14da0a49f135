//! In which order a connection lists, and by what.

use async_graphql::{Enum, InputObject};

/// Up or down.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OrderDirection {
    Asc,
    Desc,
}

impl OrderDirection {
    /// Turns an ascending list around where descending was asked for.
    pub(super) fn apply<T>(self, ascending: &mut [T]) {
        if self == Self::Desc {
            ascending.reverse();
        }
    }
}

macro_rules! orders {
    ($($(#[$doc:meta])* $order:ident by $field:ident { $($by:ident),+ } or $default:ident $direction:ident;)+) => {
        $(
            $(#[$doc])*
            #[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
            pub(super) enum $field { $($by),+ }

            $(#[$doc])*
            #[derive(InputObject, Clone, Copy, Debug)]
            pub(super) struct $order {
                pub(super) field: $field,
                pub(super) direction: OrderDirection,
            }

            impl $order {
                /// What GitHub's schema gives where nothing is asked.
                pub(super) const USUAL: Self = Self { field: $field::$default, direction: OrderDirection::$direction };
            }
        )+
    };
}

orders! {
    /// Of installations.
    EnterpriseServerInstallationOrder by EnterpriseServerInstallationOrderField
        { HostName, CustomerName, CreatedAt } or HostName Asc;
    /// Of accounts.
    EnterpriseServerUserAccountOrder by EnterpriseServerUserAccountOrderField
        { Login, RemoteCreatedAt } or Login Asc;
    /// Of e-mails.
    EnterpriseServerUserAccountEmailOrder by EnterpriseServerUserAccountEmailOrderField
        { Email } or Email Asc;
    /// Of organizations, which were made in the order of their logins.
    OrganizationOrder by OrganizationOrderField
        { CreatedAt, Login } or Login Asc;
    /// Of uploads.
    EnterpriseServerUserAccountsUploadOrder by EnterpriseServerUserAccountsUploadOrderField
        { CreatedAt } or CreatedAt Desc;
}
