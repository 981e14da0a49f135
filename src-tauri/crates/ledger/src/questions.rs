//! What a person answered to the questions that a review asks.

use jiff::Timestamp;

use crate::column::Moment;
use crate::{Ledger, Result};

/// An answer. A later one to the same question takes the place of an earlier one, which stays on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionAnswer {
    /// The file that the question is about.
    pub file: String,
    /// The code of the finding that asks.
    pub code: String,
    /// What was chosen, such as `renamed` or `clone`.
    pub choice: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub actor: String,
}

impl Ledger {
    /// Records an answer.
    pub fn answer_question(&self, answer: &QuestionAnswer) -> Result<()> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO question_answers (file, code, choice, answered_at, actor) VALUES (?1, ?2, ?3, ?4, ?5)",
                (&answer.file, &answer.code, &answer.choice, Moment(answer.at), &answer.actor),
            )?;
            Ok(())
        })
    }

    /// The answers that stand for a file: the last one to each question, in order of the codes.
    pub fn question_answers(&self, file: &str) -> Result<Vec<QuestionAnswer>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT file, code, choice, answered_at, actor FROM question_answers AS answer WHERE file = ?1
                 AND sequence = (SELECT max(sequence) FROM question_answers
                                 WHERE file = answer.file AND code = answer.code) ORDER BY code",
            )?;
            Ok(statement
                .query_map([file], |row| {
                    Ok(QuestionAnswer {
                        file: row.get("file")?,
                        code: row.get("code")?,
                        choice: row.get("choice")?,
                        at: row.get::<_, Moment>("answered_at")?.0,
                        actor: row.get("actor")?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?)
        })
    }
}
