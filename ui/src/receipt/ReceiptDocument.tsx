import { BeakerIcon, ServerIcon } from "@primer/octicons-react";
import type { Receipt, Route } from "../generated/desk";
import { Box } from "../parts/Box";
import { FactsList, type Fact } from "../parts/FactsList";
import { FindingRow } from "../parts/FindingRow";
import { Hash } from "../parts/Hash";
import { Identifier } from "../parts/Identifier";
import { m } from "../paraglide/messages.js";
import { exactTime } from "../words/dates";
import { findingWords } from "../words/findings";
import { visible } from "../words/names";
import { size } from "../words/numbers";
import { EvidenceTable } from "./EvidenceTable";
import styles from "./Receipt.module.css";
import { enterpriseTitle } from "../words/enterprises";

const BY_ROUTE: Record<Route, typeof m.receipt_by_page> = {
  page: m.receipt_by_page,
  own_window: m.receipt_by_own_window,
  endpoint: m.receipt_by_endpoint,
};

/** The receipt itself: whose file, which bytes, what was answered, what was noticed. */
export function ReceiptDocument({ receipt }: { receipt: Receipt }) {
  const { practice, findings } = receipt;
  return (
    <>
      {practice && (
        <p className={styles.practice}>
          <BeakerIcon aria-hidden="true" />
          {m.receipt_practice_says()}
        </p>
      )}
      <Box
        icon={<ServerIcon aria-hidden="true" />}
        title={visible(receipt.server)}
        fact={
          practice
            ? m.receipt_addressee_practice()
            : m.receipt_addressee({
                enterprise: enterpriseTitle(receipt.enterprise),
                host: receipt.host,
              })
        }
      >
        <FactsList facts={factsOf(receipt)} />
      </Box>
      <EvidenceTable receipt={receipt} />
      {findings.length > 0 && (
        <Box title={m.receipt_findings()} body="rows">
          {findings.map((finding) => {
            const { title, happened, advice } = findingWords(finding, receipt);
            return (
              <FindingRow
                key={finding.code}
                weight={finding.severity}
                title={title}
                happened={happened}
                advice={advice}
              />
            );
          })}
        </Box>
      )}
    </>
  );
}

function factsOf(receipt: Receipt): Fact[] {
  const handed = { when: exactTime(receipt.handed_at), actor: visible(receipt.actor) };
  return [
    {
      name: m.receipt_file(),
      value: (
        <>
          {visible(receipt.file)} <span className={styles.muted}>· {size(receipt.bytes)}</span>
        </>
      ),
    },
    {
      name: m.receipt_sha256(),
      value: (
        <span className={styles.digest}>
          <Hash value={receipt.sha256} what="SHA-256" whole />
        </span>
      ),
    },
    {
      name: m.receipt_server_id(),
      value:
        receipt.server_id === null ? (
          m.parts_not_known()
        ) : (
          <Identifier value={receipt.server_id} what={m.receipt_server_id()} />
        ),
    },
    {
      name: m.receipt_handed_over(),
      value: BY_ROUTE[receipt.route](handed),
    },
    {
      name: m.receipt_ticket(),
      value: receipt.ticket === null ? m.parts_none() : visible(receipt.ticket),
    },
    { name: m.receipt_written(), value: exactTime(receipt.at) },
  ];
}
