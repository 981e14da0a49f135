import { FormControl, Radio, RadioGroup, Textarea } from "@primer/react";
import { useId, useRef, useState } from "react";
import { useAct } from "../backend/queries";
import type { NearPerson, PersonBox } from "../generated/desk";
import { announce } from "../parts/announcements";
import { Dialog } from "../parts/Dialog";
import { m } from "../paraglide/messages.js";
import { choicesOf } from "./decisions";
import styles from "./WhyPanel.module.css";

type DecideDialogProps = { person: PersonBox; near: NearPerson | null; onClose: () => void };

/** A decision about a person's accounts. It moves the planned number only, and says so. */
export function DecideDialog({ person, near, onClose }: DecideDialogProps) {
  const choices = choicesOf(person, near);
  const [chosen, setChosen] = useState(0);
  const [note, setNote] = useState("");
  const decide = useAct("decide");
  const form = useId();
  const first = useRef<HTMLInputElement>(null);
  const submit = () => {
    const choice = choices[chosen];
    if (choice === undefined) return;
    const { kind, account, other } = choice;
    decide.mutate(
      { kind, account, other, note },
      {
        onSuccess: () => announce(m.people_decided_done()),
        onSettled: onClose,
      },
    );
  };
  return (
    <Dialog
      title={m.people_decide_title()}
      onClose={onClose}
      initialFocus={first}
      buttons={[
        { content: m.parts_cancel(), onClick: onClose },
        {
          content: m.people_decide_confirm(),
          buttonType: "primary",
          type: "submit",
          form,
          loading: decide.isPending,
          loadingAnnouncement: m.parts_loading(),
        },
      ]}
    >
      <form
        id={form}
        className={styles.decide}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <RadioGroup name="decision" onChange={(value) => setChosen(Number(value))}>
          <RadioGroup.Label>{m.people_decide_what()}</RadioGroup.Label>
          <RadioGroup.Caption>{m.people_decide_moves()}</RadioGroup.Caption>
          {choices.map(({ words }, place) => (
            <FormControl key={words}>
              <Radio
                ref={place === 0 ? first : undefined}
                value={String(place)}
                checked={place === chosen}
              />
              <FormControl.Label>{words}</FormControl.Label>
            </FormControl>
          ))}
        </RadioGroup>
        <FormControl>
          <FormControl.Label>{m.people_decide_why()}</FormControl.Label>
          <Textarea
            block
            rows={3}
            maxLength={1000}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </FormControl>
      </form>
    </Dialog>
  );
}
