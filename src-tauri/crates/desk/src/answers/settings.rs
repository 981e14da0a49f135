//! Settings and the frame around every place.

use serde::{Deserialize, Serialize};

use super::Enterprise;

/// What the frame of the window shows.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Shell {
    /// The enterprise at hand; `None` on the isolated side with none added.
    pub enterprise: Option<Enterprise>,
    /// All enterprises, practice first.
    pub enterprises: Vec<Enterprise>,
    /// Which side of the gap this computer is on.
    pub side: Side,
    /// Language and appearance.
    pub settings: Settings,
    /// The open review, if one is.
    pub review: Option<String>,
    /// The program's version.
    pub version: String,
}

/// Which side of the gap this computer is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The cloud can be asked.
    Connected,
    /// No network client is built and nothing listens.
    Isolated,
}

/// What a person chose.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Settings {
    /// The language.
    pub language: Language,
    /// The appearance.
    pub appearance: Appearance,
    /// Which side.
    pub side: Side,
    /// The enterprise at hand, by name.
    pub enterprise: Option<String>,
}

/// A change of one or more settings; what is `None` stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct SettingsChange {
    /// The language.
    pub language: Option<Language>,
    /// The appearance.
    pub appearance: Option<Appearance>,
    /// Which side.
    pub side: Option<Side>,
    /// The enterprise at hand, by name.
    pub enterprise: Option<String>,
}

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// As the system.
    #[default]
    System,
    /// English.
    English,
    /// Japanese.
    Japanese,
}

/// An appearance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// As the system, contrast included.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The originals that are kept.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Kept {
    /// How many.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// What forgetting would take away, told before it is done.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ForgetPlan {
    /// Originals that would go.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Hosts of unfinished hand-overs that stand in the way.
    pub unfinished: Vec<String>,
}
