import { Button, FormControl, Radio, RadioGroup, Textarea } from "@primer/react";
import { useState } from "react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import { useAct, useAnswer } from "../backend/queries";
import type { PeopleWorklist, WorkItem } from "../generated/desk";
import { announce } from "../parts/announcements";
import { Answered } from "../parts/Answered";
import { CopyButton } from "../parts/CopyButton";
import { Dialog } from "../parts/Dialog";
import { Segments } from "../parts/Segments";
import { m } from "../paraglide/messages.js";
import { currentLocale } from "../words/locale";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import { accountName, likenessWords, worklistMail } from "../words/worklist";
import styles from "./Decisions.module.css";

/** What was taken onto the worklist: for those who can make the changes, as a table or as a mail in either language. */
export function WorklistDialog({ onClose }: { onClose: () => void }) {
  const worklist = useAnswer("worklist", {});
  return (
    <Dialog title={m.people_worklist_title()} onClose={onClose} width="xlarge">
      <Answered query={worklist}>{(known) => <Known worklist={known} />}</Answered>
    </Dialog>
  );
}

function Known({ worklist: { added, settled, all } }: { worklist: PeopleWorklist }) {
  const backend = useBackend();
  const [onlyAdded, setOnlyAdded] = useState(true);
  const [saved, setSaved] = useState<string | null>(null);
  const rows = onlyAdded ? added.items.length : all;
  const save = async () => {
    const path = await backend.saveFile({ what: "worklist", only_added: onlyAdded });
    if (path === null) return;
    const words = m.people_export_saved({ path: visible(path) });
    setSaved(words);
    announce(words);
  };
  return (
    <div className={styles.dialog}>
      {added.items.length === 0 ? (
        <p>{m.people_worklist_none()}</p>
      ) : (
        <ol className={styles.list}>
          {added.items.map((item) => (
            <Item key={item.rank} item={item} />
          ))}
        </ol>
      )}
      {settled > 0 && (
        <p className={styles.muted}>{m.people_worklist_settled({ count: settled })}</p>
      )}
      <section className={styles.part}>
        <RadioGroup name="whom" onChange={(value) => setOnlyAdded(value === "added")}>
          <RadioGroup.Label>{m.people_worklist_table()}</RadioGroup.Label>
          <FormControl>
            <Radio value="added" checked={onlyAdded} readOnly />
            <FormControl.Label>
              {m.people_worklist_added({ count: added.items.length })}
            </FormControl.Label>
          </FormControl>
          <FormControl>
            <Radio value="all" checked={!onlyAdded} readOnly />
            <FormControl.Label>{m.people_worklist_all({ count: all })}</FormControl.Label>
          </FormControl>
        </RadioGroup>
        <p className={styles.line}>
          <Button disabled={rows === 0} onClick={() => runOnHost(save())}>
            {m.people_worklist_save()}
          </Button>
        </p>
        {saved !== null && <p className={styles.saved}>{saved}</p>}
      </section>
      {added.items.length > 0 && <Mail worklist={added} />}
    </div>
  );
}

function Item({ item }: { item: WorkItem }) {
  const change = useAct("change_worklist");
  const fix = item.fix === "verify_email" ? m.worklist_verify_email : m.worklist_make_primary;
  return (
    <li className={styles.decision}>
      <div className={styles.texts}>
        <p>
          {m.people_worklist_pair({
            account: accountName(item.account),
            other: accountName(item.other),
          })}
        </p>
        <p className={styles.muted}>{likenessWords(item.likeness)}</p>
        {item.fix_accounts.map((account) => (
          <p key={account.key}>{fix({ account: accountName(account), email: item.fix_email })}</p>
        ))}
      </div>
      <Button
        size="small"
        loading={change.isPending}
        aria-label={m.people_worklist_remove_what({ rank: count(item.rank) })}
        onClick={() =>
          change.mutate({ account: item.account.key, other: item.other.key, on: false })
        }
      >
        {m.people_worklist_remove()}
      </Button>
    </li>
  );
}

/** The mail, in the language of those who get it. */
function Mail({ worklist }: { worklist: PeopleWorklist["added"] }) {
  const [locale, setLocale] = useState(currentLocale());
  const { subject, text } = worklistMail(worklist, locale);
  return (
    <section className={styles.part}>
      <h2 className={styles.partTitle}>
        {m.people_worklist_mail()}
        <Segments
          label={m.people_worklist_language()}
          segments={[
            { value: "en" as const, words: "English", lang: "en" },
            { value: "ja" as const, words: "日本語", lang: "ja" },
          ]}
          value={locale}
          onChange={setLocale}
        />
      </h2>
      <p className={styles.line}>
        <span lang={locale}>{subject}</span>
        <CopyButton text={subject} what={m.people_worklist_subject()} />
      </p>
      <div className={styles.line}>
        <Textarea
          block
          readOnly
          rows={8}
          lang={locale}
          aria-label={m.people_worklist_text()}
          value={text}
        />
        <CopyButton text={text} what={m.people_worklist_text()} />
      </div>
    </section>
  );
}
