//! Exports made by hand: of an invented server, and no samples.

use serde_json::json;

/// What an Enterprise Server would export of three people, with an open list of them.
pub(crate) fn open_export(host: &str, server_id: &str) -> Vec<u8> {
    export(
        host,
        server_id,
        &json!([
            { "id": 1, "login": "utsunomiya", "emails": [{ "email": "utsunomiya@sakurai.example", "primary": true }] },
            { "id": 2, "login": "rodríguez", "emails": [{ "email": "rodriguez@sakurai.example", "primary": true }] },
            { "id": 3, "login": "kobayashi", "suspended": true, "emails": [{ "email": "kobayashi@sakurai.example", "primary": true }] },
        ]),
    )
}

/// The same with a sealed list: a text in base64 that nobody here can open.
pub(crate) fn sealed_export(host: &str, server_id: &str) -> Vec<u8> {
    export(host, server_id, &json!("c2VhbGVk".repeat(200)))
}

fn export(host: &str, server_id: &str, users: &serde_json::Value) -> Vec<u8> {
    let document = json!({
        "instance": {
            "server_id": server_id,
            "host_name": host,
            "http_only": false,
            "version": "3.14.2",
            "license_hash": "b7e23ec29af22b0b4e41da31e868d57226121c84b7e23ec29af22b0b4e41da31",
            "public_key": "aW52ZW50ZWQga2V5",
            "features": [{ "name": "search", "enabled_at": "2025-04-02T01:12:44Z" }],
        },
        "users": users,
    });
    document.to_string().into_bytes()
}
