//! What a finding says.

use usage::{Code, Finding};

use super::Values;

/// A finding in two sentences: what happened, and what to do (empty where nothing needs doing).
#[expect(clippy::too_many_lines, reason = "one arm a code: a table, which reads best whole")]
pub(crate) fn finding(finding: &Finding) -> (String, &'static str) {
    let values = Values(&finding.params);
    let text = |name: &str| values.text(name);
    let counted = |one: &str, several: &str| values.counted("count", one, several);
    match finding.code {
        Code::EmptyFile => {
            ("The file is empty.".into(), "Copy it again from the medium, or export again on the server.")
        }
        Code::NotJson => (
            format!("This is no JSON: it begins with {}.", text("found")),
            "Choose the file that \"Export license usage\" gave.",
        ),
        Code::Truncated => {
            let round = if values.has("round") {
                format!(" The size is a round {} MiB, so a copy was probably cut off.", text("round"))
            } else {
                String::new()
            };
            let inside = match text("inside").as_str() {
                "sealed_users" => " inside the sealed user list",
                "string" => " inside a text",
                _ => "",
            };
            (
                format!("The file ends in the middle{inside}.{round}"),
                "Copy it again from the medium, or export again on the server. The other files are not affected.",
            )
        }
        Code::InvalidJson => (
            format!(
                "JSON does not allow {} here; expected: {}.",
                text("found"),
                text("expected").replace('_', " ")
            ),
            "Export again on the server; a file that was opened and saved by another program is no longer the original.",
        ),
        Code::WrongEncoding => (
            format!("The text is not UTF-8 ({}); it was not read from here on.", text("encoding")),
            "Give the file as the server or GitHub wrote it; another program probably saved this copy.",
        ),
        Code::OtherEncoding => (
            format!("The text is {}, not UTF-8.", text("encoding").to_uppercase()),
            "It was read as it stands; prefer the file that the server or GitHub wrote.",
        ),
        Code::LoneSurrogate => (
            format!(
                "{} alone; a replacement character was read in the place of each.",
                counted("half of a character stands", "halves of characters stand")
            ),
            "Look at these texts, or get the file again.",
        ),
        Code::TooDeep => (
            format!("Nested deeper than {} levels.", text("limit")),
            "An export is never like this: look where the file comes from.",
        ),
        Code::TextTooLong => (
            format!("A text is longer than {} bytes.", text("limit")),
            "An export is never like this: look where the file comes from.",
        ),
        Code::ByteOrderMark => (
            "The text begins with a byte order mark, which was passed over.".into(),
            "Another program may have saved this copy.",
        ),
        Code::DuplicateKey => (
            format!(
                "The key {} stands several times in one object ({}); the last one was taken.",
                text("key"),
                counted("such key", "such keys")
            ),
            "Look at both values before you hand this file over.",
        ),
        Code::NumberOutOfRange => {
            (format!("{} does not fit in {}.", text("found"), text("field")), "Export again on the server.")
        }
        Code::UnexpectedType => (
            format!("{} is not the type that was expected ({}).", text("field"), text("expected")),
            "The value was passed over.",
        ),
        Code::OtherDelimiter => (
            format!("Fields are separated by {}s, not by commas.", text("delimiter")),
            "It was read as it stands; prefer the file that the server wrote.",
        ),
        Code::CarriageReturns => (
            "Lines end in a carriage return alone.".into(),
            "It was read as it stands; prefer the file that the server wrote.",
        ),
        Code::StrayQuote => (
            format!(
                "A quote stands where none belongs in {}, first in {}; each was read as a character.",
                counted("row", "rows"),
                text("field")
            ),
            "Look at these rows, or make the report again on the server.",
        ),
        Code::RaggedRow => (
            format!(
                "{} not read: the header has {} fields, the first such row has {}.",
                counted("row was", "rows were"),
                text("expected"),
                text("found")
            ),
            "Make the report again on the server. All other rows were read.",
        ),
        Code::RowTooLong => (
            format!("{} not read: longer than {} bytes.", counted("row was", "rows were"), text("limit")),
            "Make the report again on the server. All other rows were read.",
        ),
        Code::OpenLastLine => (
            "The last line has no end, so its last field may have been cut off.".into(),
            "Compare the size with the file on the server.",
        ),
        Code::HeaderMissing => {
            ("There is no header line; the fields were told from the first row.".into(), "")
        }
        Code::HeaderRepeated => (
            format!(
                "The header line stands {}: reports were put together.",
                counted("more time", "more times")
            ),
            "Give each report by itself, so that it is clear which server it is of.",
        ),
        Code::RepeatedColumn => (
            format!("The column {} stands twice; the first one was read.", text("column")),
            "Look which of them is right, or make the report again.",
        ),
        Code::ColumnsMissing => (
            format!("Columns are missing: {}.", text("missing")),
            "What they would tell is not known. Give the report as the server wrote it.",
        ),
        Code::CellsNotUtf8 => (
            format!(
                "{} was not read in {}: it is not UTF-8 ({}).",
                text("field"),
                counted("row", "rows"),
                text("encoding")
            ),
            "Give the report as the server wrote it.",
        ),
        Code::FormulaCell => (
            format!("{} is a formula in {}; it was read as text.", text("field"), counted("row", "rows")),
            "Don't open this file in a spreadsheet; look at these rows, or make the report again.",
        ),
        Code::RoundedNumber => (
            format!(
                "A spreadsheet rounded {} in {}, the first to {}; what it was can't be told.",
                text("field"),
                counted("row", "rows"),
                text("found")
            ),
            "Give the report as the server wrote it, without opening it in a spreadsheet.",
        ),
        Code::RewrittenDate => (
            format!(
                "A spreadsheet rewrote {} in {}, the first as {}; none was read.",
                text("field"),
                counted("row", "rows"),
                text("found")
            ),
            "Give the report as the server wrote it.",
        ),
        Code::RewrittenLogin => (
            format!(
                "A spreadsheet rewrote {} read from raw_login.",
                counted("login, which was", "logins, which were")
            ),
            "Give the report as the server wrote it.",
        ),
        Code::UnknownTable => (
            format!("This is a table, but none that Seatbridge knows; its columns are: {}.", text("columns")),
            "Give a user report, ghe-user-csv or a report of consumed licenses, with its header as it came.",
        ),
        Code::ReportNotTold => (
            format!("Its rows don't tell which accounts this report lists: {}.", text("possible")),
            "A file name such as HOST.all_users.csv tells it.",
        ),
        Code::UnknownKind => (
            "This is JSON, but nothing that Seatbridge knows.".into(),
            "Choose the file that \"Export license usage\" gave.",
        ),
        Code::FieldsMissing => {
            (format!("The export lacks {}.", text("missing")), "What it does hold was read.")
        }
        Code::UnknownKeys => (format!("Keys that GitHub's page does not name: {}.", text("keys")), ""),
        Code::ServerIdMissing => {
            ("The export has no server ID.".into(), "It is told apart by its host name only.")
        }
        Code::ServerIdNotUuid => {
            (format!("The server ID {} is no UUID.", text("value")), "Look whether the file was edited.")
        }
        Code::HostMissing => ("The export has no host name.".into(), "Look whether the file was edited."),
        Code::HostOdd => (
            format!("{} is no host name that DNS allows.", text("value")),
            "Look whether the file was edited.",
        ),
        Code::HttpOnly => ("The server answers without TLS (HTTP only).".into(), ""),
        Code::ConnectSyncs => {
            let since = text("since");
            let since = if since.is_empty() { String::new() } else { format!(" since {since}") };
            (
                format!("GitHub Connect also syncs this server: license_usage_sync has been on{since}."),
                "You can still hand this file over. The next weekly sync may replace what it reports.",
            )
        }
        Code::NoUserList => (
            "The export has no user list.".into(),
            "Nobody would be counted from it. Export again on the server.",
        ),
        Code::EmptyUserList => {
            ("The user list is empty.".into(), "Nobody would be counted from it. Export again on the server.")
        }
        Code::UsersNotBase64 => (
            "The sealed user list is not base64, which it has always been where it was seen.".into(),
            "Compare the size with the file on the server before you hand it over.",
        ),
        Code::NoPrimaryEmail => (
            counted(
                "account has no primary email, so it takes a license of its own.",
                "accounts have no primary email, so each takes a license of its own.",
            ),
            "Set one on the server, then export again.",
        ),
        Code::SeveralPrimaryEmails => (
            counted(
                "account names more than one primary email; the first was taken.",
                "accounts name more than one primary email; the first was taken.",
            ),
            "Look at these accounts on the server.",
        ),
        Code::AccountWithoutKey => (
            counted("account has neither an ID nor a login.", "accounts have neither an ID nor a login."),
            "Export again on the server.",
        ),
        Code::RepeatedUserId => (
            format!(
                "{} on more than one account, {} among them.",
                counted("user ID stands", "user IDs stand"),
                text("first")
            ),
            "Export again on the server; these accounts cannot be told apart.",
        ),
        Code::RepeatedLogin => (
            counted("login stands on more than one account.", "logins stand on more than one account."),
            "Make the report again; one with user IDs (all_users.csv) tells such accounts apart.",
        ),
        Code::RepeatedAccount => (
            counted(
                "row tells of an account again; it is counted once.",
                "rows tell of an account again; each account is counted once.",
            ),
            "",
        ),
        Code::RosterFull => (
            counted(
                "account is more than can be listed; it is counted.",
                "accounts are more than can be listed; they are counted.",
            ),
            "Split the report, and give its parts.",
        ),
        Code::RowsMissing => (
            format!(
                "GitHub counts {}, and {} here: {} missing.",
                values.counted("consumed", "license", "licenses"),
                values.counted("rows", "row is", "rows are"),
                counted("is", "are")
            ),
            "The answer comes in pages: fetch all of them and give them together.",
        ),
        Code::PagesMissing => {
            let which = if values.has("numbers") {
                format!(" As the files' names count them: {}.", text("numbers"))
            } else {
                String::new()
            };
            (
                format!(
                    "{} of {} rows missing: {} of {} rows are here.{which}",
                    counted("page is", "pages are"),
                    text("each"),
                    text("rows"),
                    text("consumed")
                ),
                "Fetch all pages again: a missing page hides people.",
            )
        }
        Code::PageOverlaps => (
            format!(
                "{} in {} as well, of {} in this file; each was taken once.",
                counted("row stands", "rows stand"),
                text("other"),
                text("rows")
            ),
            "People came or went while the pages were fetched, or one was fetched twice. Fetch all pages again.",
        ),
        Code::RowsTooMany => (
            format!(
                "GitHub counts {}, and {} here: {} too many.",
                values.counted("consumed", "license", "licenses"),
                values.counted("rows", "row is", "rows are"),
                text("count")
            ),
            "Look whether answers of different days or enterprises were put together, and fetch all pages again.",
        ),
        Code::TotalChanged => (
            format!(
                "The number of {} licenses changes from page to page: {} at first, {} at last.",
                text("total"),
                text("before"),
                text("after")
            ),
            "People came or went while the pages were fetched; fetch all of them again.",
        ),
        Code::RepeatedPage => (
            counted(
                "page is there twice; its rows were taken once.",
                "pages are there twice; their rows were taken once.",
            ),
            "If rows are missing, a page was saved in the place of another: fetch it again.",
        ),
        Code::RepeatedRow => (
            counted(
                "row is there twice, word for word; it was taken once.",
                "rows are there twice, word for word; they were taken once.",
            ),
            "If rows are missing, fetch all pages again: rows move while people come and go.",
        ),
        Code::RepeatedCloudLogin => (
            counted(
                "row has the login of an earlier row and says something else; both were taken.",
                "rows have the login of an earlier row and say something else; all were taken.",
            ),
            "Look whether reports of different days were put together.",
        ),
        Code::RepeatedUserList => (
            "A page has more than one list of users; all were read.".into(),
            "The file was probably put together by hand: fetch the pages again.",
        ),
        Code::UnlinkedIdentity => (
            counted(
                "identity is linked to no login; nobody is matched by it.",
                "identities are linked to no login; nobody is matched by them.",
            ),
            "",
        ),
        Code::NoIdentityProvider => (
            "There is no SAML identity provider, or the token does not show it.".into(),
            "If there is one, ask again with a token of an owner.",
        ),
        Code::MorePages => (
            "The answer says that another page follows, which is not here.".into(),
            "Fetch all pages and give them together.",
        ),
        Code::AnswerHasErrors => (
            format!("GitHub answered with {}: {}.", counted("error", "errors"), text("first")),
            "What is here may be a part only: ask again once the cause is gone.",
        ),
        Code::SubscriptionsMissing => (
            format!(
                "GitHub counts {}, and {} here.",
                values.counted("total", "subscription", "subscriptions"),
                values.counted("rows", "is", "are")
            ),
            "The answer comes in pages: fetch all of them and give them together.",
        ),
        Code::RepeatedSubscription => (
            counted(
                "subscription is there twice; it was taken once.",
                "subscriptions are there twice; they were taken once.",
            ),
            "",
        ),
        Code::UnknownFields => {
            (format!("Fields that GitHub's pages do not name were not read: {}.", text("keys")), "")
        }
        Code::CannotOpen => (
            match text("reason").as_str() {
                "not_found" => "There is no such file.".into(),
                "no_permission" => "You may not read this file.".into(),
                "link_loop" => "The links lead in a circle.".into(),
                "name_too_long" => "The name is longer than the file system takes.".into(),
                _ => "The file could not be opened.".into(),
            },
            "Look at the path and the medium.",
        ),
        Code::NotAFile => (format!("This is a {}, not a file.", text("what")), "Choose the file itself."),
        Code::EmptyFolder => ("There are no files in this folder.".into(), ""),
        Code::FoldersPassedOver => (
            counted("folder in this folder was passed over.", "folders in this folder were passed over."),
            "Give them by themselves if they hold exports.",
        ),
        Code::EmptyArchive => {
            ("The archive has no files in it.".into(), "Pack the files again, or give them as they are.")
        }
        Code::ArchiveRefused => {
            let why = match text("reason").as_str() {
                "duplicate_names" => "several of its files have the same name",
                "overlap" => "its files share bytes, as no program packs them",
                "too_many_entries" => "it holds more files than are opened",
                _ => "it is damaged, or cut off",
            };
            (
                format!("The archive was not opened: {why}."),
                "Look where it comes from; copy it again, or give the files as they are.",
            )
        }
        Code::ArchiveEntryRefused => {
            let why = match text("reason").as_str() {
                "encrypted" => "it is encrypted",
                "method" => "it is packed in a way that is not known",
                "path" => "its name leads out of its folder",
                "link" => "it is a link",
                "nested" => "it is an archive itself",
                "too_large" => "it unpacks to more than is read",
                "ratio" => "it unpacks to far more than it takes in the archive",
                _ => "it is damaged, or cut off",
            };
            (
                format!("{} was not read: {why}.", text("entry")),
                "Look where the archive comes from; copy it again, or give that file as it is.",
            )
        }
        Code::ReadFailed => (
            format!("Reading stopped after {} bytes.", text("bytes")),
            "Copy the file again from the medium.",
        ),
        Code::ChangedWhileRead => (
            format!(
                "The file changed while it was read, from {} to {} bytes.",
                text("before"),
                text("after")
            ),
            "Wait until the copy is finished, then add it again.",
        ),
        Code::NotKept => (
            match text("reason").as_str() {
                "disk_full" => "The original could not be kept: the disk is full.".into(),
                _ => "The original could not be kept.".into(),
            },
            "Make room or choose another --data folder, then add the file again. Nothing was half kept.",
        ),
        Code::Cancelled => ("Reading was cancelled.".into(), ""),
        Code::OtherHost => (
            format!("This server ID was {} in the last export.", text("before")),
            "If the server was renamed, keep its history together. If it is a clone, track it as a new server.",
        ),
        Code::OtherServerId => (
            format!("This host had the server ID {} in the last export.", text("before")),
            "If the server was set up anew, keep its history together. If it is another server, track it as a new one.",
        ),
        Code::OtherThanChosen => (
            format!("It was added as an export of {}, and names {}.", text("chosen"), text("named")),
            "If it is the same server, keep its history together. If not, it stands by itself.",
        ),
        Code::OlderFile => (
            format!(
                "This file is dated {}, before the last export ({}). A file date proves nothing.",
                text("date"),
                text("before")
            ),
            "Hand it over only if it really is the newer one.",
        ),
        Code::AlreadyCounted => (
            format!("These very bytes were counted already (receipt {}).", text("receipt")),
            "Nothing needs doing.",
        ),
        Code::AlreadyHandedOver => (
            format!("These very bytes were handed over on {} and wait for an answer.", text("date")),
            "Follow them with `seatbridge confirm`.",
        ),
        Code::SameBytesTwice => {
            (format!("The same bytes are here twice: {}.", text("other")), "One of them is enough.")
        }
        Code::ReportWithoutServer => (
            "This report names no server.".into(),
            "Name it HOST.all_users.csv, or give it together with the export of its server.",
        ),
        Code::ReportPaired => {
            let how = match text("by").as_str() {
                "file_name" => "its file name says so",
                "archive_name" => "the name of its archive, or of a folder there, says so",
                "same_set" => "it came with that server's export alone",
                _ => "somebody said so",
            };
            (format!("This report is taken for one of {}: {how}.", text("host")), "")
        }
        Code::CompanionUnproven => {
            let apart = if values.has("minutes") {
                format!(" Their file dates are {} minutes apart.", text("minutes"))
            } else {
                String::new()
            };
            (
                format!("Nothing can prove that the sealed list and this report say the same.{apart}"),
                "Make both in one go.",
            )
        }
        Code::OtherEnterprise => (
            format!("This server was handed over to {} until now.", text("enterprise")),
            "Hand it over here only if it moved.",
        ),
        Code::SampleInReal => ("This is a practice sample.".into(), "It never goes to a real enterprise."),
        Code::RealInPractice => {
            ("This is no practice sample.".into(), "A real export never goes to the practice enterprise.")
        }
        Code::FailedAtCloud => (
            format!("The cloud could not process this file: \"{}\".", text("reason")),
            "Export again on the server, and compare the size there with the size here.",
        ),
        Code::Unconfirmed => (
            format!(
                "Nothing shows that this file arrived. Asked {} times, last at {}.",
                text("times"),
                text("last")
            ),
            "Look whether GitHub's page shows it, and drop it there again if not.",
        ),
        Code::NotTaken => (
            format!("The file was not handed over ({}).", text("failure").replace('_', " ")),
            "Mend that, then hand it over again. The same bytes are counted once.",
        ),
        Code::ArrivalUnknown => (
            format!(
                "The transfer broke off at its end ({}), so it is not known whether the file arrived.",
                text("failure").replace('_', " ")
            ),
            "The enterprise is asked. If nothing shows it, hand it over again: the same bytes are counted once.",
        ),
        Code::CloudUnreadable => (
            format!("The cloud could not be asked ({}).", text("failure").replace('_', " ")),
            "What depends on its answer stays unknown.",
        ),
        Code::MissingScope => {
            (format!("The token lacks {}.", text("scope")), "Add it at GitHub, then check again.")
        }
        Code::AccountsDiffer => (
            format!("The cloud holds {} accounts of {} reviewed.", text("held"), text("expected")),
            "Export again on the server and hand that over.",
        ),
        Code::FileShowsNothing => (
            match text("why").as_str() {
                "older" => {
                    "The file of consumed licenses is from before the hand-over, so it shows nothing of it."
                        .into()
                }
                "none_before" => {
                    "Nobody was known from the cloud before the hand-over, so a file after it shows nothing."
                        .into()
                }
                _ => "The file of consumed licenses lists the same accounts of this server as before."
                    .to_owned(),
            },
            "Fetch a newer one later. A file that would look the same had nothing arrived proves nothing.",
        ),
        Code::FileShowsArrival => (
            format!(
                "The file of consumed licenses lists other accounts of this server: {} new, {} gone.",
                text("newly"),
                text("gone")
            ),
            "That this hand-over did it is assumed; GitHub does not document when an upload shows there.",
        ),
        Code::ConfirmedByFile => (
            "That it was counted is assumed from a file of consumed licenses; the cloud was not asked."
                .into(),
            "",
        ),
        Code::HeldAccountsDiffer => (
            format!(
                "Account by account, the cloud lacks {}, holds {} more, and has another primary email for {}.",
                text("missing"),
                text("unexpected"),
                text("differing")
            ),
            "Export again on the server and hand that over; if it stays so, look at these accounts.",
        ),
        Code::ClockDiffers => (
            format!("This computer's clock is {} seconds off; the cloud's clock is used.", text("seconds")),
            "",
        ),
    }
}
