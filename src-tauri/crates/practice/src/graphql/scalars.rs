//! Dates and node ids.

use async_graphql::{ID, InputValueError, InputValueResult, Scalar, ScalarType, Value};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

use crate::rest::seconds;

/// A moment, in UTC and whole seconds (ISO 8601).
pub(super) struct DateTime(pub(super) Timestamp);

#[Scalar]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => Ok(Self(text.parse()?)),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(seconds(self.0))
    }
}

/// A node id: what it is and which, as text that means nothing to a client.
pub(super) fn node_id(kind: &str, key: &str) -> ID {
    ID(STANDARD.encode(format!("{kind}:{key}")))
}

/// The kind and the key of a node id.
pub(super) fn read_node_id(id: &ID) -> Option<(String, String)> {
    let text = String::from_utf8(STANDARD.decode(&id.0).ok()?).ok()?;
    text.split_once(':').map(|(kind, key)| (kind.to_owned(), key.to_owned()))
}
