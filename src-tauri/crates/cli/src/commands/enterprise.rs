//! `enterprise add|list|remove|check`.

use desk::Failure;
use desk::answers::{
    CheckLine, CheckState, EnterpriseDocument, EnterprisesDocument, NewEnterprise, Route, TokenState,
};
use desk::calls::AddEnterprise;

use crate::arguments::{Common, Enterprise, Format};
use crate::exit::Exit;
use crate::{machine, print, token, words};

pub(crate) fn run(common: &Common, command: Enterprise) -> Result<Exit, Failure> {
    let desk = machine::desk(common)?;
    let runtime = machine::runtime()?;
    match command {
        Enterprise::Add { name, host, slug, no_token } => {
            let secret = if no_token {
                None
            } else {
                Some(token::ask(&format!("Token for {name} (read:enterprise): "))?)
            };
            let slug = slug.unwrap_or_else(|| name.clone());
            let with = AddEnterprise {
                enterprise: NewEnterprise { name, host, slug },
                token: secret,
                session_only: false,
            };
            runtime.block_on(desk::enterprise::add(&desk, with))?;
            list(common, &desk)
        }
        Enterprise::List => list(common, &desk),
        Enterprise::Remove { name } => {
            runtime.block_on(desk::enterprise::remove(&desk, &name))?;
            list(common, &desk)
        }
        Enterprise::Check { name, token: input } => {
            token::for_this_run(&desk, &name, input)?;
            let check = runtime.block_on(desk::enterprise::check(&desk, &name))?;
            let exit = check.lines.iter().fold(Exit::Fine, |exit, line| {
                exit.or(match line.state {
                    CheckState::Fine | CheckState::Unknown => Exit::Fine,
                    CheckState::Warning => Exit::Warning,
                    CheckState::Failed => Exit::Cloud,
                })
            });
            match common.format {
                Format::Json => {
                    print::document(&EnterpriseDocument { schema: "seatbridge.enterprise/1", check });
                }
                Format::Text => check.lines.iter().for_each(show_line),
            }
            Ok(exit)
        }
    }
}

fn list(common: &Common, desk: &desk::Desk) -> Result<Exit, Failure> {
    let enterprises = desk::enterprise::list(desk)?;
    match common.format {
        Format::Json => {
            print::document(&EnterprisesDocument { schema: "seatbridge.enterprises/1", enterprises });
        }
        Format::Text => {
            for enterprise in enterprises {
                let route = match enterprise.route {
                    Route::Page | Route::OwnWindow => "handed over on GitHub's page",
                    Route::Endpoint => "sent to its endpoint",
                };
                let practice = if enterprise.practice { " [practice]" } else { "" };
                let token = if enterprise.token == TokenState::Missing { ", no token" } else { "" };
                print::line(&format!(
                    "{} {} {} {route}{token}{practice}",
                    enterprise.name, enterprise.host, enterprise.slug
                ));
            }
        }
    }
    Ok(Exit::Fine)
}

fn show_line(line: &CheckLine) {
    let state = match line.state {
        CheckState::Fine => "fine",
        CheckState::Warning => "warning",
        CheckState::Failed => "failed",
        CheckState::Unknown => "unknown",
    };
    let (name, says) = (words::check::name(line.subject), words::check::line(line));
    print::line(&format!("{state:<8}{name:<20}{says}"));
}
