//! Where an enterprise's token is, and what is known of it.

use std::sync::Mutex;

use super::*;
use crate::answers::Event;
use crate::ports::Keychain;
use crate::test_desk::{Answering, ENTERPRISE, TestDesk};

fn secret() -> Secret {
    Secret::new("a_token_for_tests".to_owned())
}

#[test]
fn a_keychain_without_the_token_is_told_once_and_asked_again() {
    let mut at = TestDesk::new();
    at.choose_enterprise();
    let (keychain, told) = (Arc::new(Answering::default()), Arc::new(Mutex::new(Vec::new())));
    let ports = &mut Arc::get_mut(&mut at.desk).unwrap().ports;
    ports.keychain = Arc::clone(&keychain) as Arc<dyn Keychain>;
    let telling = Arc::clone(&told);
    ports.listener = Arc::new(move |event| locked(&telling).push(event));
    assert_eq!(at.desk.token_state(ENTERPRISE), TokenState::Unknown, "nobody asked the keychain yet");
    for _ in 0..2 {
        assert_eq!(at.desk.token(ENTERPRISE).unwrap_err().code, FailureCode::TokenMissing, "it has none");
        assert_eq!(at.desk.token_state(ENTERPRISE), TokenState::Missing, "which is known now");
    }
    assert!(matches!(locked(&told)[..], [Event::SettingsChanged]), "the window is told when it is found out");
    // Another process keeps one.
    keychain.write(ENTERPRISE, &secret()).unwrap();
    assert!(at.desk.token(ENTERPRISE).is_ok(), "it is found without a new start");
    assert_eq!(at.desk.token_state(ENTERPRISE), TokenState::Keychain, "and stands in the keychain");
    crate::enterprise::use_token(&at.desk, ENTERPRISE, secret());
    assert_eq!(at.desk.token_state(ENTERPRISE), TokenState::Session, "one for this session goes before it");
}

#[test]
fn a_keychain_that_does_not_answer_leaves_it_unknown() {
    let at = TestDesk::new();
    at.choose_enterprise();
    assert_eq!(at.desk.token(ENTERPRISE).unwrap_err().code, FailureCode::KeychainMissing, "no keychain here");
    assert_eq!(at.desk.token_state(ENTERPRISE), TokenState::Unknown, "that says nothing about the token");
}
