import { useId, type ReactNode, type RefObject } from "react";
import type { Failure } from "../generated/desk";
import { Dialog } from "../parts/Dialog";
import { m } from "../paraglide/messages.js";
import { FormFailure } from "./FormFailure";
import styles from "./Settings.module.css";

type FormDialogProps = {
  title: string;
  /** The word of the button that sends the form. */
  submit: string;
  /** While the desk works on what was sent. */
  working: boolean;
  /** Why the desk did not take it. */
  failure: Failure | undefined;
  onSubmit: () => void;
  onClose: () => void;
  /** The field that has the focus when it opens. */
  initialFocus: RefObject<HTMLElement | null>;
  /** The fields. */
  children: ReactNode;
};

/** A short form in a dialog. What is wrong with it stands above its fields. */
export function FormDialog(props: FormDialogProps) {
  const { title, submit, working, failure, onSubmit, onClose, initialFocus, children } = props;
  const formId = useId();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      initialFocus={initialFocus}
      buttons={[
        { content: m.parts_cancel(), onClick: onClose },
        {
          content: submit,
          buttonType: "primary",
          type: "submit",
          form: formId,
          loading: working,
          loadingAnnouncement: m.parts_loading(),
        },
      ]}
    >
      <form
        id={formId}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <FormFailure failure={failure} />
        {children}
      </form>
    </Dialog>
  );
}
