//! The sample exports: files as an Enterprise Server would export them, full of invented people.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use usage::Sha256Digest;

use crate::sealing;
use crate::world::{ServerAccount, ServerInstance, World};

/// An export to rehearse with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its file name.
    pub name: &'static str,
    /// Its bytes, the same on every computer.
    pub bytes: Vec<u8>,
    /// The host name of the server that it comes from.
    pub host_name: &'static str,
    /// How many accounts it holds, suspended ones included; of a sealed one only the practice enterprise can tell.
    pub accounts: usize,
}

/// The two samples: `sample-sealed.json`, whose people only the practice enterprise can read, and `sample-open.json`.
///
/// Both carry `"seatbridge_sample": true` at the root, by which a sample is kept away from a real enterprise.
pub fn samples() -> [Sample; 2] {
    let World { isolated, lab, .. } = World::new();
    let list = json(&isolated.accounts);
    let sealed = Users::Sealed(sealing::seal(&list, isolated.server_id));
    [
        sample("sample-sealed.json", &isolated, &sealed),
        sample("sample-open.json", &lab, &Users::Open(&lab.accounts)),
    ]
}

fn sample(name: &'static str, server: &ServerInstance, users: &Users<'_>) -> Sample {
    let mut bytes = json(&Document::of(server, users));
    bytes.push(b'\n');
    Sample { name, bytes, host_name: server.host_name, accounts: server.accounts.len() }
}

/// The file, field by field: a map would order its keys by which features of `serde_json` a build happens to turn on.
#[derive(Serialize)]
struct Document<'a> {
    seatbridge_sample: bool,
    instance: Instance,
    users: &'a Users<'a>,
}

/// The seven fields that GitHub documents ("License reports"), under the names that its API uses elsewhere.
#[derive(Serialize)]
struct Instance {
    server_id: &'static str,
    host_name: &'static str,
    http_only: bool,
    version: &'static str,
    license_hash: String,
    public_key: String,
    features: Vec<Feature>,
}

#[derive(Serialize)]
struct Feature {
    name: &'static str,
    enabled_at: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Users<'a> {
    Sealed(String),
    Open(&'a [ServerAccount]),
}

impl<'a> Document<'a> {
    fn of(server: &ServerInstance, users: &'a Users<'a>) -> Self {
        let digest = |what: &str| <[u8; 32]>::from(Sha256::digest(format!("{what} of {}", server.host_name)));
        let features = [
            ("contributions", "2024-04-02T01:12:40Z"),
            ("search", "2024-04-02T01:12:44Z"),
            ("private_search", "2024-04-02T01:13:05Z"),
            ("content_analysis", "2025-09-18T06:30:00Z"),
        ];
        Self {
            seatbridge_sample: true,
            instance: Instance {
                server_id: server.server_id,
                host_name: server.host_name,
                http_only: false,
                version: server.version,
                license_hash: Sha256Digest::new(digest("license")).hex(),
                public_key: STANDARD
                    .encode([digest("public key"), digest("rest of the public key")].concat()),
                features: features.map(|(name, enabled_at)| Feature { name, enabled_at }).into(),
            },
            users,
        }
    }
}

fn json<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    // Serialising fails for maps with keys that are no text and for a failing writer; there is neither here.
    serde_json::to_vec(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{self, Outcome};

    #[test]
    fn a_sample_reads_back_as_the_server_that_it_was_made_from() {
        let world = World::new();
        for (sample, server) in samples().into_iter().zip([world.isolated, world.lab]) {
            let (name, outcome) = export::read(&sample.bytes);
            assert_eq!(name.server_id, server.server_id, "{} names its server", sample.name);
            assert_eq!(
                outcome,
                Outcome::Accounts { accounts: server.accounts },
                "{} loses nobody",
                sample.name
            );
        }
    }

    #[test]
    fn a_review_finds_no_fault_in_a_sample() {
        use usage::reader::{Unwatched, read};
        // Of an open list it is noted that robots and the ghost have no e-mail; that is what a real one would show too.
        for (sample, noted) in samples().into_iter().zip([&[][..], &[usage::Code::NoPrimaryEmail]]) {
            let reading = read(&mut sample.bytes.as_slice(), None, &Unwatched).expect("bytes in memory");
            let codes: Vec<_> = reading.findings.iter().map(|finding| finding.code).collect();
            assert_eq!(codes, noted, "{} is a whole export", sample.name);
            assert_eq!(reading.kind, usage::Kind::GhesExport, "{} is an export", sample.name);
            assert!(reading.sample, "{} carries the mark", sample.name);
            match reading.accounts {
                usage::Accounts::Sealed(sealing) => assert!(sealing.base64, "{} looks sealed", sample.name),
                usage::Accounts::Open(counts) => {
                    assert_eq!(counts.total, sample.accounts as u64, "all are read");
                }

                usage::Accounts::Absent => panic!("{} has a user list", sample.name),
            }
        }
    }

    #[test]
    fn samples_are_the_same_bytes_each_time() {
        assert_eq!(samples(), samples(), "nothing in them comes from chance or a clock");
        let digests = samples().map(|sample| Sha256Digest::new(Sha256::digest(&sample.bytes).into()).hex());
        // A changed digest is a changed sample: what users have kept in their ledgers then counts as another file.
        assert_eq!(
            digests,
            [
                "ac72c5bb6b58404d938328a751141b70585818a4b3e57641d66290de78073345",
                "fcf1db0ab685a287d04e74d352304932b3e0fb2703064dd3e42b3b8710c388a7",
            ],
            "the bytes that were published"
        );
    }

    #[test]
    fn nobody_in_a_sample_could_exist() {
        for sample in samples() {
            let text = String::from_utf8(sample.bytes).expect("an export is UTF-8");
            for (at, _) in text.match_indices('@') {
                let domain: String = text[at + 1..]
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || "-.".contains(*letter))
                    .collect();
                assert!(
                    domain.to_lowercase().ends_with(".example"),
                    "{domain} ends in .example in {}",
                    sample.name
                );
            }
            assert!(!text.contains('\u{fffd}'), "{} has whole characters", sample.name);
        }
    }

    #[test]
    fn the_open_sample_has_japanese_and_accented_names() {
        let [_, open] = samples();
        let text = String::from_utf8(open.bytes).expect("an export is UTF-8");
        for name in ["星野", "Álvarez", "Müller"] {
            assert!(text.contains(name), "{name} is among the people");
        }
    }
}
