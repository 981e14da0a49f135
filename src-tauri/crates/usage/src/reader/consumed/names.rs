//! What the report of consumed licenses calls its values.

use crate::reader::names::{Name, names};

names! {
    /// A key of the API's answer, or a column of the table, of which three generations are known: as the API calls them, in
    /// words (`GitHub com login`), and on GHE.com (`GitHub login`).
    ConsumedName {
        TotalSeatsConsumed = "total_seats_consumed" | "totalseatsconsumed",
        TotalSeatsPurchased = "total_seats_purchased" | "totalseatspurchased",
        Users = "users" | "users",
        Login = "github_com_login" | "githubcomlogin" | "githublogin",
        FullName = "github_com_name" | "githubcomname" | "githubname",
        ServerUserIds = "enterprise_server_user_ids" | "enterpriseserveruserids",
        CloudUser = "github_com_user" | "githubcomuser" | "githubuser",
        ServerUser = "enterprise_server_user" | "enterpriseserveruser",
        VisualStudioUser = "visual_studio_subscription_user" | "visualstudiosubscriptionuser",
        LicenseType = "license_type" | "licensetype",
        Profile = "github_com_profile" | "githubcomprofile" | "githubprofile",
        MemberRoles = "github_com_member_roles" | "githubcommemberroles" | "githubmemberroles",
        // Published in an example beside the plural.
        EnterpriseRole = "github_com_enterprise_role" | "githubcomenterpriserole" | "githubenterpriserole",
        EnterpriseRoles = "github_com_enterprise_roles" | "githubcomenterpriseroles" | "githubenterpriseroles",
        VerifiedEmails = "github_com_verified_domain_emails"
            | "githubcomverifieddomainemails" | "githubverifieddomainemails",
        // The table in words leaves the `id` away.
        SamlNameId = "github_com_saml_name_id"
            | "githubcomsamlnameid" | "githubcomsamlname" | "githubsamlnameid" | "githubsamlname",
        PendingInvites = "github_com_orgs_with_pending_invites"
            | "githubcomorgswithpendinginvites" | "githuborgswithpendinginvites",
        TwoFactor = "github_com_two_factor_auth" | "githubcomtwofactorauth" | "githubtwofactorauth",
        TwoFactorBy = "github_com_two_factor_auth_required_by_date"
            | "githubcomtwofactorauthrequiredbydate" | "githubtwofactorauthrequiredbydate",
        // Published, and not seen in answers, which have `enterprise_server_primary_emails`.
        ServerEmails = "enterprise_server_emails" | "enterpriseserveremails",
        ServerPrimaryEmails = "enterprise_server_primary_emails" | "enterpriseserverprimaryemails",
        VisualStudioStatus = "visual_studio_license_status" | "visualstudiolicensestatus",
        VisualStudioEmail = "visual_studio_subscription_email" | "visualstudiosubscriptionemail",
        TotalUserAccounts = "total_user_accounts" | "totaluseraccounts",
        CostCenter = "github_com_cost_center" | "githubcomcostcenter" | "githubcostcenter",
        AdvancedSecurity = "github_com_advanced_security_license_user"
            | "githubcomadvancedsecuritylicenseuser" | "githubadvancedsecuritylicenseuser",
        CodeSecurity = "github_com_code_security_license_user"
            | "githubcomcodesecuritylicenseuser" | "githubcodesecuritylicenseuser",
        SecretProtection = "github_com_secret_protection_license_user"
            | "githubcomsecretprotectionlicenseuser" | "githubsecretprotectionlicenseuser",
        LicenseActive = "ghe_license_active" | "ghelicenseactive",
        LicenseStart = "ghe_license_start_date" | "ghelicensestartdate",
        LicenseEnd = "ghe_license_end_date" | "ghelicenseenddate",
        ServerAdvancedSecurity = "enterprise_server_advanced_security_user_ids"
            | "enterpriseserveradvancedsecurityuserids",
        ServerCodeSecurity = "enterprise_server_code_security_user_ids" | "enterpriseservercodesecurityuserids",
        ServerSecretProtection = "enterprise_server_secret_protection_user_ids"
            | "enterpriseserversecretprotectionuserids",
    }
}

