import { Box } from "../parts/Box";
import { Emphasized } from "../parts/Emphasized";
import { m } from "../paraglide/messages.js";
import styles from "./HandOver.module.css";

/** What a person does on GitHub's page, in the words that stand there. */
export function OnGitHubsPage({ files }: { files: number }) {
  const steps = [
    m.handover_on_page_sign_in(),
    m.handover_on_page_go(),
    m.handover_on_page_choose(),
    m.handover_on_page_drop(),
  ];
  if (files > 1) steps.push(m.handover_on_page_repeat({ count: files - 1 }));
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
          m.handover_at_endpoint_send(),
          m.handover_at_endpoint_ask(),
          m.handover_at_endpoint_receipt(),
        ]}
      />
    </Box>
  );
}

function NumberedSteps({ steps }: { steps: string[] }) {
  return (
    <ol className={styles.numbered}>
      {steps.map((step, index) => (
        <li key={step}>
          <span className={styles.number} aria-hidden="true">
            {index + 1}
          </span>
          <span>
            <Emphasized text={step} />
          </span>
        </li>
      ))}
    </ol>
  );
}
