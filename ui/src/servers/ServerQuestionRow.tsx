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
  const { title, happened, advice } = questionWords(question);
  return (
    <FindingRow
      weight="question"
      title={title}
      happened={happened}
      advice={advice}
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

function questionWords({ code, id, host, before, at }: ServerQuestion) {
  const words = { id: told(id), host: told(host), before: told(before), date: date(at) };
  switch (code) {
    case "other_host":
      return {
        title: m.servers_two_hosts(),
        happened: m.servers_two_hosts_was(words),
        advice: m.servers_two_hosts_open(),
      };
    case "other_than_chosen":
      return {
        title: m.servers_other_than_chosen(),
        happened: m.servers_other_than_chosen_was(words),
        advice: m.servers_other_than_chosen_open(),
      };
    default:
      return {
        title: m.servers_two_ids(),
        happened: m.servers_two_ids_was(words),
        advice: m.servers_two_ids_open(),
      };
  }
}

function told(name: string | null): string {
  return name === null || name === "" ? m.parts_not_known() : visible(name);
}
