import { CopyButton } from "./CopyButton";
import { grouped, shortHash } from "../words/hashes";
import styles from "./Copy.module.css";

type HashProps = {
  /** All hex digits. */
  value: string;
  /** What it is, for the name of the copy button ("SHA-256"). */
  what: string;
  /** Shows all digits in groups of four, as in a receipt. */
  whole?: boolean;
};

/** A hash: 12 digits in groups of four. Copying gives all of it, by button, by key and by selection alike. */
export function Hash({ value, what, whole = false }: HashProps) {
  return (
    <span
      className={styles.hash}
      onCopy={(event) => {
        event.clipboardData.setData("text/plain", value);
        event.preventDefault();
      }}
    >
      <span className={whole ? styles.whole : styles.digits}>
        {whole ? grouped(value) : shortHash(value)}
      </span>
      <CopyButton text={value} what={what} />
    </span>
  );
}
