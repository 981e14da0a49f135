import { Button } from "@primer/react";
import { useAct } from "../backend/queries";
import type { ServerQuestion } from "../generated/desk";
import { FindingRow } from "../parts/FindingRow";
import { m } from "../paraglide/messages.js";
import { choiceWord } from "../review/choices";
import { date } from "../words/dates";
import { visible } from "../words/names";

/** Whether a server is the same one under another name, which only a person can say. */
export function ServerQuestionRow({ question }: { question: ServerQuestion }) {
  const answer = useAct("answer_question");
  const { file, code, choices } = question;
  const otherHost = code === "other_host";
  const words = {
    id: told(question.id),
    host: told(question.host),
    before: told(question.before),
    date: date(question.at),
  };
  return (
    <FindingRow
      weight="question"
      title={otherHost ? m.servers_two_hosts() : m.servers_two_ids()}
      happened={otherHost ? m.servers_two_hosts_was(words) : m.servers_two_ids_was(words)}
      advice={otherHost ? m.servers_two_hosts_open() : m.servers_two_ids_open()}
      actions={choices.map((choice) => (
        <Button
          key={choice}
          size="small"
          disabled={answer.isPending}
          onClick={() => answer.mutate({ file, code, choice })}
        >
          {choiceWord(choice)}
        </Button>
      ))}
    />
  );
}

function told(name: string | null): string {
  return name === null || name === "" ? m.parts_not_known() : visible(name);
}
