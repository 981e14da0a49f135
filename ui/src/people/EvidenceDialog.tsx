import type { PersonAccount } from "../generated/desk";
import { Dialog } from "../parts/Dialog";
import { m } from "../paraglide/messages.js";
import { date } from "../words/dates";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import styles from "./WhyPanel.module.css";

/** Where each account stands in the files that are kept. */
export function EvidenceDialog(props: { accounts: PersonAccount[]; onClose: () => void }) {
  return (
    <Dialog title={m.people_evidence_title()} onClose={props.onClose} width="xlarge">
      <table className={styles.evidence}>
        <caption className={styles.spoken}>{m.people_evidence_title()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.people_evidence_account()}</th>
            <th scope="col">{m.people_evidence_file()}</th>
            <th scope="col">{m.people_evidence_place()}</th>
            <th scope="col">{m.people_evidence_added()}</th>
          </tr>
        </thead>
        <tbody>
          {props.accounts.map(({ key, login, evidence }) => (
            <tr key={key}>
              <th scope="row">{visible(login ?? key)}</th>
              {evidence === null ? (
                <td colSpan={3}>{m.people_evidence_none()}</td>
              ) : (
                <>
                  <td>{visible(evidence.file)}</td>
                  <td>{count(evidence.place)}</td>
                  <td>{date(evidence.at)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
