import { Link as TextLink, Timeline } from "@primer/react";
import { useId } from "react";
import type { HistoryEntry, Link } from "../generated/desk";
import { Hash } from "../parts/Hash";
import { ListTimeline } from "../parts/ListTimeline";
import { Rich } from "../parts/Rich";
import { m } from "../paraglide/messages.js";
import { goTo, type Place } from "../place";
import { date, exactTime, sameDay, time } from "../words/dates";
import { choiceOf } from "../words/params";
import { actorWords, entryWords, linkWords } from "./sentences";
import styles from "./History.module.css";

/** The entries of one day. `now` is the moment as of which they were asked. */
export function HistoryDay({ entries, now }: { entries: HistoryEntry[]; now: string }) {
  const headingId = useId();
  const [first] = entries;
  if (first === undefined) return null;
  const day = date(first.at);
  const today = sameDay(first.at, now);
  return (
    <section aria-labelledby={headingId}>
      <h2 className={styles.day} id={headingId}>
        {today ? m.history_today({ date: day }) : day}
      </h2>
      <ListTimeline>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ListTimeline>
    </section>
  );
}

const BADGES = {
  success: "success",
  danger: "danger",
  attention: "attention",
  accent: "accent",
  plain: undefined,
} as const;

function Entry({ entry }: { entry: HistoryEntry }) {
  const { sentence, plain, detail, Icon, tone } = entryWords(entry);
  const { link } = entry;
  const hash = choiceOf(entry.params, "sha256");
  const variant = BADGES[tone];
  return (
    <Timeline.Item className={styles.item}>
      <Timeline.Badge {...(variant && { variant })}>
        <Icon aria-hidden="true" />
      </Timeline.Badge>
      <Timeline.Body className={styles.body}>
        <div className={styles.words}>
          <p className={styles.sentence}>
            <Rich parts={sentence} />
          </p>
          <p className={styles.detail}>
            <span>{[actorWords(entry), detail].filter(Boolean).join(" · ")}</span>
            {hash !== "" && <Hash value={hash} what="SHA-256" />}
          </p>
        </div>
        <div className={styles.end}>
          <time dateTime={entry.at} title={exactTime(entry.at)} className={styles.time}>
            {time(entry.at)}
          </time>
          {link !== null && (
            <TextLink
              as="button"
              className={styles.link}
              aria-label={m.history_link_named({
                link: linkWords(link, entry.what),
                entry: plain,
              })}
              onClick={() => goTo(placeOf(link))}
            >
              {linkWords(link, entry.what)}
            </TextLink>
          )}
        </div>
      </Timeline.Body>
    </Timeline.Item>
  );
}

function placeOf(link: Link): Place {
  switch (link.to) {
    case "review":
      return { at: "review", review: link.id };
    case "hand_over":
      return { at: "handover", review: link.review, files: [], again: false };
    case "receipt":
      return { at: "receipt", number: link.number };
  }
}
