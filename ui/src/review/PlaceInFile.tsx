import { Button } from "@primer/react";
import { useState } from "react";
import type { FileEntry, Place } from "../generated/desk";
import { CopyButton } from "../parts/CopyButton";
import { Dialog } from "../parts/Dialog";
import { FactsList, type Fact } from "../parts/FactsList";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import styles from "./Review.module.css";

/** The way to where in a file something was noticed: file, line and column. */
export function PlaceInFile({ entry, at }: { entry: FileEntry; at: Place }) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setShown(true)}>
        {m.review_place_show()}
      </Button>
      {shown && (
        <Dialog
          title={m.review_place_title({ name: visible(entry.name) })}
          width="xlarge"
          onClose={() => setShown(false)}
        >
          <FactsList facts={factsOf(entry, at)} />
          <p className={styles.placeAdvice}>{m.review_place_advice()}</p>
        </Dialog>
      )}
    </>
  );
}

function factsOf({ name, path }: FileEntry, at: Place): Fact[] {
  const file = path === "" ? name : path;
  // The form by which editors open a file at a place.
  const address = `${file}:${at.line}:${at.column}`;
  const facts: Fact[] = [
    { name: m.review_place_file(), value: visible(file) },
    { name: m.review_place_line(), value: count(at.line) },
    { name: m.review_place_column(), value: m.review_place_bytes({ column: count(at.column) }) },
  ];
  if (at.path !== "") {
    facts.push({ name: m.review_place_inside(), value: <code>{visible(at.path)}</code> });
  }
  facts.push({
    name: m.review_place_address(),
    value: (
      <span className={styles.placeAddress}>
        <code>{visible(address)}</code>
        <CopyButton text={address} what={m.review_place_address()} />
      </span>
    ),
  });
  return facts;
}
