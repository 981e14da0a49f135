import type { PeopleTodo, Todo } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { enterpriseInSentence } from "../words/enterprises";
import type { Place } from "../place";

/** What a thing that needs doing says, and where it is done or begun. */
export type TodoWords = { title: string; words: string; place: Place };

/** What comes first of what needs doing; what is listed later matters less. */
const ORDER = [
  "unfinished_hand_over",
  "settle_hand_over",
  "answer_questions",
  "hand_over_reviewed",
  "look_at_review",
  "export_again",
  "counted_twice",
  "ambiguous",
  "dormant",
  "missing_scope",
] as const satisfies readonly (Todo | PeopleTodo)["what"][];

/** Brings into their order what needs doing about files and about people. */
export function inOrder(todo: readonly (Todo | PeopleTodo)[]): (Todo | PeopleTodo)[] {
  return todo.toSorted((one, other) => ORDER.indexOf(one.what) - ORDER.indexOf(other.what));
}

/** The words of a thing that needs doing. */
export function todoWords(todo: Todo | PeopleTodo): TodoWords {
  switch (todo.what) {
    case "unfinished_hand_over":
      return {
        title: m.overview_todo_unfinished({
          count: todo.files,
          enterprise: enterpriseInSentence(todo.enterprise),
        }),
        words: m.overview_todo_unfinished_words(),
        place: handOver(todo.review),
      };
    case "settle_hand_over":
      return todo.state === "failed"
        ? {
            title: m.overview_todo_failed({ server: todo.server }),
            words: m.overview_todo_failed_words(),
            place: handOver(todo.review),
          }
        : {
            title: m.overview_todo_unconfirmed({ server: todo.server }),
            words: m.overview_todo_unconfirmed_words(),
            place: handOver(todo.review),
          };
    case "answer_questions":
      return {
        title: m.overview_todo_questions({ count: todo.count }),
        words: m.overview_todo_questions_words(),
        place: { at: "review", review: todo.review },
      };
    case "hand_over_reviewed":
      return {
        title: m.overview_todo_hand_over({ count: todo.exports }),
        words:
          todo.questions === 0
            ? m.overview_todo_no_questions()
            : m.overview_todo_questions_open({ count: todo.questions }),
        place: { at: "review", review: todo.review },
      };
    case "look_at_review":
      return {
        title: m.overview_todo_look({ count: todo.files }),
        words: m.overview_todo_look_words(),
        place: { at: "review", review: todo.review },
      };
    case "export_again":
      return {
        title: m.overview_todo_export({ server: todo.server }),
        words: m.overview_todo_export_words({ count: todo.days }),
        place: { at: "server", server: todo.server },
      };
    case "missing_scope":
      return {
        title: m.overview_todo_scope({ scope: todo.scope }),
        words: m.overview_todo_scope_words(),
        place: { at: "settings" },
      };
    case "counted_twice":
      return {
        title: m.overview_todo_twice({ count: todo.people }),
        words: m.overview_todo_twice_words({ count: todo.freeable }),
        place: { at: "people", facets: ["counted_twice"] },
      };
    case "ambiguous":
      return {
        title: m.overview_todo_ambiguous({ count: todo.people }),
        words: m.overview_todo_ambiguous_words(),
        place: { at: "people", facets: ["ambiguous"] },
      };
    case "dormant":
      return {
        title: m.overview_todo_dormant({ count: todo.people }),
        words: m.overview_todo_dormant_words(),
        place: { at: "people", facets: ["dormant"] },
      };
  }
}

function handOver(review: string): Place {
  return { at: "handover", review, files: [], again: false };
}
