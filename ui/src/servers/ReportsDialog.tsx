import { Button, Checkbox, CheckboxGroup, FormControl, TextInput } from "@primer/react";
import type { DialogButtonProps } from "@primer/react";
import { useId, useRef, useState } from "react";
import { useAct } from "../backend/queries";
import type { ServerFile, ServerReading, ServerStep } from "../generated/desk";
import { announce } from "../parts/announcements";
import { Dialog } from "../parts/Dialog";
import { useFocusAfter } from "../parts/useFocusAfter";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { FormFailure } from "../settings/FormFailure";
import { visible } from "../words/names";
import { ReportsRead } from "./ReportsRead";
import { ServerStepBar } from "./ServerStepBar";
import { fileWords, isWhole, moreWords, SERVER_FILES, serverFailureWords } from "./reportWords";
import styles from "./Reports.module.css";

type ReportsDialogProps = {
  /** What stands for the server in a count. */
  server: string;
  stand: ServerReading;
  /** How far a reading is; null while none goes on. */
  step: ServerStep | null;
  practice: boolean;
  /** It speaks no HTTPS, so no token goes to it. */
  httpOnly: boolean;
  onClose: () => void;
};

/** Reads a server's reports and its license with a site administrator's token, and leads to the review that they are in. */
export function ReportsDialog(props: ReportsDialogProps) {
  const { server, stand, step, practice, httpOnly, onClose } = props;
  const formId = useId();
  const read = useAct("read_server", { told: "by the caller" });
  const stop = useAct("stop_reading_server");
  const [token, setToken] = useState("");
  const [keep, setKeep] = useState(false);
  const [files, setFiles] = useState<ReadonlySet<ServerFile>>(new Set(["all_users", "license"]));
  const [asked, setAsked] = useState(false);
  const tokenField = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const going = read.isPending || step !== null;
  const typed = token.trim();
  const tokenMissing = typed === "" && stand.token === "missing";
  const failure = read.error?.failure;
  useFocusAfter(going, form);
  const host = visible(stand.host);

  const openReview = (review: string | null) => {
    onClose();
    goTo({ at: "review", review });
  };
  const submit = () => {
    setAsked(true);
    if (tokenMissing || files.size === 0) return;
    read.mutate(
      {
        server,
        token: typed === "" ? null : typed,
        keep_token: keep && typed !== "",
        files: SERVER_FILES.filter((file) => files.has(file)),
      },
      {
        onSuccess: (answer) => {
          setToken("");
          announce(m.servers_reports_spoken({ host }));
          if (isWhole(answer.files) && answer.token_not_kept === null) openReview(answer.review);
        },
      },
    );
  };
  const choose = (file: ServerFile, chosen: boolean) => {
    const others = [...files].filter((other) => other !== file);
    setFiles(new Set(chosen ? [...others, file] : others));
  };

  return (
    <Dialog
      title={m.servers_reports_title({ host })}
      onClose={onClose}
      buttons={buttonsOf({
        ...props,
        going,
        formId,
        stop: () => stop.mutate({ key: server }),
        openReview,
      })}
      initialFocus={tokenField}
    >
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
        <FormFailure
          failure={failure?.code === "cancelled" ? undefined : failure}
          wordsOf={serverFailureWords}
        />
        <p className={styles.words}>
          {httpOnly ? m.servers_reports_http() : m.servers_reports_words()}
        </p>
        {going && (
          <>
            {step !== null && <ServerStepBar host={host} step={step} />}
            <p className={styles.words}>{m.servers_reports_goes_on()}</p>
          </>
        )}
        {!going && !httpOnly && (
          <>
            <FormControl required={stand.token === "missing"}>
              <FormControl.Label>{m.servers_reports_token()}</FormControl.Label>
              <TextInput
                block
                ref={tokenField}
                type="password"
                autoComplete="off"
                spellCheck={false}
                value={token}
                onChange={({ target }) => setToken(target.value)}
              />
              <FormControl.Caption>{tokenWords(stand, practice, host)}</FormControl.Caption>
              {asked && tokenMissing && (
                <FormControl.Validation variant="error">
                  {m.servers_reports_token_missing()}
                </FormControl.Validation>
              )}
            </FormControl>
            {!practice && stand.token !== "missing" && <ForgetToken server={server} />}
            {!practice && (
              <FormControl disabled={typed === ""}>
                <Checkbox checked={keep} onChange={({ target }) => setKeep(target.checked)} />
                <FormControl.Label>{m.servers_reports_keep()}</FormControl.Label>
              </FormControl>
            )}
            <CheckboxGroup>
              <CheckboxGroup.Label>{m.servers_reports_files()}</CheckboxGroup.Label>
              <CheckboxGroup.Caption>{m.servers_reports_files_words()}</CheckboxGroup.Caption>
              {SERVER_FILES.map((file) => (
                <FormControl key={file}>
                  <Checkbox
                    value={file}
                    checked={files.has(file)}
                    onChange={({ target }) => choose(file, target.checked)}
                  />
                  <FormControl.Label>{fileWords(file)}</FormControl.Label>
                  {moreWords(file) !== null && (
                    <FormControl.Caption>{moreWords(file)}</FormControl.Caption>
                  )}
                </FormControl>
              ))}
              {asked && files.size === 0 && (
                <CheckboxGroup.Validation variant="error">
                  {m.servers_reports_nothing()}
                </CheckboxGroup.Validation>
              )}
            </CheckboxGroup>
            {stand.last !== null && <ReportsRead read={stand.last} />}
          </>
        )}
      </form>
    </Dialog>
  );
}

function buttonsOf(
  props: ReportsDialogProps & {
    going: boolean;
    formId: string;
    stop: () => void;
    openReview: (review: string) => void;
  },
): DialogButtonProps[] {
  const { stand, httpOnly, onClose, going, formId, stop, openReview } = props;
  const close: DialogButtonProps = { content: m.parts_close(), onClick: onClose };
  if (going) return [close, { content: m.servers_reports_stop(), onClick: stop }];
  const { last } = stand;
  return [
    close,
    ...(last === null
      ? []
      : [{ content: m.servers_reports_open_review(), onClick: () => openReview(last.review) }]),
    ...(httpOnly
      ? []
      : [
          {
            content: m.servers_reports_read(),
            buttonType: "primary",
            type: "submit",
            form: formId,
          } as const,
        ]),
  ];
}

function ForgetToken({ server }: { server: string }) {
  const forget = useAct("forget_server_token");
  return (
    <div>
      <Button
        size="small"
        loading={forget.isPending}
        loadingAnnouncement={m.parts_loading()}
        onClick={() =>
          forget.mutate(
            { key: server },
            { onSuccess: () => announce(m.servers_reports_forgotten()) },
          )
        }
      >
        {m.servers_reports_forget()}
      </Button>
    </div>
  );
}

function tokenWords({ token }: ServerReading, practice: boolean, host: string): string {
  if (practice) return m.servers_reports_token_practice();
  switch (token) {
    case "session":
      return m.servers_reports_token_session();
    case "keychain":
      return m.servers_reports_token_keychain();
    default:
      return m.servers_reports_token_words({ host });
  }
}
