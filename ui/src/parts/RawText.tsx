import { visible } from "../words/names";
import styles from "./RawText.module.css";

/** A text as it came, such as an answer in JSON. A long one scrolls in its frame, by key as well. */
export function RawText({ text, label }: { text: string; label: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.raw} tabIndex={0} aria-label={label}>
      {shownRaw(text)}
    </pre>
  );
}

/** Its lines stay lines; what else is hidden in it is made visible. */
function shownRaw(text: string): string {
  return text.replaceAll(/[^\n\t]+/g, visible);
}
