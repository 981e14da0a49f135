import { useAnswer } from "../backend/queries";
import { m } from "../paraglide/messages.js";
import { exactTime } from "../words/dates";
import { Answered } from "./Answered";
import { Dialog } from "./Dialog";
import { FactsList, type Fact } from "./FactsList";
import { RawText } from "./RawText";

/** The cloud's last answer about consumed licenses, as it came. */
export function ConsumedAnswer({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={m.parts_answer_title()} width="xlarge" onClose={onClose}>
      <AnswerAsItCame />
    </Dialog>
  );
}

/** The same, to stand in another dialog. */
export function AnswerAsItCame() {
  const answer = useAnswer("consumed_answer", {});
  return (
    <Answered query={answer}>
      {(told) => {
        if (told === null) return <p>{m.parts_answer_none()}</p>;
        const facts: Fact[] = [
          { name: m.parts_answer_source(), value: <code>{told.source}</code> },
          { name: m.parts_answer_at(), value: exactTime(told.at) },
          {
            name: m.parts_answer_cloud_at(),
            value: told.cloud_at === null ? m.parts_not_known() : exactTime(told.cloud_at),
          },
        ];
        return (
          <>
            <FactsList facts={facts} />
            <RawText text={told.body} label={m.parts_answer_title()} />
          </>
        );
      }}
    </Answered>
  );
}
