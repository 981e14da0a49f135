import { useState } from "react";
import type { FeatureEntry, UnknownKey } from "../generated/desk";
import { Dialog } from "../parts/Dialog";
import { RawText } from "../parts/RawText";
import { m } from "../paraglide/messages.js";
import { date } from "../words/dates";
import { count } from "../words/numbers";
import { visible } from "../words/names";
import styles from "./Review.module.css";

type FeaturesProps = {
  host: string;
  features: FeatureEntry[];
  /** Features that came and that went since the last export. */
  changed: [string[], string[]];
  /** Keys that GitHub's page does not name. */
  unknown: UnknownKey[];
};

/** The feature that syncs license usage by itself: the one that matters for a hand-over. */
const SYNC = "license_usage_sync";

/** The feature that matters, and a way to all of them and to the keys that nobody documents. */
export function Features(props: FeaturesProps) {
  const { host, features, unknown } = props;
  const [open, setOpen] = useState(false);
  const first = features.find(({ name }) => name === SYNC) ?? features[0];
  const more = features.length + unknown.length - (first === undefined ? 0 : 1);

  return (
    <>
      {first === undefined ? m.parts_none() : visible(first.name)}{" "}
      {(more > 0 || props.changed[1].length > 0) && (
        <button
          type="button"
          className={styles.more}
          aria-label={m.review_features_show({ count: more })}
          onClick={() => setOpen(true)}
        >
          {m.review_features_more({ count: more })}
        </button>
      )}
      {open && (
        <Dialog
          title={m.review_features_of({ host: visible(host) })}
          onClose={() => setOpen(false)}
        >
          <FeatureList {...props} />
        </Dialog>
      )}
    </>
  );
}

function FeatureList({ features, changed: [came, went], unknown }: FeaturesProps) {
  return (
    <div className={styles.featureList}>
      {features.length === 0 && <p>{m.review_features_none()}</p>}
      <ul>
        {features.map(({ name, enabled_at: enabledAt }) => (
          <li key={name} className={styles.feature}>
            <code>{visible(name)}</code>
            <span className={styles.muted}>
              {enabledAt === null
                ? m.review_features_undated()
                : m.review_features_on_since({ date: dateInFile(enabledAt) })}
              {came.includes(name) && ` · ${m.review_features_came()}`}
            </span>
          </li>
        ))}
      </ul>
      {went.length > 0 && (
        <p className={styles.muted}>
          {m.review_features_went({
            names: went.map(visible).join(m.findings_list_separator()),
          })}
        </p>
      )}
      {unknown.length > 0 && (
        <section>
          <h2 className={styles.subheading}>
            {m.review_keys_title()} ({count(unknown.length)})
          </h2>
          <p className={styles.muted}>{m.review_keys_advice()}</p>
          <dl className={styles.keys}>
            {unknown.map(({ key, raw }) => (
              <div key={key}>
                <dt>
                  <code>{visible(key)}</code>
                </dt>
                <dd>
                  <RawText text={raw} label={m.review_keys_value({ key: visible(key) })} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}

/** A date as the file has it, where it is none that can be read. */
function dateInFile(text: string): string {
  return Number.isNaN(Date.parse(text)) ? visible(text) : date(text);
}
