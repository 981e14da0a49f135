//! The GitHub Connect features of an instance: a list of names, a list of objects, or a map.
//!
//! GitHub documents "features enabled on the instance, and the date and time of enablement", and no form of it.

use super::fault::Outcome;
use super::keys::Keys;
use super::lexer::{Lexer, ValueKind};
use super::names::FeatureName;
use super::path::Step;
use super::sink::KeptText;
use crate::Feature;

/// How many bytes all features may take. An instance has a handful.
pub(super) const LIMIT: usize = 256 * 1024;

/// What a feature's value says.
enum Told {
    /// On, since a moment or since an untold one.
    On(Option<String>),
    /// Off: false or null. That null means off is assumed.
    Off,
    /// A value that is no answer.
    Unclear,
}

/// The features that were read.
#[derive(Default)]
pub(super) struct Features {
    pub(super) list: Vec<Feature>,
    pub(super) too_long: bool,
    /// Whether a value had a type that no feature has.
    pub(super) unexpected: bool,
    bytes: usize,
}

impl Features {
    /// Reads the features here.
    pub(super) fn read(lexer: &mut Lexer<'_>, kind: ValueKind) -> Outcome<Self> {
        let mut features = Self::default();
        match kind {
            ValueKind::Array => features.list(lexer)?,
            ValueKind::Object => features.map(lexer)?,
            ValueKind::Null => lexer.literal(kind)?,
            _ => {
                features.unexpected = true;
                lexer.skip(kind)?;
            }
        }
        Ok(features)
    }

    fn list(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        lexer.open()?;
        let mut index = 0;
        while lexer.element(index == 0)? {
            self.entry(lexer).map_err(|fault| fault.within(Step::Element(index)))?;
            index += 1;
        }
        Ok(())
    }

    fn entry(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        match lexer.kind()? {
            ValueKind::String => {
                let name = self.text(lexer)?;
                self.add(name, Told::On(None));
                Ok(())
            }
            ValueKind::Object => self.described(lexer, None),
            kind => {
                self.unexpected |= kind != ValueKind::Null;
                lexer.skip(kind)
            }
        }
    }

    fn map(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        lexer.open()?;
        let mut first = true;
        while lexer.member(first)? {
            first = false;
            let name = self.text(lexer)?;
            lexer.colon()?;
            let step = Step::Member(name.clone().unwrap_or_default());
            let read = lexer.kind().and_then(|kind| {
                if kind == ValueKind::Object {
                    return self.described(lexer, name);
                }
                let told = self.told(lexer, kind)?;
                self.add(name, told);
                Ok(())
            });
            read.map_err(|fault| fault.within(step))?;
        }
        Ok(())
    }

    /// A feature that is written as an object. Its name may stand before it, in it, or be its only key.
    fn described(&mut self, lexer: &mut Lexer<'_>, name: Option<String>) -> Outcome<()> {
        let mut name = name;
        let mut since = None;
        let mut is_on = true;
        let mut only: Option<(String, Told)> = None;
        let mut members = 0;
        let mut keys = Keys::new();
        lexer.open()?;
        while lexer.member(members == 0)? {
            members += 1;
            let key = lexer.key(&mut keys)?;
            let read = lexer.kind().and_then(|kind| match key {
                FeatureName::Name | FeatureName::Feature | FeatureName::Key if kind == ValueKind::String => {
                    name = self.text(lexer)?.or(name.take());
                    Ok(())
                }
                FeatureName::Other => {
                    let told = self.told(lexer, kind)?;
                    only = (members == 1).then(|| (keys.last_text(), told));
                    Ok(())
                }
                _ => {
                    match self.told(lexer, kind)? {
                        Told::On(moment) => since = moment.or(since.take()),
                        Told::Off => is_on &= key != FeatureName::Enabled,
                        Told::Unclear => {}
                    }
                    Ok(())
                }
            });
            read.map_err(|fault| fault.within(keys.step()))?;
        }
        match (name, only) {
            (Some(name), _) => self.add(Some(name), if is_on { Told::On(since) } else { Told::Off }),
            (None, Some((key, told))) if members == 1 => self.add(Some(key), told),
            (None, _) => self.unexpected |= members > 0,
        }
        Ok(())
    }

    /// What the value here says of a feature.
    fn told(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind) -> Outcome<Told> {
        Ok(match kind {
            ValueKind::String => match self.text(lexer)? {
                Some(text) if text.eq_ignore_ascii_case("false") => Told::Off,
                Some(text) if text.eq_ignore_ascii_case("true") => Told::On(None),
                moment => Told::On(moment),
            },
            ValueKind::Number => {
                let digits = lexer.number_text()?;
                Told::On(Some(digits))
            }
            ValueKind::True => lexer.literal(kind).map(|()| Told::On(None))?,
            ValueKind::False | ValueKind::Null => lexer.literal(kind).map(|()| Told::Off)?,
            ValueKind::Object | ValueKind::Array => {
                self.unexpected = true;
                lexer.skip(kind)?;
                Told::Unclear
            }
        })
    }

    /// The text here; `None` when it is empty or too long.
    fn text(&mut self, lexer: &mut Lexer<'_>) -> Outcome<Option<String>> {
        let mut text = KeptText::default();
        lexer.string(&mut text)?;
        self.too_long |= text.too_long;
        Ok(text.into_text().filter(|text| !text.trim().is_empty()))
    }

    fn add(&mut self, name: Option<String>, told: Told) {
        let (Some(name), Told::On(enabled_at)) = (name, told) else {
            return;
        };
        self.bytes += size_of::<Feature>() + name.len() + enabled_at.as_ref().map_or(0, String::len);
        if self.bytes > LIMIT {
            self.too_long = true;
        } else {
            self.list.push(Feature { name, enabled_at });
        }
    }
}
