import type {
  Calls,
  Decision,
  Enterprise,
  Event,
  Failure,
  Network,
  Shell,
  ToldFacts,
  PageWay,
  PeopleColumn,
} from "../generated/desk";
import { startAt } from "../place";
import { BackendFailure, type Backend, type Drag } from "./backend";
import { copy } from "./clipboard";
import { CHECK, NETWORK, PRACTICE, shellOf } from "./fixture/enterprises";
import { handOverTaskOf, preparationOf } from "./fixture/handover";
import { historyOf } from "./fixture/history";
import { confirmedOf } from "./fixture/confirmed";
import { cloudReportOf } from "./fixture/cloudReport";
import { overviewOf } from "./fixture/overview";
import { cloudPeopleOf, peopleNumberOf, peopleRowsOf, personOf } from "./fixture/people";
import { CONSUMED_ANSWER, receiptOf } from "./fixture/receipt";
import { DECISION_IMPORT, worklistOf } from "./fixture/decisions";
import { savedFile } from "./fixture/saving";
import { readingOf } from "./fixture/reading";
import { CHANGES, changedAccounts, listedAccounts } from "./fixture/reports";
import { expectedCountOf, READING, reviewOf } from "./fixture/review";
import { serverOf, serversOf } from "./fixture/servers";
import { triedOutOf, WHAT_IF_CHOICES } from "./fixture/whatif";
import { sceneOf, type Scene } from "./fixture/scene";
import { stretched } from "./fixture/stretched";

type Handlers = { [Name in keyof Calls]: (argument: Calls[Name][0]) => Calls[Name][1] };

/** How long an invented answer takes, so that what stands in its place is seen. */
const ANSWER_MS = 30;

/** An invented desk for drawing and looking; no build for people holds it. */
export function fixtureBackend(search: string): Backend {
  const scene = sceneOf(search);
  const listeners = new Set<(event: Event) => void>();
  const push = (event: Event) => {
    for (const listener of listeners) listener(event);
  };
  const handlers = handlersOf(scene, push);
  startAt(scene.start);

  return {
    host: "fixture",
    call: async (name, argument) => {
      await new Promise((resolve) => {
        setTimeout(resolve, ANSWER_MS);
      });
      const answer = handlers[name](argument);
      return scene.stretched ? stretched(answer) : answer;
    },
    onEvent: (listener) => {
      listeners.add(listener);
      if (scene.state === "faults") listener({ event: "reading", ...READING });
      return () => listeners.delete(listener);
    },
    onDrag: (listener) => {
      const drag = scene.drag === null ? undefined : DRAGS[scene.drag];
      if (drag !== undefined) listener(drag);
      return () => undefined;
    },
    acceptDrops: async () => undefined,
    onFailure: () => () => undefined,
    chooseFiles: async () => push({ event: "review_changed" }),
    showInFolder: async () => undefined,
    handedPath: async (file) => `/home/y.kudo/.local/share/seatbridge/ready/${file}.json`,
    dragOut: async () => undefined,
    openPage: async () => undefined,
    handOffAvailable: async () => true,
    openHandOffWindow: async () => undefined,
    showKeptFolder: async () => undefined,
    saveReceipt: async (number) => `/home/y.kudo/receipt-${number}.json`,
    chooseDecisions: async () => DECISION_IMPORT,
    saveFile: (request) => savedFile(request, push),
    systemLanguage: async () => navigator.language,
    copy,
  };
}

const DRAGS: Record<string, Drag> = {
  files: {
    unusable: false,
    files: [
      { name: "license-usage-20261124.json", bytes: 61_402_118, folder_files: null },
      { name: "license-usage-eu.json", bytes: 48_900_000, folder_files: null },
      {
        name: "ghe-license-usage (nagoya, ticket CHG-40817).json",
        bytes: 33_004_870,
        folder_files: null,
      },
      { name: "osaka-open-20261124.json", bytes: null, folder_files: null },
      { name: "lab-1.json", bytes: 912, folder_files: null },
      { name: "lab-2.json", bytes: 912, folder_files: null },
      { name: "lab-3.json", bytes: 912, folder_files: null },
    ],
  },
  folder: {
    unusable: false,
    files: [{ name: "exports-november", bytes: null, folder_files: 14 }],
  },
  unnamed: { unusable: false, files: [] },
  text: { unusable: true, files: [] },
};

