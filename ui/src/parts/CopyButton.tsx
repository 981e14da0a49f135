import { CheckIcon, CopyIcon } from "@primer/octicons-react";
import { Tooltip } from "@primer/react";
import { useEffect, useState } from "react";
import { useBackend } from "../backend/backend";
import { m } from "../paraglide/messages.js";
import { announce } from "./announcements";
import styles from "./Copy.module.css";

/** How long the button shows that it copied. */
const SHOWN_MS = 2000;

/** Copies all of a text; `what` says which ("SHA-256", "command"). */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const backend = useBackend();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const name = copied ? m.parts_copied() : m.parts_copy_what({ what });
  return (
    <Tooltip text={name} type="label" direction="n">
      <button
        type="button"
        className={copied ? `${styles.copy} ${styles.copied}` : styles.copy}
        data-copy={text}
        onClick={async () => {
          await backend.copy(text);
          setCopied(true);
          announce(m.parts_copied());
        }}
      >
        {copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
      </button>
    </Tooltip>
  );
}
