import { Button } from "@primer/react";
import { useState } from "react";
import { useAnswer } from "../backend/queries";
import type { AccountChange, ChangeCounts, EarlierPeople } from "../generated/desk";
import { Answered } from "../parts/Answered";
import { Figure } from "../parts/Figure";
import { ReadingAgain } from "../parts/ReadingAgain";
import { Strip, type StripCell } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { date } from "../words/dates";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import { ChangedAccounts } from "./ChangedAccounts";
import { changeWord } from "./changes";
import styles from "./Review.module.css";

type ChangesProps = {
  /** The host of the server. */
  host: string;
  /** The id of the file that tells who its people are now. */
  people: string;
  /** The list that it is compared with. */
  before: EarlierPeople;
};

/** What became of a server's accounts since its last list: every figure opens to its accounts. */
export function Changes({ host, people, before }: ChangesProps) {
  const files = { before: before.file, after: people };
  const query = useAnswer("count_changes", files);
  const [opened, setOpened] = useState<AccountChange | null>(null);
  if (query.isFetching) {
    return (
      <ReadingAgain file={people} words={m.review_comparing({ name: visible(before.name) })} />
    );
  }
  if (query.error?.failure.code === "cancelled") {
    return (
      <div className={styles.reading}>
        <span className={styles.readingName}>{m.review_changes_stopped()}</span>
        <Button size="small" onClick={() => void query.refetch()}>
          {m.review_changes_compare()}
        </Button>
      </div>
    );
  }
  return (
    <Answered query={query}>
      {(counts) => (
        <>
          <Strip cells={cells(counts, before, setOpened)} />
          {opened !== null && (
            <ChangedAccounts
              host={host}
              files={files}
              change={opened}
              onClose={() => setOpened(null)}
            />
          )}
        </>
      )}
    </Answered>
  );
}

function cells(
  counts: ChangeCounts,
  before: EarlierPeople,
  onOpen: (change: AccountChange) => void,
): StripCell[] {
  const cell = (change: AccountChange): StripCell => {
    const name = changeWord(change);
    const value = counts[change];
    const shown = count(value);
    return {
      name,
      value:
        value === 0 ? (
          shown
        ) : (
          <Figure meaning={m.review_changes_open({ name, shown })} onOpen={() => onOpen(change)}>
            {shown}
          </Figure>
        ),
      figure: true,
    };
  };
  return [
    ...ORDER.map((change) => cell(change)),
    { name: m.review_changes_since(), value: <Since before={before} /> },
  ];
}

const ORDER: readonly AccountChange[] = [
  "joined",
  "left",
  "suspended",
  "came_back",
  "email_changed",
  "role_changed",
];

function Since({ before }: { before: EarlierPeople }) {
  const shown = date(before.at);
  return (
    <Figure
      proportional
      meaning={m.review_changes_since_open({ shown, name: visible(before.name) })}
      onOpen={() => goTo({ at: "review", review: before.review })}
    >
      {shown}
    </Figure>
  );
}
