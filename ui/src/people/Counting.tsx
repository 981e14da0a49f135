import { Button, ProgressBar } from "@primer/react";
import { useEffect } from "react";
import { forgetCounting, type CountingSoFar } from "../backend/progress";
import { useAct } from "../backend/queries";
import { Box } from "../parts/Box";
import { m } from "../paraglide/messages.js";
import { size } from "../words/numbers";
import styles from "./PeoplePlace.module.css";

/** How far the count of everybody is; it can be stopped. */
export function Counting({ soFar }: { soFar: CountingSoFar }) {
  const cancel = useAct("cancel_count");
  useEffect(() => forgetCounting, []);
  const { step, bytes, total } = soFar;
  const percent = total === 0 ? 0 : Math.floor((bytes / total) * 100);
  return (
    <Box title={m.people_counting()}>
      <div className={styles.counting}>
        <p>
          {step === "reading"
            ? m.people_counting_read({ done: size(bytes), total: size(total) })
            : step === "matching"
              ? m.people_counting_match()
              : m.people_counting_compare()}
        </p>
        <ProgressBar bg="accent.emphasis" progress={percent} aria-label={m.people_counting()} />
        <Button size="small" onClick={() => cancel.mutate({})}>
          {m.parts_cancel()}
        </Button>
      </div>
    </Box>
  );
}