function handlersOf(scene: Scene, push: (event: Event) => void): Handlers {
  let shell: Shell = shellOf(scene);
  let kept = { files: 41, bytes: 2_700_000_000 };
  let network: Network = NETWORK;
  const review = reviewOf(scene);
  let task = handOverTaskOf(scene);
  let way: PageWay = "browser";
  let told: ToldFacts = { billing: "unknown", scim: null, managed_users: null };
  let decisions: Decision[] = [];
  let columns: PeopleColumn[] = ["accounts", "joined_by", "state"];
  let onWorklist = false;
  let undone: Decision[] = [];

  const changed = (next: Partial<Shell>): Shell => {
    shell = { ...shell, ...next };
    push({ event: "settings_changed" });
    return shell;
  };
  const withEnterprise = (name: string, change: Partial<Enterprise>): Shell => {
    const enterprises = shell.enterprises.map((known) =>
      known.name === name ? { ...known, ...change } : known,
    );
    return changed({
      enterprises,
      enterprise: enterprises.find((known) => known.name === shell.enterprise?.name) ?? null,
    });
  };
  const quiet = (): null => {
    push({ event: "review_changed" });
    return null;
  };

  return {
    shell: () => shell,
    overview: () => overviewOf(scene),
    people_number: () => peopleNumberOf(scene),
    servers: () => serversOf(scene),
    server: ({ key }) => serverOf(key),
    people_rows: peopleRowsOf,
    cloud_people: cloudPeopleOf,
    what_if_choices: () => WHAT_IF_CHOICES,
    try_out: triedOutOf,
    told_facts: () => told,
    tell_facts: (facts) => {
      told = facts;
      push({ event: "settings_changed" });
      return told;
    },
    person: ({ key }) => personOf(key, onWorklist),
    people_columns: () => columns,
    choose_people_columns: ({ columns: chosen }) => {
      columns = chosen;
      return null;
    },
    take_decisions: () => {
      push({ event: "people_changed" });
      return null;
    },
    worklist: () => worklistOf(onWorklist),
    change_worklist: ({ on }) => {
      onWorklist = on;
      push({ event: "people_changed" });
      return null;
    },
    cancel_saving: () => null,
    cancel_count: () => null,
    review_sheet: ({ review: asked }) => (asked === null && shell.review === null ? null : review),
    add_sample: () => {
      changed({ review: review.id });
      return quiet();
    },
    set_report_server: quiet,
    count_changes: () => CHANGES,
    changed_accounts: changedAccounts,
    listed_accounts: listedAccounts,
    expected_count: () => expectedCountOf(scene),
    cancel_reading: quiet,
    remove_file: quiet,
    close_review: () => {
      changed({ review: null });
      return quiet();
    },
    answer_question: ({ file, code, choice }) => {
      for (const box of review.files) {
        for (const question of box.questions) {
          if (box.id === file && question.code === code) question.answered = choice;
        }
      }
      review.counts.questions = review.files
        .flatMap((box) => box.questions)
        .filter((question) => question.answered === null).length;
      return quiet();
    },
    decisions: () => decisions,
    decide: ({ kind, account, other, note }) => {
      const at = new Date().toISOString();
      const said = { id: `decision-${at}`, kind, account, other, note, at, actor: "y.kudo" };
      const made = { ...said, changed: [], gone: [] };
      decisions = [...decisions, made];
      push({ event: "people_changed" });
      return made;
    },
    undo_decision: ({ id }) => {
      undone = [...undone, ...decisions.filter((decision) => decision.id === id)];
      decisions = decisions.filter((decision) => decision.id !== id);
      push({ event: "people_changed" });
      return null;
    },
    restore_decision: ({ id }) => {
      decisions = [...decisions, ...undone.filter((decision) => decision.id === id)];
      push({ event: "people_changed" });
      return null;
    },
    prepare_hand_over: () => ({ ...preparationOf(scene), way }),
    choose_page_way: ({ way: chosen }) => {
      way = chosen;
      push({ event: "settings_changed" });
      return null;
    },
    begin_hand_over: () => {
      task = handOverTaskOf({ ...scene, state: shell.enterprise?.practice ? "running" : "filled" });
      push({ event: "hand_over_changed", id: "hand-over-1", server: "", state: "waiting" });
      if (task === null) throw refused({ code: "nothing_to_hand_over", params: {} });
      return task;
    },
    hand_over_task: () => task,
    cancel_sending: quiet,
    check_now: () => null,
    stop_watching: () => null,
    receipt: ({ number }) => receiptOf(scene, number),
    confirmed_accounts: ({ change }) => confirmedOf(change),
    history: historyOf,
    consumed_answer: () => CONSUMED_ANSWER,
    cloud_report: () => cloudReportOf(scene),
    stop_reading_cloud: quiet,
    read_consumed: () => overviewOf(scene).consumed,
    ...readingOf(scene, push),
    change_settings: ({ language, appearance, side, enterprise }) => {
      const settings = {
        language: language ?? shell.settings.language,
        appearance: appearance ?? shell.settings.appearance,
        side: side ?? shell.settings.side,
        enterprise: enterprise ?? shell.settings.enterprise,
      };
      return changed({
        settings,
        side: settings.side,
        enterprise: shell.enterprises.find((known) => known.name === settings.enterprise) ?? null,
      });
    },
    add_enterprise: ({ enterprise, token, session_only: sessionOnly }) => {
      if (shell.enterprises.some((known) => known.name === enterprise.name)) {
        throw refused({ code: "name_taken", params: { name: enterprise.name } });
      }
      const added: Enterprise = {
        ...enterprise,
        practice: false,
        route: "page",
        page: `https://${enterprise.host}/enterprises/${enterprise.slug}/enterprise_licensing`,
        token: token === null ? "missing" : sessionOnly ? "session" : "keychain",
        check: null,
      };
      return changed({ enterprises: [...shell.enterprises, added], enterprise: added });
    },
    remove_enterprise: ({ enterprise }) =>
      changed({
        enterprises: shell.enterprises.filter((known) => known.name !== enterprise),
        enterprise: PRACTICE,
      }),
    replace_token: ({ enterprise, session_only: sessionOnly }) =>
      withEnterprise(enterprise, { token: sessionOnly ? "session" : "keychain" }),
    check_enterprise: ({ enterprise }) => {
      const check = { ...CHECK, enterprise, at: new Date().toISOString() };
      withEnterprise(enterprise, { check });
      return check;
    },
    network: () => network,
    change_network: ({ proxy, authorities, client_certificate: certificate }) => {
      network = {
        ...network,
        ...(proxy !== null && {
          proxy: proxy.kind,
          proxy_url: proxy.kind === "own" ? `http://${proxy.url}` : null,
          proxy_user: proxy.kind === "own" && proxy.user !== "" ? proxy.user : null,
        }),
        ...(authorities !== null && { authorities: authorities === "" ? 0 : 1 }),
        ...(certificate !== null && { client_certificate: certificate !== "" }),
      };
      push({ event: "settings_changed" });
      return network;
    },
    kept: () => kept,
    plan_forget: () => ({
      ...kept,
      unfinished: scene.state === "faults" ? ["ghe-osaka.hoshino.example"] : [],
    }),
    forget: () => {
      kept = { files: 0, bytes: 0 };
      push({ event: "settings_changed" });
      return kept;
    },
  };
}

function refused(failure: Failure): BackendFailure {
  return new BackendFailure(failure);
}