/// A text of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    Login,
    FullName,
    LicenseType,
    SamlNameId,
    VisualStudioStatus,
    VisualStudioEmail,
}

impl Text {
    pub(super) const COUNT: usize = Self::VisualStudioEmail as usize + 1;
}

/// A list of texts of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Texts {
    ServerUserIds,
    VerifiedEmails,
    ServerPrimaryEmails,
    ServerEmails,
    MemberRoles,
    EnterpriseRoles,
    EnterpriseRole,
    PendingInvites,
    /// Accounts on servers that use GitHub Advanced Security.
    ServerAdvancedSecurity,
    /// Accounts on servers that use GitHub Code Security.
    ServerCodeSecurity,
    /// Accounts on servers that use GitHub Secret Protection.
    ServerSecretProtection,
}

impl Texts {
    pub(super) const COUNT: usize = Self::ServerSecretProtection as usize + 1;
}

/// A yes or no of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flag {
    CloudUser,
    ServerUser,
    VisualStudioUser,
    TwoFactor,
    AdvancedSecurity,
    CodeSecurity,
    SecretProtection,
}

impl Flag {
    pub(super) const COUNT: usize = Self::SecretProtection as usize + 1;
}

/// What a value of a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Text(Text),
    Texts(Texts),
    Flag(Flag),
    TotalUserAccounts,
    /// Published, and of no use here.
    Unneeded,
    /// Nothing that is known of a row.
    Unknown,
}

impl ConsumedName {
    /// What it is for in a row.
    #[inline]
    pub(super) const fn field(self) -> Field {
        match self {
            Self::Login => Field::Text(Text::Login),
            Self::FullName => Field::Text(Text::FullName),
            Self::LicenseType => Field::Text(Text::LicenseType),
            Self::SamlNameId => Field::Text(Text::SamlNameId),
            Self::VisualStudioStatus => Field::Text(Text::VisualStudioStatus),
            Self::VisualStudioEmail => Field::Text(Text::VisualStudioEmail),
            Self::ServerUserIds => Field::Texts(Texts::ServerUserIds),
            Self::VerifiedEmails => Field::Texts(Texts::VerifiedEmails),
            Self::ServerPrimaryEmails => Field::Texts(Texts::ServerPrimaryEmails),
            Self::ServerEmails => Field::Texts(Texts::ServerEmails),
            Self::MemberRoles => Field::Texts(Texts::MemberRoles),
            Self::EnterpriseRoles => Field::Texts(Texts::EnterpriseRoles),
            Self::EnterpriseRole => Field::Texts(Texts::EnterpriseRole),
            Self::PendingInvites => Field::Texts(Texts::PendingInvites),
            Self::CloudUser => Field::Flag(Flag::CloudUser),
            Self::ServerUser => Field::Flag(Flag::ServerUser),
            Self::VisualStudioUser => Field::Flag(Flag::VisualStudioUser),
            Self::TwoFactor => Field::Flag(Flag::TwoFactor),
            Self::AdvancedSecurity => Field::Flag(Flag::AdvancedSecurity),
            Self::CodeSecurity => Field::Flag(Flag::CodeSecurity),
            Self::SecretProtection => Field::Flag(Flag::SecretProtection),
            Self::ServerAdvancedSecurity => Field::Texts(Texts::ServerAdvancedSecurity),
            Self::ServerCodeSecurity => Field::Texts(Texts::ServerCodeSecurity),
            Self::ServerSecretProtection => Field::Texts(Texts::ServerSecretProtection),
            Self::TotalUserAccounts => Field::TotalUserAccounts,
            Self::Profile
            | Self::TwoFactorBy
            | Self::CostCenter
            | Self::LicenseActive
            | Self::LicenseStart
            | Self::LicenseEnd => Field::Unneeded,
            Self::TotalSeatsConsumed | Self::TotalSeatsPurchased | Self::Users | Self::Other => {
                Field::Unknown
            }
        }
    }
}
