import type { ExportLine } from "../generated/desk";
import { Box } from "../parts/Box";
import { useMedia } from "../parts/useMedia";
import { useWidth } from "../parts/useWidth";
import { m } from "../paraglide/messages.js";
import { date, monthAndYear } from "../words/dates";
import { count } from "../words/numbers";
import { monthMarks, pointsOf, type Point } from "./overTime";
import styles from "./AccountsOverTime.module.css";

/** How many accounts a server had at each export that tells; the table of exports has the same figures. */
export function AccountsOverTime({ exports }: { exports: ExportLine[] }) {
  // Too narrow for a line whose slope says something.
  const narrow = useMedia("(max-width: 480px)");
  const [frame, width] = useWidth<HTMLDivElement>();
  const points = pointsOf(exports);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2 || narrow) return null;
  return (
    <Box
      title={m.servers_over_time()}
      fact={m.servers_over_time_fact({ count: points.length, date: monthAndYear(first.at) })}
    >
      <div
        ref={frame}
        className={styles.chart}
        role="img"
        aria-label={m.servers_over_time_spoken({
          first: count(first.accounts),
          from: date(first.at),
          last: count(last.accounts),
          to: date(last.at),
        })}
      >
        {width !== null && <Line points={points} width={width} />}
      </div>
    </Box>
  );
}

const HEIGHT = 96;

/** Room at either side for half of a point, and for a label. */
const SIDE = 32;

function Line({ points, width }: { points: Point[]; width: number }) {
  const x = ({ along }: { along: number }) => SIDE + along * (width - 2 * SIDE);
  const y = ({ up }: Point) => HEIGHT - 12 - up * (HEIGHT - 44);
  const [first] = points;
  const last = points.at(-1);
  return (
    <>
      <svg className={styles.lines} width={width} height={HEIGHT} aria-hidden="true">
        <polyline
          className={styles.line}
          points={points.map((point) => `${x(point)},${y(point)}`).join(" ")}
        />
        {points.map((point) => (
          <circle key={point.key} className={styles.point} cx={x(point)} cy={y(point)} r={4} />
        ))}
      </svg>
      {first !== undefined && (
        <span className={styles.value} style={{ left: 0, top: y(first) - 28 }}>
          {count(first.accounts)}
        </span>
      )}
      {last !== undefined && (
        <span className={`${styles.value} ${styles.last}`} style={{ right: 0, top: y(last) - 28 }}>
          {count(last.accounts)}
        </span>
      )}
      <div className={styles.axis}>
        {monthMarks(points, width - 2 * SIDE).map((mark) => (
          <span key={mark.at} className={styles.month} style={{ left: x(mark) }}>
            {monthAndYear(mark.at)}
          </span>
        ))}
      </div>
    </>
  );
}
