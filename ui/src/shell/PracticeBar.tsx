import { BeakerIcon } from "@primer/octicons-react";
import { Link } from "@primer/react";
import { m } from "../paraglide/messages.js";
import { openDialog } from "./dialogs";
import styles from "./Shell.module.css";

/** Stands over everything while practice is on, and cannot be taken away. */
export function PracticeBar() {
  return (
    <section className={styles.practice} aria-label={m.shell_practice()}>
      <BeakerIcon className={styles.practiceIcon} />
      <p className={styles.practiceWords}>
        <strong>{m.shell_practice()}</strong> {m.shell_practice_words()}
      </p>
      <Link
        as="button"
        className={styles.practiceLink}
        onClick={() => openDialog("add-enterprise")}
      >
        {m.shell_add_your_enterprise()}
      </Link>
    </section>
  );
}
