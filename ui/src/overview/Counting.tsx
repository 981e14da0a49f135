import { SkeletonBox, SkeletonText } from "@primer/react/experimental";
import { useId } from "react";
import { useCounting } from "../backend/progress";
import { Box, Frame } from "../parts/Box";
import { CountingProgress } from "../parts/CountingProgress";
import { m } from "../paraglide/messages.js";
import styles from "./Counting.module.css";

/** Stands in the place of the number while everybody is counted, says how far that is, and is as high. */
export function CountingNumber() {
  const headingId = useId();
  const soFar = useCounting();
  return (
    <Frame labelledBy={headingId}>
      <div className={styles.number} aria-busy="true">
        <h2 className={styles.caption} id={headingId}>
          {m.overview_number()}
        </h2>
        <SkeletonBox width={160} height={40} />
        {soFar === null ? (
          <p className={styles.words}>{m.overview_counting()}</p>
        ) : (
          <CountingProgress soFar={soFar} />
        )}
      </div>
    </Frame>
  );
}

/** Stands in the place of how the number comes about, and is as high. */
export function CountingSteps() {
  return (
    <Box title={m.overview_waterfall()} body="rows">
      <div className={styles.steps} aria-busy="true">
        <SkeletonText lines={9} />
      </div>
    </Box>
  );
}
