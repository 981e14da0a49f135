import { Link } from "@primer/react";
import { SkeletonText } from "@primer/react/experimental";
import type { PeopleTodo, Todo } from "../generated/desk";
import { Box } from "../parts/Box";
import { PrimaryButton } from "../parts/PrimaryButton";
import { StateLabel } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { date } from "../words/dates";
import { count } from "../words/numbers";
import { todoWords } from "./todo";
import styles from "./TodoBox.module.css";

/** What needs doing, in order. The first carries the primary action. */
export function TodoBox(props: {
  todo: (Todo | PeopleTodo)[];
  nextExportBy: string | null;
  /** Whether people are still counted, so that more may need doing. */
  counting?: boolean;
  /** Two side by side, where there is no column beside it. */
  twoColumns?: boolean;
}) {
  const { nextExportBy, counting = false, twoColumns = false } = props;
  const todo = props.todo.slice(0, MOST);
  return (
    <Box
      title={m.overview_todo()}
      fact={todo.length > 1 ? m.overview_todo_order() : undefined}
      body={todo.length === 0 ? "padded" : "rows"}
    >
      {todo.length === 0 && counting ? (
        <SkeletonText lines={2} />
      ) : todo.length === 0 ? (
        <div className={styles.nothing}>
          <StateLabel state="counted">{m.overview_todo_nothing()}</StateLabel>
          {nextExportBy !== null && (
            <p className={styles.words}>{m.overview_todo_next({ date: date(nextExportBy) })}</p>
          )}
        </div>
      ) : (
        <ol
          className={twoColumns ? `${styles.list} ${styles.pairs}` : styles.list}
          aria-label={m.overview_todo()}
        >
          {todo.map((item, index) => (
            <TodoRow key={JSON.stringify(item)} item={item} position={index + 1} />
          ))}
        </ol>
      )}
    </Box>
  );
}

/** More than that is no order any more. */
const MOST = 6;

function TodoRow({ item, position }: { item: Todo | PeopleTodo; position: number }) {
  const { title, words, place } = todoWords(item);
  const first = position === 1;
  return (
    <li className={styles.row}>
      <span className={styles.position} aria-hidden="true">
        {count(position)}
      </span>
      <div className={styles.text}>
        {first ? (
          <p className={styles.title}>{title}</p>
        ) : (
          <Link as="button" className={styles.link} onClick={() => goTo(place)}>
            {title}
          </Link>
        )}
        {first ? (
          <div className={styles.primary}>
            <PrimaryButton onClick={() => goTo(place)}>{m.overview_todo_continue()}</PrimaryButton>
            <span className={styles.words}>{words}</span>
          </div>
        ) : (
          <p className={styles.words}>{words}</p>
        )}
      </div>
    </li>
  );
}
