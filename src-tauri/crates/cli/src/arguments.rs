//! The command line, as it is typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// GitHub Enterprise license usage across an air gap, without a window.
#[derive(Debug, Parser)]
#[command(name = "seatbridge", version, about, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// What to print: text for people, or one JSON document for scripts
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Refuse to build a network client
    #[arg(long, global = true)]
    pub(crate) offline: bool,
    /// The ledger's folder [default: the platform's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// How long the keychain may ask a person before it is given up
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) keychain_wait: u64,
    /// Say on standard error what failed as data too: its code and parameters
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

/// What to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what files are and what they hold; nothing is kept and nothing is sent
    Review {
        /// Files, folders, zip or gzip archives; - reads standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Say who will take a license, and why; nothing is kept and nothing is sent
    People(People),
    /// Hand exports over to an enterprise
    Send(Send),
    /// Follow hand-overs to their end
    Confirm {
        /// A hand-over's id; all unfinished ones without it
        id: Option<String>,
        /// How long to wait for the end, in seconds
        #[arg(long, value_name = "SECONDS", default_value_t = 0)]
        wait: u64,
        #[command(flatten)]
        token: TokenInput,
    },
    /// Show the receipts
    Receipts,
    /// Show what happened
    History {
        /// Only this server
        #[arg(long, value_name = "HOST")]
        server: Option<String>,
    },
    /// The enterprises that files go to
    #[command(subcommand)]
    Enterprise(Enterprise),
    /// The way out to the cloud: proxy, certificate authorities, a certificate of this computer
    #[command(subcommand)]
    Network(NetworkCommand),
    /// A practice enterprise on this computer
    #[command(subcommand)]
    Practice(Practice),
    /// Forget the kept originals and what was read from them; receipts stay
    Purge {
        /// Only say what would be forgotten
        #[arg(long)]
        dry_run: bool,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct People {
    /// Exports, reports of servers, consumed licenses; or folders and archives of them
    #[arg(required_unless_present_any = ["hosts", "enterprise"], value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Read everybody whom this enterprise counts from GitHub, keep it, and count with it; with --offline, what was read last
    #[arg(long, value_name = "NAME")]
    pub(crate) enterprise: Option<String>,
    #[command(flatten)]
    pub(crate) token: TokenInput,
    /// The server of a report that does not name its own
    #[arg(long = "host", value_name = "NAME=FILE", value_parser = host_and_file)]
    pub(crate) hosts: Vec<(String, PathBuf)>,
    /// How the enterprise pays [default: not known]
    #[arg(long, value_enum)]
    pub(crate) billing: Option<BillingModel>,
    /// Its users are managed (Enterprise Managed Users)
    #[arg(long)]
    pub(crate) emu: bool,
    /// Whether the servers are provisioned by SCIM [default: not known]
    #[arg(long, value_enum)]
    pub(crate) scim: Option<Switch>,
    /// Decisions about who is one person and who takes no license, which move the planned number only
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
    /// What if this account were suspended: HOST:ID or HOST:@LOGIN, several separated by commas; or all that are "dormant"
    #[arg(long, value_name = "KEY", value_delimiter = ',', value_parser = suspend)]
    pub(crate) suspend: Vec<Suspend>,
    /// What if this server were gone
    #[arg(long, value_name = "HOST")]
    pub(crate) drop_server: Vec<String>,
    /// What if the servers' primary emails of one domain were in another
    #[arg(long, value_name = "FROM=TO", value_parser = two_domains)]
    pub(crate) rename_domain: Vec<(String, String)>,
    /// Do not look for people who are probably counted twice, which takes a second look at every name
    #[arg(long)]
    pub(crate) no_suggestions: bool,
    /// Print everybody instead, a person a line
    #[arg(long, value_enum)]
    pub(crate) list: Option<List>,
}

/// Which accounts are taken for suspended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Suspend {
    /// All that are dormant.
    Dormant,
    /// One, by its key.
    Account(String),
}

/// How an enterprise pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BillingModel {
    Volume,
    Usage,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    On,
    Off,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum List {
    Ndjson,
}

/// `dormant`, or the key of a server account.
fn suspend(text: &str) -> Result<Suspend, String> {
    match text.trim() {
        "dormant" => Ok(Suspend::Dormant),
        key if key.contains(':') && !key.starts_with("cloud:") && !key.starts_with("vs:") => {
            Ok(Suspend::Account(key.to_owned()))
        }
        _ => Err("it takes a server account, ghes.example:17 or ghes.example:@login, or the word dormant"
            .to_owned()),
    }
}

/// `FROM=TO`.
fn two_domains(text: &str) -> Result<(String, String), String> {
    let domain = |text: &str| text.trim().trim_start_matches('@').to_owned();
    match text.split_once('=').map(|(from, to)| (domain(from), domain(to))) {
        Some((from, to)) if !from.is_empty() && !to.is_empty() && !to.contains('@') => Ok((from, to)),
        _ => Err("it takes two domains: old.example=new.example".to_owned()),
    }
}

/// `NAME=FILE`.
fn host_and_file(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((host, file)) if usage::outside::is_host(host) && !file.is_empty() => {
            Ok((host.to_owned(), PathBuf::from(file)))
        }
        _ => Err("it takes a host and a file: ghes.example=all_users.csv".to_owned()),
    }
}

