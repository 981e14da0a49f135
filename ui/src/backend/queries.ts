import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type QueryFilters,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { Calls, Event } from "../generated/desk";
import { useBackend, type Backend, type BackendFailure } from "./backend";
import { reportFailure } from "./failures";
import { keepProgress } from "./progress";

type CallName = keyof Calls;

/** The calls that only ask; what they answered is kept until an event says that it changed. */
export type Question =
  | "shell"
  | "overview"
  | "people_number"
  | "people_rows"
  | "people_columns"
  | "worklist"
  | "servers"
  | "server"
  | "person"
  | "cloud_people"
  | "what_if_choices"
  | "try_out"
  | "review_sheet"
  | "count_changes"
  | "changed_accounts"
  | "listed_accounts"
  | "expected_count"
  | "prepare_hand_over"
  | "hand_over_task"
  | "receipt"
  | "confirmed_accounts"
  | "history"
  | "consumed_answer"
  | "cloud_report"
  | "cloud_parts"
  | "server_reading"
  | "decisions"
  | "network"
  | "told_facts"
  | "kept"
  | "plan_forget";

/** The calls that change something. */
export type Act = Exclude<CallName, Question>;

/**
 * Asks the desk, and again whenever an event says that the answer changed. `world` names the enterprise at hand where an
 * answer must not be taken for another one's.
 */
export function useAnswer<Name extends Question>(
  name: Name,
  argument: Calls[Name][0],
  { world, ...options }: { enabled?: boolean; world?: string } = {},
): UseQueryResult<Calls[Name][1], BackendFailure> {
  const { queryKey, queryFn } = question(useBackend(), name, argument);
  return useQuery<Calls[Name][1], BackendFailure>({
    queryKey: world === undefined ? queryKey : [...queryKey, world],
    queryFn,
    ...options,
  });
}

/**
 * Follows what the desk pushes: it is kept as progress, or makes answers stale. Begun before anything is asked, so that
 * nothing happens between an answer and the first event that is heard.
 */
export function followDesk(client: QueryClient, backend: Backend): () => void {
  return backend.onEvent((event) => {
    keepProgress(event);
    void refreshAfter(client, event);
  });
}

/** Asks ahead of the first drawing for what it will show; a refusal is told where the answer is drawn. */
export async function askAhead(
  client: QueryClient,
  backend: Backend,
  questions: readonly ("shell" | "overview")[],
): Promise<void> {
  await Promise.all(questions.map((name) => client.prefetchQuery(question(backend, name, {}))));
}

/** How a question and its answer are kept. */
function question<Name extends Question>(backend: Backend, name: Name, argument: Calls[Name][0]) {
  return {
    queryKey: [name, argument] as readonly unknown[],
    queryFn: () => backend.call(name, argument),
  };
}

/**
 * Has the desk do something. Its failure is told at the top of the window, unless the caller tells it itself, beside
 * what the person was doing (`told: "by the caller"`).
 */
export function useAct<Name extends Act>(
  name: Name,
  options: { told?: "at the top" | "by the caller" } = {},
): UseMutationResult<Calls[Name][1], BackendFailure, Calls[Name][0]> {
  const backend = useBackend();
  const client = useQueryClient();
  return useMutation<Calls[Name][1], BackendFailure, Calls[Name][0]>({
    mutationFn: (argument) => backend.call(name, argument),
    onSuccess: () => askAll(client, STALE_AFTER_ACT[name] ?? []),
    onError: (failure) => {
      if (options.told !== "by the caller") reportFailure(failure.failure);
    },
  });
}

/** Which answers an event makes stale; null means all of them. Progress makes none stale. */
const STALE_AFTER: Record<Event["event"], readonly Question[] | null> = {
  reading: [],
  sending: [],
  counting: [],
  saving: [],
  review_changed: [
    "review_sheet",
    "expected_count",
    "overview",
    "people_number",
    "people_rows",
    "person",
    "cloud_people",
    "what_if_choices",
    "try_out",
    "decisions",
    "worklist",
    "servers",
    "server",
    "shell",
    "prepare_hand_over",
    "cloud_parts",
    "history",
    "kept",
    "plan_forget",
  ],
  hand_over_changed: [
    "hand_over_task",
    "servers",
    "server",
    "overview",
    "history",
    "receipt",
    "review_sheet",
    "expected_count",
    "consumed_answer",
    "plan_forget",
  ],
  cloud_reading: [],
  // Not what stands ready for a hand-over: looking at that begins a reading.
  cloud_read: [
    "cloud_report",
    "overview",
    "consumed_answer",
    "expected_count",
    "people_number",
    "people_rows",
    "person",
    "servers",
    "server",
    "review_sheet",
    "history",
    "kept",
    "plan_forget",
  ],
  cloud_part_reading: [],
  cloud_parts_read: ["cloud_parts"],
  server_reading: [],
  server_read: ["server_reading"],
  people_changed: [
    "decisions",
    "worklist",
    "people_number",
    "people_rows",
    "person",
    "try_out",
    "history",
  ],
  settings_changed: null,
};

/** Which answers an act makes stale that pushes no event of its own. */
const STALE_AFTER_ACT: Partial<Record<Act, readonly Question[]>> = {
  choose_people_columns: ["people_columns"],
  read_consumed: ["overview", "consumed_answer", "review_sheet", "history"],
};

/** Has stale answers asked for again. */
export async function refreshAfter(client: QueryClient, event: Event): Promise<void> {
  const stale = STALE_AFTER[event.event];
  if (stale === null) {
    // The frame first: it says which enterprise the other answers are about.
    await askAnew(client, { queryKey: ["shell"] });
    await askAnew(client, { predicate: ({ queryKey }) => queryKey[0] !== "shell" });
    return;
  }
  await askAll(client, stale);
}

async function askAll(client: QueryClient, stale: readonly Question[]): Promise<void> {
  await Promise.all(stale.map((name) => askAnew(client, { queryKey: [name] })));
}

/**
 * Takes back what is being asked and asks it anew: the answer on its way may be older than the event. Where it is the
 * first answer, an invalidation alone would wait for it and believe it.
 */
async function askAnew(client: QueryClient, questions: QueryFilters): Promise<void> {
  await client.cancelQueries(questions);
  await client.invalidateQueries(questions);
}
