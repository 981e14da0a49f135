import { Banner, Button } from "@primer/react";
import { useEffect } from "react";
import { dismissFailure, toldFailures, type ToldFailure } from "../backend/failures";
import { announceError } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { useStore } from "../store";
import { failureWords } from "../words/failures";
import styles from "./Shell.module.css";

/** What could not be done, above the place, until a person takes it away. */
export function Failures() {
  const told = useStore(toldFailures);
  if (told.length === 0) return null;
  return (
    <div className={styles.failures}>
      {told.map((failure) => (
        <FailureBanner key={failure.id} told={failure} />
      ))}
    </div>
  );
}

function FailureBanner({ told }: { told: ToldFailure }) {
  const { happened, advice, detail } = failureWords(told.failure);
  useEffect(() => announceError(happened), [happened]);
  return (
    <Banner
      variant="critical"
      title={happened}
      aria-label={happened}
      description={
        <>
          {advice}
          {detail !== null && <div>{m.shell_failure_detail({ detail })}</div>}
        </>
      }
      secondaryAction={
        <Button size="small" onClick={() => dismissFailure(told.id)}>
          {m.parts_dismiss()}
        </Button>
      }
    />
  );
}
