import { useAnswer } from "../backend/queries";
import { m } from "../paraglide/messages.js";
import { dateTime } from "../words/dates";
import { ReadIdentities } from "./ReadIdentities";
import styles from "./Identities.module.css";

/** Who is whom changes whom a count takes for one person: whether that is known, and a way to read it. */
export function IdentitiesNote() {
  const parts = useAnswer("cloud_parts", {}).data;
  if (parts === undefined || parts.enterprise === null) return null;
  const identities = parts.kept.find(({ part }) => part === "identities");
  return (
    <div className={styles.note}>
      <p>
        {identities === undefined
          ? m.identities_note_none()
          : m.identities_note_kept({ when: dateTime(identities.at) })}
      </p>
      <ReadIdentities />
    </div>
  );
}
