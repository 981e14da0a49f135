import type { Code } from "../../generated/desk";
import { m } from "../../paraglide/messages.js";
import { size } from "../numbers";
import { choiceOf, numberOf, textOf } from "../params";
import { sizeOf, told, titled, counted, type Write } from "./write";

const archiveEntryRefused: Write = ({ params }) => {
  const reason = choiceOf(params, "reason");
  return {
    title: m.findings_archive_entry_refused_title(),
    happened: m.findings_archive_entry_refused_happened({ reason, entry: textOf(params, "entry") }),
    advice: m.findings_archive_entry_refused_advice({ reason }),
  };
};

const cannotOpen: Write = ({ params }) => {
  const reason = choiceOf(params, "reason");
  return {
    title: m.findings_cannot_open_title(),
    happened: m.findings_cannot_open_happened({ reason }),
    advice: m.findings_cannot_open_advice({ reason }),
  };
};

const notKept: Write = ({ params }) => {
  const reason = choiceOf(params, "reason");
  return {
    title: m.findings_not_kept_title(),
    happened: m.findings_not_kept_happened({ reason }),
    advice: m.findings_not_kept_advice({ reason }),
  };
};

/** A file of the same size before and after changed all the same; then the sizes say nothing. */
const changedWhileRead: Write = ({ params }) => {
  const before = numberOf(params, "before");
  const after = numberOf(params, "after");
  return {
    title: m.findings_changed_while_read_title(),
    happened:
      before === null || after === null || before === after
        ? null
        : m.findings_changed_while_read_happened({ before: size(before), after: size(after) }),
    advice: m.findings_changed_while_read_advice(),
  };
};

/** Opening a file, a folder or an archive, and keeping what was read. */
export const OPENING = {
  cannot_open: cannotOpen,
  not_a_file: ({ params }) => ({
    title: m.findings_not_a_file_title({ what: choiceOf(params, "what") }),
    happened: null,
    advice: m.findings_not_a_file_advice(),
  }),
  empty_folder: told(() => m.findings_empty_folder_happened(), m.findings_empty_folder_advice),
  folders_passed_over: told(
    (params) => m.findings_folders_passed_over_happened(counted(params)),
    m.findings_folders_passed_over_advice,
  ),
  empty_archive: told(() => m.findings_empty_archive_happened(), m.findings_empty_archive_advice),
  archive_refused: titled(
    m.findings_archive_refused_title,
    (params) => m.findings_archive_refused_happened({ reason: choiceOf(params, "reason") }),
    m.findings_archive_refused_advice,
  ),
  archive_entry_refused: archiveEntryRefused,
  read_failed: titled(
    m.findings_read_failed_title,
    (params) =>
      m.findings_read_failed_happened({
        reason: choiceOf(params, "reason"),
        size: sizeOf(params, "bytes"),
      }),
    m.findings_read_failed_advice,
  ),
  changed_while_read: changedWhileRead,
  not_kept: notKept,
  cancelled: titled(m.findings_cancelled_title, null, m.findings_cancelled_advice),
} satisfies Partial<Record<Code, Write>>;
