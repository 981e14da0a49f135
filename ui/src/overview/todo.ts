import type { PeopleTodo, Todo } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { enterpriseInSentence } from "../words/enterprises";
import type { Place } from "../place";

/** What a thing that needs doing says, and where it is done; no place where it is done outside of Seatbridge. */
export type TodoWords = { title: string; words: string; place: Place | null };

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
        place: null,
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