#[derive(Debug, Args)]
pub(crate) struct Send {
    /// Exports, or folders and archives of them
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The enterprise's name here
    #[arg(long, value_name = "NAME")]
    pub(crate) enterprise: String,
    /// Say what would be handed over, and hand nothing over
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Hand over bytes once more that were counted already
    #[arg(long)]
    pub(crate) again: bool,
    /// A change ticket to keep with it
    #[arg(long)]
    pub(crate) ticket: Option<String>,
    #[command(flatten)]
    pub(crate) token: TokenInput,
}

/// Where a token comes from, if not from the keychain.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct TokenInput {
    /// Read the token from standard input, for this run only
    #[arg(long)]
    pub(crate) token_stdin: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Enterprise {
    /// Add an enterprise; the token is asked for without echo, or read from standard input
    Add {
        /// The name it will go by here
        name: String,
        /// github.com, SUBDOMAIN.ghe.com, or the base URL of a practice enterprise
        #[arg(long, default_value = "github.com")]
        host: String,
        /// Its slug [default: the name]
        #[arg(long)]
        slug: Option<String>,
        /// Keep no token
        #[arg(long)]
        no_token: bool,
    },
    /// List them
    List,
    /// Remove one, and its token
    Remove {
        /// Its name here
        name: String,
    },
    /// Say line by line whether it can be asked
    Check {
        /// Its name here
        name: String,
        #[command(flatten)]
        token: TokenInput,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum NetworkCommand {
    /// Show it
    Show,
    /// Change it; what is not named stays
    Set(SetNetwork),
}

#[derive(Debug, Args)]
pub(crate) struct SetNetwork {
    /// system, none, or a proxy's address: HOST:PORT, or a URL of http, https or socks5
    #[arg(long, value_name = "PROXY")]
    pub(crate) proxy: Option<String>,
    /// The user name that the proxy asks for; its password is asked for without echo, or read from standard input
    #[arg(long, value_name = "NAME", requires = "proxy")]
    pub(crate) proxy_user: Option<String>,
    /// A PEM file of certificate authorities to trust beside the system's
    #[arg(long, value_name = "FILE")]
    pub(crate) authorities: Option<PathBuf>,
    /// Trust the system's authorities alone
    #[arg(long, conflicts_with = "authorities")]
    pub(crate) no_authorities: bool,
    /// A PEM file with this computer's certificate and its key, for hosts that ask for one
    #[arg(long, value_name = "FILE")]
    pub(crate) client_certificate: Option<PathBuf>,
    /// Show no certificate
    #[arg(long, conflicts_with = "client_certificate")]
    pub(crate) no_client_certificate: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Practice {
    /// Serve it until interrupted; the first line says where
    Serve {
        /// The port; 0 takes a free one
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// How it behaves
        #[arg(long, default_value = "normal")]
        scenario: String,
        /// How long an upload stays pending, in milliseconds
        #[arg(long, default_value_t = 3000, value_name = "MILLISECONDS")]
        settle: u64,
        /// Write the sample exports into this folder
        #[arg(long, value_name = "DIR")]
        samples: Option<PathBuf>,
    },
}
