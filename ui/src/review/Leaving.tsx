import { CheckIcon, DashIcon, EyeIcon, LockIcon } from "@primer/octicons-react";
import type { ReactNode } from "react";
import type { FileBox, ReviewSheet, WhyNothing } from "../generated/desk";
import { Box } from "../parts/Box";
import { MiddleEllipsis } from "../parts/MiddleEllipsis";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { size } from "../words/numbers";
import styles from "./Review.module.css";

/** The id of the words that say why nothing leaves. */
export const WHY_NOTHING_LEAVES = "why-nothing-leaves";

/** The pages of GitHub's documentation that say what a sealed list holds. Their titles, as they stand there. */
const SOURCES = {
  page: "Syncing license usage from GitHub Enterprise Server to Cloud",
  other: "About GitHub Connect",
};

type LeavingProps = {
  sheet: ReviewSheet;
  files: ReadonlyMap<string, FileBox>;
  isolated: boolean;
};

/** What a hand-over would take along, field by field, and what stays on this computer. */
export function Leaving({ sheet, files, isolated }: LeavingProps) {
  const { leaving } = sheet;
  const exports = leaving.exports.length;
  const stays = leaving.stays.map((id) => files.get(id)).filter((file) => file !== undefined);
  const nothing = exports === 0 || isolated;
  return (
    <Box
      title={m.review_leaves()}
      fact={
        nothing
          ? m.review_leaves_nothing()
          : m.review_leaves_fact({ count: exports, size: size(leaving.bytes) })
      }
    >
      {nothing ? (
        <WhyNothingLeaves reasons={leaving.nothing} isolated={isolated} />
      ) : (
        <ul className={styles.leaves}>
          <Leaf icon={<CheckIcon />}>
            {exports === 2 ? m.review_leaves_both() : m.review_leaves_export({ count: exports })}
          </Leaf>
          <Leaf icon={<EyeIcon />}>
            <strong>{m.review_leaves_readable()}</strong> {m.review_leaves_fields()}
          </Leaf>
          <UnknownKeys keys={unknownKeysOf(leaving.exports, files)} />
          {leaving.sealed && (
            <Leaf icon={<LockIcon />}>
              <strong>{m.review_leaves_sealed()}</strong> {m.review_leaves_sealed_says()}{" "}
              <span className={styles.source}>{m.review_leaves_source(SOURCES)}</span>
            </Leaf>
          )}
          {leaving.open && (
            <Leaf icon={<EyeIcon />} attention>
              <strong>{m.review_leaves_open()}</strong>{" "}
              <Names
                names={
                  leaving.more_open_fields ? [...leaving.open_fields, "…"] : leaving.open_fields
                }
              />
            </Leaf>
          )}
        </ul>
      )}
      {stays.length > 0 && (
        <section className={styles.stays}>
          <h3 className={styles.subheading}>{m.review_stays()}</h3>
          <ul className={styles.leaves}>
            {stays.map((file) => (
              <Leaf key={file.id} icon={<DashIcon />}>
                <MiddleEllipsis name={file.entry.name} />
              </Leaf>
            ))}
          </ul>
        </section>
      )}
    </Box>
  );
}

function Leaf(props: { icon: ReactNode; attention?: boolean; children: ReactNode }) {
  return (
    <li className={styles.leaf}>
      <span className={props.attention ? styles.attention : styles.leafIcon} aria-hidden="true">
        {props.icon}
      </span>
      <span className={styles.leafWords}>{props.children}</span>
    </li>
  );
}

function UnknownKeys({ keys }: { keys: string[] }) {
  if (keys.length === 0) return null;
  return (
    <Leaf icon={<EyeIcon />} attention>
      <strong>{m.review_leaves_keys()}</strong> <Names names={keys} />
    </Leaf>
  );
}

/** Names of fields as they stand in the file. */
function Names({ names }: { names: string[] }) {
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && m.findings_list_separator()}
      <code>{visible(name)}</code>
    </span>
  ));
}

function unknownKeysOf(exports: string[], files: ReadonlyMap<string, FileBox>): string[] {
  const keys = exports.flatMap((id) => files.get(id)?.unknown.map(({ key }) => key) ?? []);
  return [...new Set(keys)];
}

const WHY: Record<WhyNothing, (values: { count: number }) => string> = {
  still_reading: m.review_why_still_reading,
  unusable: m.review_why_unusable,
  already_counted: m.review_why_already_counted,
  on_its_way: m.review_why_on_its_way,
  report: m.review_why_report,
  wrong_world: m.review_why_wrong_world,
  no_enterprise: () => m.review_why_no_enterprise(),
};

function WhyNothingLeaves({ reasons, isolated }: { reasons: WhyNothing[]; isolated: boolean }) {
  const counts = new Map<WhyNothing, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return (
    <div id={WHY_NOTHING_LEAVES} className={styles.why}>
      {isolated && <p>{m.review_why_isolated()}</p>}
      {[...counts].map(([reason, count]) => (
        <p key={reason}>{WHY[reason]({ count })}</p>
      ))}
      {!isolated && reasons.length === 0 && <p>{m.review_why_empty()}</p>}
    </div>
  );
}
