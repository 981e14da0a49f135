//! Where a token comes from: a prompt without echo, or standard input. Never an argument, never a file.

use std::io::{IsTerminal as _, Read as _};

use desk::{Desk, Failure, FailureCode, Secret};
use zeroize::Zeroizing;

use crate::arguments::TokenInput;

/// The most that is read of standard input; GitHub's tokens have 40 to 93 characters.
const LONGEST: u64 = 4096;

/// Asks for a token: on a terminal without echo, else the first line of standard input.
pub(crate) fn ask(prompt: &str) -> Result<Secret, Failure> {
    if std::io::stdin().is_terminal() {
        let typed = rpassword::prompt_password(prompt).map_err(|_| {
            Failure::new(FailureCode::InvalidInput).with("field", "token").with("reason", "no_terminal")
        })?;
        return secret(&Zeroizing::new(typed));
    }
    let mut text = Zeroizing::new(String::new());
    std::io::stdin().take(LONGEST).read_to_string(&mut text).map_err(|_| {
        Failure::new(FailureCode::InvalidInput).with("field", "token").with("reason", "not_readable")
    })?;
    secret(&text)
}

fn secret(text: &str) -> Result<Secret, Failure> {
    let token = text.lines().next().unwrap_or_default().trim();
    if token.is_empty() {
        return Err(Failure::new(FailureCode::InvalidInput).with("field", "token").with("reason", "empty"));
    }
    Ok(Secret::new(token.to_owned()))
}

/// Takes a token from standard input for this run only, if that was asked for.
pub(crate) fn for_this_run(desk: &Desk, enterprise: &str, input: TokenInput) -> Result<(), Failure> {
    if input.token_stdin {
        desk::enterprise::use_token(desk, enterprise, ask(&format!("Token for {enterprise}: "))?);
    }
    Ok(())
}
