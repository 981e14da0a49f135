import { assertive, polite, type Announcement } from "../parts/announcements";
import { useStore, type Store } from "../store";
import styles from "./Shell.module.css";

/** Reads announcements aloud; nothing of it is seen. */
export function Announcer() {
  return (
    <>
      <div className={styles.spoken} role="status">
        <Spoken announcement={polite} />
      </div>
      <div className={styles.spoken} role="alert">
        <Spoken announcement={assertive} />
      </div>
    </>
  );
}

/** A text that comes again is another element, so that it is read again. */
function Spoken({ announcement }: { announcement: Store<Announcement> }) {
  const { text, turn } = useStore(announcement);
  return <span key={turn}>{text}</span>;
}
