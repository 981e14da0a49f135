import type { PageWay } from "../generated/desk";
import { Box } from "../parts/Box";
import { plain, Rich, type RichText } from "../parts/Rich";
import { m } from "../paraglide/messages.js";
import styles from "./HandOver.module.css";

/** What a person does on GitHub's page, in the words that stand there. */
export function OnGitHubsPage({ files, way }: { files: number; way: PageWay }) {
  const steps: RichText[] = [
    plain(m.handover_on_page_sign_in()),
    m.handover_on_page_go.parts(),
    m.handover_on_page_choose.parts(),
    plain(way === "browser" ? m.handover_on_page_drop() : m.handover_on_page_choose_file()),
  ];
  if (files > 1) steps.push(plain(m.handover_on_page_repeat({ count: files - 1 })));
  return (
    <Box title={m.handover_on_page()}>
      <NumberedSteps steps={steps} />
      <p className={styles.promise}>{m.handover_on_page_no_api()}</p>
    </Box>
  );
}

/** What follows where Seatbridge sends the files itself. */
export function AtEndpoint() {
  return (
    <Box title={m.handover_at_endpoint()}>
      <NumberedSteps
        steps={[
          plain(m.handover_at_endpoint_send()),
          plain(m.handover_at_endpoint_ask()),
          plain(m.handover_at_endpoint_receipt()),
        ]}
      />
    </Box>
  );
}

function NumberedSteps({ steps }: { steps: RichText[] }) {
  return (
    <ol className={styles.numbered}>
      {steps.map((step, index) => (
        // The steps of one page never change their order.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <span className={styles.number} aria-hidden="true">
            {index + 1}
          </span>
          <span>
            <Rich parts={step} />
          </span>
        </li>
      ))}
    </ol>
  );
}
