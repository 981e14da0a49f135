//! What was noticed about a file: data, no prose.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The file cannot be used for what it is.
    Error,
    /// A person has to look at it; nothing is blocked.
    Warning,
    /// Worth knowing.
    Note,
}

/// Where in a file something was noticed. Lines and columns count from 1; a column is counted in bytes, because an export
/// is often one line of many megabytes and a byte count is what every tool agrees on. In a file that is UTF-16 they are bytes of
/// its text in UTF-8.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Place {
    /// The line, from 1.
    pub line: u64,
    /// The column in bytes, from 1.
    pub column: u64,
    /// The path inside the document, such as `users[3].emails[0]`; empty at its root.
    pub path: String,
}

/// A value that a finding's words need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(untagged)]
pub enum Param {
    /// A count, a size in bytes, a limit.
    Number(u64),
    /// A name, a date, an excerpt; already made safe to show.
    Text(String),
    /// Several names.
    List(Vec<String>),
}

impl From<u64> for Param {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<String>> for Param {
    fn from(list: Vec<String>) -> Self {
        Self::List(list)
    }
}

/// Something that was noticed: a code, how much it matters, where, and the values that its words need.
/// The window owns the words in both languages; the headless twin owns its English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where it was noticed, if it has a place.
    pub at: Option<Place>,
    /// The values its words need, by name; each code's documentation names its own.
    pub params: BTreeMap<String, Param>,
}

impl Finding {
    /// A finding of the severity that its code carries.
    pub fn new(code: Code) -> Self {
        Self { code, severity: code.severity(), at: None, params: BTreeMap::new() }
    }

