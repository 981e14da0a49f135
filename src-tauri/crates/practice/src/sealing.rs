//! The sealed user list of the practice samples.
//!
//! GitHub encrypts the user list of an export ("By default, the list of users in the resulting JSON file is encrypted",
//! github/docs content/admin/administering-your-instance/command-line-utilities.md) and publishes neither cipher nor keys.
//! So the samples are sealed in a way of practice's own: AES-256-GCM under a key that stands in this file. It protects
//! nobody (everyone in the list is invented); it makes the list as opaque to the rest of Seatbridge as a real one.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

const NONCE_BYTES: usize = 12;

fn cipher() -> Aes256Gcm {
    let key: [u8; 32] = Sha256::digest(b"seatbridge practice enterprise: a key that is no secret").into();
    Aes256Gcm::new(&Key::<Aes256Gcm>::from(key))
}

/// Seals a list for one server and gives base64 text. The nonce is drawn from the list itself, so the same list gives the
/// same text, and two different lists never share a nonce.
///
/// The server's id is authenticated with it: a list that was moved into another server's export does not open.
pub(crate) fn seal(list: &[u8], server_id: &str) -> String {
    let digest = Sha256::new().chain_update(server_id).chain_update([0]).chain_update(list).finalize();
    let mut nonce = [0; NONCE_BYTES];
    nonce.copy_from_slice(&digest[..NONCE_BYTES]);
    let payload = Payload { msg: list, aad: server_id.as_bytes() };
    let mut sealed = nonce.to_vec();
    // AES-GCM refuses only messages above 64 GiB, which no list in memory here can be.
    sealed.extend(cipher().encrypt(&Nonce::from(nonce), payload).unwrap_or_default());
    STANDARD.encode(sealed)
}

/// Opens a list that was sealed here for this server. `None`: somebody else's, another server's, or changed on the way.
pub(crate) fn open(text: &str, server_id: &str) -> Option<Vec<u8>> {
    let sealed = STANDARD.decode(text.trim()).ok()?;
    let (nonce, message) = sealed.split_first_chunk::<NONCE_BYTES>()?;
    cipher().decrypt(&Nonce::from(*nonce), Payload { msg: message, aad: server_id.as_bytes() }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_server_and_the_same_bytes_open() {
        let text = seal(b"[1,2,3]", "server-a");
        assert_eq!(open(&text, "server-a").as_deref(), Some(&b"[1,2,3]"[..]), "it opens where it was made");
        assert_eq!(open(&text, "server-b"), None, "another server's list does not open");
        let mut changed = text.clone().into_bytes();
        changed[20] = if changed[20] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).expect("base64 is ASCII");
        assert_eq!(open(&changed, "server-a"), None, "a changed list does not open");
        assert_eq!(open("bm90IG91cnM=", "server-a"), None, "a foreign blob does not open");
        assert_eq!(open("not base64 at all", "server-a"), None, "text that is no base64 does not open");
        assert_eq!(text, seal(b"[1,2,3]", "server-a"), "the same list gives the same bytes");
    }
}
