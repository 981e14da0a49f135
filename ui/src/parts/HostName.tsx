import { visible } from "../words/names";
import styles from "./HostName.module.css";

/** A host name on one line. One that does not fit is cut at its end; the whole of it stands in its tooltip and is read aloud. */
export function HostName({ host }: { host: string }) {
  const shown = visible(host);
  return (
    <span className={styles.host} title={shown}>
      {shown}
    </span>
  );
}
