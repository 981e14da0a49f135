import { Checkbox, CheckboxGroup, FormControl, type DialogButtonProps } from "@primer/react";
import { useId, useRef, useState } from "react";
import { useAct } from "../backend/queries";
import type { CloudPart, CloudPartReading, CloudParts } from "../generated/desk";
import { announce } from "../parts/announcements";
import { Dialog } from "../parts/Dialog";
import { useFocusAfter } from "../parts/useFocusAfter";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { FormFailure } from "../settings/FormFailure";
import { dateTime } from "../words/dates";
import { ReadingBar } from "./ReadingBar";
import { Results } from "./Results";
import styles from "./Identities.module.css";

type Wanted = { identities: boolean; subscriptions: boolean };

/**
 * Says what would be read and which scope opens it, reads it, and says what came of it. It can be closed while the reading goes on.
 */
export function IdentitiesDialog(props: {
  parts: CloudParts;
  reading: CloudPartReading | null;
  onClose: () => void;
}) {
  const { parts, reading, onClose } = props;
  const formId = useId();
  const read = useAct("read_cloud_parts", { told: "by the caller" });
  const stop = useAct("stop_reading_cloud_parts");
  const [wanted, setWanted] = useState<Wanted>({ identities: true, subscriptions: true });
  const [nothing, setNothing] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const going = read.isPending || reading !== null;
  const failure = read.error?.failure;
  useFocusAfter(going, form);

  const submit = () => {
    setNothing(!wanted.identities && !wanted.subscriptions);
    if (!wanted.identities && !wanted.subscriptions) return;
    read.mutate(wanted, { onSuccess: () => announce(m.identities_spoken()) });
  };
  const openReview = () => {
    onClose();
    goTo({ at: "review", review: null });
  };

  const close: DialogButtonProps = { content: m.parts_close(), onClick: onClose };
  const buttons: DialogButtonProps[] = going
    ? [close, { content: m.identities_stop(), onClick: () => stop.mutate({}) }]
    : [
        close,
        ...(parts.last?.review != null
          ? [{ content: m.identities_open_review(), onClick: openReview }]
          : []),
        { content: m.identities_read(), buttonType: "primary", type: "submit", form: formId },
      ];

  return (
    <Dialog title={m.identities_title()} onClose={onClose} buttons={buttons} initialFocus={first}>
      <form
        ref={form}
        id={formId}
        tabIndex={-1}
        className={styles.body}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <FormFailure failure={failure?.code === "cancelled" ? undefined : failure} />
        <p className={styles.words}>{m.identities_words()}</p>
        {going ? (
          <>
            <ReadingBar reading={reading ?? { part: "identities", read: 0, of: null }} />
            <p className={styles.words}>{m.identities_goes_on()}</p>
          </>
        ) : (
          <>
            <CheckboxGroup>
              <CheckboxGroup.Label>{m.identities_what()}</CheckboxGroup.Label>
              <FormControl>
                <Checkbox
                  ref={first}
                  value="identities"
                  checked={wanted.identities}
                  onChange={({ target }) => setWanted({ ...wanted, identities: target.checked })}
                />
                <FormControl.Label>{m.identities_identities()}</FormControl.Label>
                <FormControl.Caption>
                  {m.identities_identities_words()} {keptWords(parts, "identities")}
                </FormControl.Caption>
              </FormControl>
              <FormControl>
                <Checkbox
                  value="subscriptions"
                  checked={wanted.subscriptions}
                  onChange={({ target }) => setWanted({ ...wanted, subscriptions: target.checked })}
                />
                <FormControl.Label>{m.identities_subscriptions()}</FormControl.Label>
                <FormControl.Caption>
                  {m.identities_subscriptions_words()} {keptWords(parts, "subscriptions")}
                </FormControl.Caption>
              </FormControl>
              {nothing && (
                <CheckboxGroup.Validation variant="error">
                  {m.identities_nothing_chosen()}
                </CheckboxGroup.Validation>
              )}
            </CheckboxGroup>
            {parts.last !== null && <Results read={parts.last} />}
          </>
        )}
      </form>
    </Dialog>
  );
}

function keptWords({ kept }: CloudParts, part: CloudPart): string {
  const known = kept.find((one) => one.part === part);
  return known === undefined
    ? m.identities_none_kept()
    : m.identities_kept({ count: known.count, when: dateTime(known.at) });
}
