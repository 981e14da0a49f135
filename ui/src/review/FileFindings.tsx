import { Button } from "@primer/react";
import { useState, type ReactNode } from "react";
import { useAct } from "../backend/queries";
import type { Choice, FileBox, Finding, Question, Severity } from "../generated/desk";
import { FindingRow } from "../parts/FindingRow";
import { ListedAccounts } from "../parts/ListedAccounts";
import { m } from "../paraglide/messages.js";
import { goTo, type Place } from "../place";
import { findingWords } from "../words/findings";
import { choiceOf } from "../words/params";
import { findingId, questionOf, weightOf } from "./files";
import { choiceWord } from "./choices";
import { PlaceInFile } from "./PlaceInFile";
import { ReportServer } from "./ReportServer";

/** What was noticed about a file, with what a person can do about it: what matters most comes first. */
export function FileFindings(props: { file: FileBox; hosts: readonly string[]; open: boolean }) {
  const { file, hosts, open } = props;
  return file.entry.findings
    .map((finding, index) => ({ finding, index }))
    .toSorted((one, other) => RANKS[one.finding.severity] - RANKS[other.finding.severity])
    .map(({ finding, index }) => (
      <FileFinding
        key={findingKey(finding, index)}
        file={file}
        finding={finding}
        index={index}
        hosts={hosts}
        open={open}
      />
    ));
}

/** By severity, which stays when a question is answered, so that no row jumps then. */
const RANKS: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/** A code can stand several times at one file, at several places; their order is the reader's and never changes. */
function findingKey(finding: Finding, index: number): string {
  return `${finding.code}-${index}`;
}

function FileFinding(props: {
  file: FileBox;
  finding: Finding;
  index: number;
  hosts: readonly string[];
  open: boolean;
}) {
  const { file, finding, index, hosts, open } = props;
  const { title, happened, advice } = findingWords(finding);
  const question = questionOf(file, finding);
  const answered = question?.answered ?? null;
  return (
    <FindingRow
      id={findingId(file, finding, index)}
      weight={weightOf(file, finding)}
      title={title}
      happened={happened}
      advice={adviceOf(finding, hosts, answered === null ? advice : ANSWERED[answered]())}
      actions={
        open && REPORT_SERVER.has(finding.code) ? (
          <ReportServer file={file} hosts={hosts} />
        ) : (
          actionsOf(file, finding, question, open)
        )
      }
    />
  );
}

/** The findings beside which the server of a report is chosen. */
const REPORT_SERVER: ReadonlySet<string> = new Set(["report_without_server", "report_paired"]);

/** Where no server is known there is none to choose from. */
function adviceOf({ code }: Finding, hosts: readonly string[], advice: string): string {
  const none = code === "report_without_server" && hosts.length === 0;
  return none ? m.review_report_no_server_known() : advice;
}

function actionsOf(file: FileBox, finding: Finding, question: Question | null, open: boolean) {
  if (question !== null && open) return <Answers file={file} question={question} />;
  if (finding.code === "already_counted" && file.counted !== null) {
    return (
      <GoButton place={{ at: "receipt", number: file.counted.receipt }}>
        {m.review_open_receipt()}
      </GoButton>
    );
  }
  const review = choiceOf(finding.params, "review");
  if (finding.code === "already_handed_over" && review !== "") {
    return (
      <GoButton place={{ at: "handover", review, files: [], again: false }}>
        {m.review_show_hand_over()}
      </GoButton>
    );
  }
  if (finding.code === "no_primary_email" && file.entry.accounts?.state === "open") {
    return <ShowAccounts file={file.id} />;
  }
  if (finding.at !== null) return <PlaceInFile entry={file.entry} at={finding.at} />;
  return undefined;
}

/** Opens the accounts that a finding counts; where each stands is told there. */
function ShowAccounts({ file }: { file: string }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpened(true)}>
        {m.review_show_accounts()}
      </Button>
      {opened && (
        <ListedAccounts
          title={m.review_no_email_accounts()}
          file={file}
          only="no_primary_email"
          onClose={() => setOpened(false)}
        />
      )}
    </>
  );
}

function GoButton({ place, children }: { place: Place; children: ReactNode }) {
  return (
    <Button size="small" onClick={() => goTo(place)}>
      {children}
    </Button>
  );
}

function Answers({ file, question }: { file: FileBox; question: Question }) {
  const answer = useAct("answer_question");
  const choose = (choice: Choice | null) =>
    answer.mutate({ file: file.id, code: question.code, choice });
  if (question.answered !== null) {
    return (
      <Button size="small" onClick={() => choose(null)}>
        {m.review_take_back()}
      </Button>
    );
  }
  return question.choices.map((choice) => (
    <Button key={choice} size="small" onClick={() => choose(choice)}>
      {choiceWord(choice)}
    </Button>
  ));
}

const ANSWERED: Record<Choice, () => string> = {
  renamed: m.review_answered_renamed,
  clone: m.review_answered_clone,
  rebuilt: m.review_answered_rebuilt,
  another: m.review_answered_another,
  same: m.review_answered_same,
};