    /// The same finding with a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.at = Some(place);
        self
    }

    /// The same finding with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Param>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $severity:ident,)+) => {
        /// Every kind of finding there is. The severity stands beside each; parameters are named in the text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum Code { $($(#[$doc])* $name,)+ }

        impl Code {
            /// All codes, in the order of this page.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// How much a finding of this code matters.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    // --- the bytes ---
    /// The file has no bytes.
    EmptyFile = Error,
    /// The first bytes are not JSON at all. `found`: the first characters, made safe.
    NotJson = Error,
    /// The document ends before it is whole. `inside`: `document`, `string`, `sealed_users`; `bytes`: the size;
    /// `round`: the size in MiB when it is a whole number of MiB (a copy that was cut off).
    Truncated = Error,
    /// A byte that JSON does not allow at that place. `found`: it, made safe; `expected`: `value`, `key`, `colon`,
    /// `comma_or_end`, `escape`, `literal`, `number`, `end_of_file`, `no_control_character`.
    InvalidJson = Error,
    /// The text is not UTF-8, and was not read from here on. `encoding`: `utf-16le`, `utf-16be`, `utf-32le`, `utf-32be`; or what it
    /// probably is: `shift_jis`, `windows-1252`, `unknown`.
    WrongEncoding = Error,
    /// The text is not UTF-8, and was read all the same. `encoding`: `utf-16le`, `utf-16be`.
    OtherEncoding = Note,
    /// Halves of characters stand alone, in escapes or in UTF-16; U+FFFD was read in the place of each. `count`.
    LoneSurrogate = Warning,
    /// Nested deeper than `limit` levels.
    TooDeep = Error,
    /// A kept text (not the sealed list) is longer than `limit` bytes. `field`; `count`: how many such texts there were.
    TextTooLong = Error,
    /// The text begins with a byte order mark, which JSON does not allow; it was passed over.
    ByteOrderMark = Note,
    /// A key stands twice in one object; the last one was taken. `key`, `count`: how many such keys there were.
    DuplicateKey = Warning,
    /// A number does not fit where it stands. `field`, `found` of the first; `count`: how many there were.
    NumberOutOfRange = Error,
    /// A value of another type than the field takes. `field`, `expected`; `count`: how many there were.
    UnexpectedType = Warning,
    // --- a table ---
    /// Fields are separated by another character than a comma. `delimiter`: `semicolon`, `tab`.
    OtherDelimiter = Note,
    /// Lines end in a carriage return alone.
    CarriageReturns = Note,
    /// A quote stands where a table allows none; it was taken for a character like any other. `field` of the first; `count`.
    StrayQuote = Warning,
    /// Rows have fewer or more cells than the header and were not read. `expected`, `found` of the first; `count`.
    RaggedRow = Error,
    /// Rows are longer than `limit` bytes and were not read. `count`.
    RowTooLong = Error,
    /// The last line has no end: the file may have been cut off inside of its last cell.
    OpenLastLine = Warning,
    /// There is no header line; the columns were told from the first row.
    HeaderMissing = Note,
    /// The header stands `count` more times: files were put together.
    HeaderRepeated = Warning,
    /// A name stands over more than one column; the first was taken. `column`.
    RepeatedColumn = Warning,
    /// Columns are missing that such a table has. `missing`.
    ColumnsMissing = Warning,
    /// Cells of `field` that are not UTF-8 were not read. `encoding`: `shift_jis`, `windows-1252`, `unknown`; `count`.
    CellsNotUtf8 = Error,
    /// Cells of `field` are formulas; they were taken as text. `count`.
    FormulaCell = Warning,
    /// A spreadsheet rounded numbers of `field`, which cannot be told any more. `found` of the first; `count`.
    RoundedNumber = Error,
    /// A spreadsheet rewrote dates of `field`, so that the day cannot be told from the month. `found` of the first; `count`.
    RewrittenDate = Warning,
    /// A spreadsheet rewrote logins; they were taken from `raw_login`. `count`.
    RewrittenLogin = Warning,
    // --- what it is ---
    /// A table whose columns Seatbridge does not know. `columns`.
    UnknownTable = Error,
    /// The rows leave open which of a server's reports this is. `possible`: `all`, `active`, `dormant`, `suspended`, `admins`,
    /// `users`.
    ReportNotTold = Note,
    /// JSON, but nothing that Seatbridge knows.
    UnknownKind = Error,
    /// No field of a GitHub Enterprise Server export other than `users` was found. `missing`: the absent fields. It stands
    /// beside `UnknownKind`, because other documents of GitHub's have `users` too.
    FieldsMissing = Warning,
    /// Keys that GitHub's page does not name; kept and shown. `keys`; `count`: all, those too many to keep among them.
    UnknownKeys = Note,
    // --- the server ---
    /// The export has no server id.
    ServerIdMissing = Warning,
    /// The server id is no UUID. `value`.
    ServerIdNotUuid = Warning,
    /// The export has no host name.
    HostMissing = Warning,
    /// The host name is none that DNS allows. `value`: it, made safe.
    HostOdd = Warning,
    /// The server answers without TLS.
    HttpOnly = Note,
    /// GitHub Connect syncs this server too. `since`: the date of `license_usage_sync`, or empty when not told.
    ConnectSyncs = Note,
    // --- the people ---
    /// The export has no user list.
    NoUserList = Warning,
    /// The user list is there and empty.
    EmptyUserList = Warning,
    /// The sealed list is not base64, which it has always been where it was seen.
    UsersNotBase64 = Warning,
    /// `count` accounts have no primary e-mail.
    NoPrimaryEmail = Note,
    /// `count` accounts name more than one primary e-mail; the first was taken.
    SeveralPrimaryEmails = Warning,
    /// `count` accounts have neither an id nor a login.
    AccountWithoutKey = Warning,
    /// `count` user ids stand on more than one account, in a report on different people; `first`: one of them.
    RepeatedUserId = Error,
    /// `count` logins stand on more than one account, in a report that has no ids.
    RepeatedLogin = Error,
    /// `count` rows tell again what another row of the same account tells; they are counted once.
    RepeatedAccount = Note,
    /// `count` accounts are more than can be listed; they are counted.
    RosterFull = Error,
    // --- the people whom the cloud counts ---
    /// Fewer rows than the `consumed` licenses that GitHub counts: `rows` are here, `count` are missing. Pages were left out.
    RowsMissing = Warning,
    /// `count` pages of `each` rows are missing of a report that came page by page: `rows` of the `consumed` rows are here. `numbers`:
    /// which pages, where the names of the files count them.
    PagesMissing = Warning,
    /// `count` of the `rows` rows of a page stand in the file `other` as well, word for word; they were taken once.
    PageOverlaps = Warning,
    /// More rows than the `consumed` licenses that GitHub counts: `rows` are here, `count` too many.
    RowsTooMany = Warning,
    /// Pages tell different totals: people came or went while they were fetched. `total`: `consumed`, `purchased`; `before`,
    /// `after`: the first and the last; `count`: how often it changed.
    TotalChanged = Warning,
    /// `count` pages are there twice; their rows were taken once.
    RepeatedPage = Warning,
    /// `count` rows are there twice, word for word; they were taken once.
    RepeatedRow = Warning,
    /// `count` rows have the login of an earlier row and say something else; both were taken.
    RepeatedCloudLogin = Warning,
    /// A page has more than one list of users; all were read. `count`.
    RepeatedUserList = Warning,
    /// `count` identities are linked to no login.
    UnlinkedIdentity = Note,
    /// The enterprise or organization has no SAML identity provider, or the token does not show it. `count`.
    NoIdentityProvider = Note,
    /// The answer says that another page follows, and it is not here.
    MorePages = Warning,
    /// GitHub answered with errors. `first`: in its own words; `count`.
    AnswerHasErrors = Warning,
    /// Fewer subscriptions than the `total` that GitHub counts: `rows` are here, `count` are missing. Pages were left out.
    SubscriptionsMissing = Warning,
    /// `count` subscriptions are there twice; they were taken once.
    RepeatedSubscription = Note,
    /// Keys or columns that GitHub's pages do not name; they were not read. `keys`; `count`: all of them.
    UnknownFields = Note,
    // --- opening it ---
    /// The file could not be opened. `reason`: `not_found`, `no_permission`, `link_loop`, `name_too_long`, `io`.
    CannotOpen = Error,
    /// It is no file. `what`: `folder`, `socket`, `pipe`, `device`.
    NotAFile = Error,
    /// The folder has no files in it.
    EmptyFolder = Warning,
    /// Folders inside the folder were not entered. `count`.
    FoldersPassedOver = Note,
    /// The archive has no files in it.
    EmptyArchive = Warning,
    /// The archive as a whole is not opened. `reason`: `damaged`, `duplicate_names`, `overlap`, `too_many_entries`.
    ArchiveRefused = Error,
    /// A file of the archive is not read. `entry`: its name; `reason`: `damaged`, `encrypted`, `method`, `path`, `link`,
    /// `nested`, `too_large`, `ratio`.
    ArchiveEntryRefused = Error,
    /// Reading stopped at byte `bytes`. `reason`: `io`, `vanished`.
    ReadFailed = Error,
    /// The file changed while it was read. `before`, `after`: sizes in bytes.
    ChangedWhileRead = Error,
    /// The original could not be kept. `reason`: `disk_full`, `no_permission`, `io`.
    NotKept = Error,
    /// Reading was cancelled.
    Cancelled = Error,
    // --- beside what is known ---
    /// This server id was `before` in the last export: a question (renamed, or a clone).
    OtherHost = Warning,
    /// This host had the server id `before`: a question (rebuilt, or another server).
    OtherServerId = Warning,
    /// The file was added as an export of `chosen` and names `named`: a question (the same server, or another). `known`: `yes` where
    /// that other server was seen before, so that it cannot be the same one, else `no`.
    OtherThanChosen = Warning,
    /// The file's date `date` is before the last export's, `before`. A file date proves nothing.
    OlderFile = Warning,
    /// These very bytes were counted. `receipt`, `date`.
    AlreadyCounted = Note,
    /// These very bytes were handed over and wait for an answer. `date`; `review`: the one that they were handed over from.
    AlreadyHandedOver = Note,
    /// The same bytes stand in this review twice. `other`: the other file's name.
    SameBytesTwice = Note,
    /// A report names no server, and neither its name nor the files beside it tell: a question.
    ReportWithoutServer = Warning,
    /// A report that names no server is taken for one of `host`. `by`: `person`, `file_name`, `archive_name`,
    /// `same_set`.
    ReportPaired = Note,
    /// Nothing can prove that a sealed list and the report beside it say the same. `minutes`: between their file dates, where both
    /// are known and not the same.
    CompanionUnproven = Note,
    /// The server is tied to another enterprise. `enterprise`.
    OtherEnterprise = Warning,
    /// A practice sample, which never goes to a real enterprise.
    SampleInReal = Error,
    /// A real export, which never goes to practice.
    RealInPractice = Error,
    // --- after the hand-over ---
    /// The file was not taken, or never left. `failure`: the failure's code; `status`.
    NotTaken = Error,
    /// The end of the file left, and nobody said what became of it. `failure`: the failure's code; `status`.
    ArrivalUnknown = Warning,
    /// The cloud could not process the file. `reason`: in its own words.
    FailedAtCloud = Error,
    /// Nothing shows that the file arrived. `times`: how often was asked; `last`: when last.
    Unconfirmed = Warning,
    /// The cloud could not be asked. `failure`: the failure's code; `status`.
    CloudUnreadable = Warning,
    /// The token lacks `scope`.
    MissingScope = Warning,
    /// Fewer or more accounts are held than the export has. `held`, `expected`.
    AccountsDiffer = Warning,
    /// A dropped file of consumed licenses shows nothing of this hand-over. `why`: `older`, `none_before`, `nothing_new`.
    FileShowsNothing = Note,
    /// A dropped file of consumed licenses lists other accounts of the server than before: assumed to be this hand-over's doing.
    /// `newly`, `gone`: how many accounts.
    FileShowsArrival = Note,
    /// That it was counted is assumed from a dropped file of consumed licenses; the cloud was not asked.
    ConfirmedByFile = Note,
    /// The accounts that are held are not those of the reviewed list. `missing`, `unexpected`, `differing`: how many; `against`: the
    /// list, `export` or `report`.
    HeldAccountsDiffer = Warning,
    /// The cloud's clock and this computer's differ by `seconds`.
    ClockDiffers = Note,
}
