//! Reading a document leniently: keys may be missing, `null` and `""` both mean "nothing", and every other surprise is told
//! with the path where it was.
//!
//! The published schema and recorded traffic disagree in several places (`@octokit/openapi` against the replay data of `PyGithub`),
//! so nothing is required here that this room doesn't need.

use jiff::Timestamp;
use serde_json::Value;

use crate::dates;
use crate::failure::Reason;

/// A place in a document: the value and how it was reached.
#[derive(Clone, Debug)]
pub(crate) struct At<'a> {
    value: &'a Value,
    path: String,
}

impl<'a> At<'a> {
    pub(crate) fn root(value: &'a Value) -> Self {
        Self { value, path: String::new() }
    }

    /// The value under a key; `None` if it is missing or `null`, or if this is no object.
    pub(crate) fn get(&self, key: &str) -> Option<At<'a>> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        Some(At { value, path })
    }

    /// The value under a key that must be there.
    pub(crate) fn need(&self, key: &str) -> Result<At<'a>, Reason> {
        self.get(key).ok_or_else(|| {
            let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
            Reason::UnexpectedShape { path }
        })
    }

    /// Whether a key stands here, `null` or not.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.value.get(key).is_some()
    }

    /// The elements of a list.
    pub(crate) fn list(&self) -> Result<Vec<At<'a>>, Reason> {
        let elements = self.value.as_array().ok_or_else(|| self.unexpected())?;
        Ok(elements
            .iter()
            .enumerate()
            .map(|(index, value)| At { value, path: format!("{}[{index}]", self.path) })
            .collect())
    }

    /// This very place, if it is an object.
    pub(crate) fn object(self) -> Result<At<'a>, Reason> {
        if self.value.is_object() { Ok(self) } else { Err(self.unexpected()) }
    }

    /// A count: a whole number, or its digits as text.
    pub(crate) fn count(&self) -> Result<u64, Reason> {
        let from_text = || self.value.as_str().and_then(|text| text.trim().parse().ok());
        self.value.as_u64().or_else(from_text).ok_or_else(|| self.unexpected())
    }

    /// A text that must be one, empty or not.
    pub(crate) fn text(&self) -> Result<String, Reason> {
        self.value.as_str().map(str::to_owned).ok_or_else(|| self.unexpected())
    }

    /// The text under a key; nothing if it is missing, `null` or empty. A number stands for its digits.
    pub(crate) fn text_of(&self, key: &str) -> Option<String> {
        let at = self.get(key)?;
        let text = match at.value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// The date under a key, if it is one.
    pub(crate) fn date_of(&self, key: &str) -> Option<Timestamp> {
        self.text_of(key).and_then(|text| dates::answer_date(&text))
    }

    /// Yes or no under a key.
    pub(crate) fn flag_of(&self, key: &str) -> Option<bool> {
        self.get(key)?.value.as_bool()
    }

    pub(crate) fn is_null(&self) -> bool {
        self.value.is_null()
    }

    pub(crate) fn unexpected(&self) -> Reason {
        Reason::UnexpectedShape { path: self.path.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_surprise_is_told_with_its_path() {
        let document = json!({"a": [{"b": "x"}, {"b": {}}], "n": "12"});
        let root = At::root(&document);
        let elements = root.need("a").unwrap().list().unwrap();
        assert_eq!(elements[0].need("b").unwrap().text().unwrap(), "x", "found");
        let wrong = elements[1].need("b").unwrap().text().unwrap_err();
        assert_eq!(wrong, Reason::UnexpectedShape { path: "a[1].b".to_owned() }, "where it was");
        let missing = elements[1].need("c").unwrap_err();
        assert_eq!(missing, Reason::UnexpectedShape { path: "a[1].c".to_owned() }, "where it should be");
        assert_eq!(root.need("n").unwrap().count().unwrap(), 12, "digits are a count");
        assert!(root.need("a").unwrap().count().is_err(), "a list is none");
    }

    #[test]
    fn missing_null_and_empty_are_all_nothing() {
        let document = json!({"empty": "", "null": null, "number": 7, "date": "2020-01-01T00:00:00Z"});
        let root = At::root(&document);
        for key in ["empty", "null", "missing"] {
            assert_eq!(root.text_of(key), None, "{key}");
        }
        assert_eq!(root.text_of("number").as_deref(), Some("7"), "a number stands for its digits");
        assert!(root.has("null") && !root.has("missing"), "yet they can be told apart");
        assert_eq!(root.date_of("date"), Some("2020-01-01T00:00:00Z".parse().unwrap()), "a date");
        assert_eq!(root.date_of("number"), None, "no date");
    }
}
