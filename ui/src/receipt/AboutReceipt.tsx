import type { Receipt } from "../generated/desk";
import { Box } from "../parts/Box";
import { PlaceLink } from "../parts/PlaceLink";
import { m } from "../paraglide/messages.js";
import { date } from "../words/dates";
import styles from "./Receipt.module.css";

/** What the receipt says and what it doesn't, and the records that it belongs to. */
export function AboutReceipt({ receipt }: { receipt: Receipt }) {
  const { review, previous } = receipt;
  return (
    <>
      <Box title={m.receipt_says()}>
        <div className={styles.says}>
          <p>{saysOf(receipt)}</p>
          <p className={styles.noCause}>{consumedOf(receipt)}</p>
        </div>
      </Box>
      <div className={styles.links}>
        <Box title={m.receipt_part_of()}>
          <ul className={styles.linkList}>
            <li>
              <PlaceLink place={{ at: "review", review }}>
                {m.receipt_review({ date: date(receipt.review_at), files: receipt.review_files })}
              </PlaceLink>
            </li>
            <li>
              <PlaceLink place={{ at: "handover", review, files: [], again: false }}>
                {m.receipt_hand_over()}
              </PlaceLink>
            </li>
            <li>
              {previous === null ? (
                <span className={styles.muted}>{m.receipt_no_previous()}</span>
              ) : (
                <PlaceLink place={{ at: "receipt", number: previous[0] }}>
                  {m.receipt_previous({ number: previous[0], date: date(previous[1]) })}
                </PlaceLink>
              )}
            </li>
          </ul>
        </Box>
      </div>
    </>
  );
}

function saysOf({ state, practice }: Receipt): string {
  switch (state) {
    case "counted":
      return m.receipt_says_counted();
    case "failed":
      return m.receipt_says_failed({ practice: practice ? "yes" : "no" });
    default:
      return m.receipt_says_unconfirmed();
  }
}

/** Two readings of one number say that it changed; why, nobody told. */
function consumedOf({ before, after }: Receipt): string {
  if (before === null || after === null) return m.receipt_not_read();
  return before.consumed === after.consumed ? m.receipt_no_change() : m.receipt_no_cause();
}
