import type { ReadServerFile, ServerRead } from "../generated/desk";
import { FindingRow } from "../parts/FindingRow";
import { ReadingResult, ReadingResults } from "../parts/ReadingResults";
import { m } from "../paraglide/messages.js";
import { dateTime } from "../words/dates";
import { failureWords } from "../words/failures";
import { size } from "../words/numbers";
import { fileName, serverFailureWords } from "./reportWords";

/** What the last reading of a server brought, file by file. */
export function ReportsRead({ read }: { read: ServerRead }) {
  const kept = read.token_not_kept === null ? null : failureWords(read.token_not_kept);
  const when = m.servers_reports_last({ when: dateTime(read.at) });
  return (
    <ReadingResults heading={when}>
      {read.files.map((file) => (
        <File key={file.file} file={file} />
      ))}
      {kept !== null && (
        <FindingRow
          weight="warning"
          title={m.servers_reports_not_kept()}
          happened={kept.happened}
          advice={kept.advice}
        />
      )}
    </ReadingResults>
  );
}

function File({ file: { file, bytes, failure } }: { file: ReadServerFile }) {
  const name = fileName(file);
  if (bytes !== null) {
    return (
      <ReadingResult state="counted">
        {m.servers_reports_done({ file: name, size: size(bytes) })}
      </ReadingResult>
    );
  }
  if (failure === null) {
    return (
      <ReadingResult state="ahead">{m.servers_reports_not_asked({ file: name })}</ReadingResult>
    );
  }
  const words = serverFailureWords(failure);
  return (
    <FindingRow
      weight="warning"
      title={m.servers_reports_not_read({ file: name })}
      happened={words.happened}
      advice={words.advice}
    />
  );
}
