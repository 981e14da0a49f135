//! The names that keys are known by, in any letter case and with any word separator.
//!
//! GitHub documents the labels of the server's values ("License reports", github/docs content/billing/reference/
//! license-reports.md) and the vocabulary of the accounts that the cloud holds (GraphQL `EnterpriseServerUserAccount`), but no
//! JSON key. `server_id`, `serverId`, `Server ID` and `SERVER-ID` are therefore one name.

/// What a key stands for in one kind of object.
pub(super) trait Name: Copy + Eq + Sized + 'static {
    /// Every name, by the form that [`fold`] gives. The usual spelling, where it differs, is found first.
    const FOLDED: &'static [(&'static str, Self)];
    /// A key that is none of them.
    const OTHER: Self;

    /// The name that has exactly this usual spelling. Only for speed: [`Name::of`] finds the same.
    fn usual(key: &[u8]) -> Option<Self>;

    /// The usual spelling, which paths and findings show.
    fn spelled(self) -> &'static str;

    /// A number below 64 for each name.
    fn index(self) -> usize;

    /// One bit for each name, to tell whether it was seen.
    #[inline]
    fn bit(self) -> u64 {
        1 << self.index()
    }

    /// What a key stands for.
    fn of(key: &[u8]) -> Self {
        let mut folded = [0; FOLDED_LIMIT];
        let Some(folded) = fold(key, &mut folded) else {
            return Self::OTHER;
        };
        Self::FOLDED.iter().find(|(name, _)| name.as_bytes() == folded).map_or(Self::OTHER, |(_, name)| *name)
    }
}

/// The longest name, folded: `enterpriseserveradvancedsecurityuserids` has 39 letters.
const FOLDED_LIMIT: usize = 40;

/// The lower-case letters and digits of a key, without what separates its words; `None` when it is longer than any name or
/// not ASCII.
fn fold<'b>(key: &[u8], folded: &'b mut [u8; FOLDED_LIMIT]) -> Option<&'b [u8]> {
    let mut length = 0;
    for &byte in key {
        if byte.is_ascii_alphanumeric() {
            *folded.get_mut(length)? = byte.to_ascii_lowercase();
            length += 1;
        } else if !byte.is_ascii() {
            return None;
        }
    }
    Some(&folded[..length])
}

macro_rules! names {
    ($(#[$doc:meta])* $kind:ident { $($name:ident = $usual:literal $(| $folded:literal)*,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $kind { $($name,)+ Other }

        impl Name for $kind {
            const FOLDED: &'static [(&'static str, Self)] = &[$($(($folded, Self::$name),)*)+];
            const OTHER: Self = Self::Other;

            #[inline]
            fn usual(key: &[u8]) -> Option<Self> {
                $(if key == $usual.as_bytes() { return Some(Self::$name); })+
                None
            }

            fn spelled(self) -> &'static str {
                match self { $(Self::$name => $usual,)+ Self::Other => "" }
            }

            #[inline]
            fn index(self) -> usize {
                self as usize
            }
        }
    };
}

pub(super) use names;

names! {
    /// A key at the root of an export or under `instance`.
    ServerName {
        ServerId = "server_id" | "serverid",
        HostName = "host_name" | "hostname",
        Version = "version" | "version",
        GhesVersion = "ghes_version" | "ghesversion",
        HttpOnly = "http_only" | "httponly",
        License = "license" | "license",
        LicenseHash = "license_hash" | "licensehash",
        PublicKey = "public_key" | "publickey",
        Features = "features" | "features",
        Users = "users" | "users",
        Instance = "instance" | "instance",
        Sample = "seatbridge_sample" | "seatbridgesample",
    }
}

names! {
    /// A key of an account record.
    AccountName {
        Id = "id" | "id",
        Login = "login" | "login",
        Emails = "emails" | "emails",
        Suspended = "suspended" | "suspended" | "issuspended",
        UserId = "user_id" | "userid",
        RemoteUserId = "remote_user_id" | "remoteuserid",
        Email = "email" | "email",
        PrimaryEmail = "primary_email" | "primaryemail",
        SuspendedAt = "suspended_at" | "suspendedat",
        SuspensionStatus = "suspension_status" | "suspensionstatus",
        Dormant = "dormant" | "dormant" | "isdormant",
        Name = "name" | "name" | "profilename",
        Role = "role" | "role",
        SiteAdmin = "site_admin" | "siteadmin" | "issiteadmin",
        CreatedAt = "created_at" | "createdat" | "remotecreatedat",
        LastActive = "last_active" | "lastactive",
    }
}

names! {
    /// A key of an e-mail in an account's list.
    EmailName {
        Email = "email" | "email",
        Primary = "primary" | "primary",
        IsPrimary = "isPrimary" | "isprimary",
        Address = "address" | "address",
        Value = "value" | "value",
    }
}

names! {
    /// A key of a feature that is written as an object.
    FeatureName {
        Name = "name" | "name",
        Feature = "feature" | "feature",
        Key = "key" | "key",
        EnabledAt = "enabled_at" | "enabledat",
        Enabled = "enabled" | "enabled" | "isenabled",
        EnabledOn = "enabled_on" | "enabledon",
        EnabledSince = "enabled_since" | "enabledsince",
        EnablementDate = "enablement_date" | "enablementdate" | "enableddate",
        EnablementTime = "enablement_time" | "enablementtime" | "enabledtime",
        Since = "since" | "since",
        Date = "date" | "date",
        Time = "time" | "time",
        Timestamp = "timestamp" | "timestamp",
        CreatedAt = "created_at" | "createdat",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_separators_do_not_matter() {
        for key in ["server_id", "serverId", "Server ID", "SERVER-ID", "server.id", "ServerID"] {
            assert_eq!(ServerName::of(key.as_bytes()), ServerName::ServerId, "{key} is the server id");
        }
        for key in
            ["server", "server_ids", "", "サーバー", "server_idé", "a_very_long_key_that_is_no_name_at_all"]
        {
            assert_eq!(ServerName::of(key.as_bytes()), ServerName::Other, "{key} is no name");
        }
        assert_eq!(
            AccountName::of(b"suspended?"),
            AccountName::Suspended,
            "as the report's column is called"
        );
    }

    fn usual_spellings_fold<N: Name + std::fmt::Debug>() {
        for (_, name) in N::FOLDED {
            let usual = name.spelled().as_bytes();
            assert_eq!(N::usual(usual), Some(*name), "{name:?} is found fast");
            assert_eq!(N::of(usual), *name, "{name:?} is found the slow way too");
        }
    }

    #[test]
    fn both_ways_of_looking_a_name_up_agree() {
        usual_spellings_fold::<ServerName>();
        usual_spellings_fold::<AccountName>();
        usual_spellings_fold::<EmailName>();
        usual_spellings_fold::<FeatureName>();
    }
}
