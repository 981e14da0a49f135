import { BrowserIcon, LinkExternalIcon, PaperAirplaneIcon, XIcon } from "@primer/octicons-react";
import { Button, FormControl, IconButton, TextInput } from "@primer/react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import { useAct, useAnswer } from "../backend/queries";
import type { PageWay, Preparation } from "../generated/desk";
import { announce } from "../parts/announcements";
import { Answered } from "../parts/Answered";
import { ConfirmationDialog } from "../parts/Dialog";
import { Page } from "../parts/Page";
import { PrimaryButton } from "../parts/PrimaryButton";
import { TaskBar } from "../parts/TaskBar";
import { m } from "../paraglide/messages.js";
import { goTo, replacePlace } from "../place";
import { date } from "../words/dates";
import { BeforeHandOver } from "./BeforeHandOver";
import { AtEndpoint, OnGitHubsPage } from "./NextSteps";
import { PageWays } from "./PageWays";
import { PreparedFiles } from "./PreparedFiles";
import styles from "./HandOver.module.css";
import { enterpriseInSentence } from "../words/enterprises";
import { visible } from "../words/names";

type PreparationTaskProps = {
  review: string;
  files: readonly string[];
  again: boolean;
  /** Told whether the person still has something to do here although watching has begun. */
  onBegun: (staying: boolean) => void;
};

/** What stands ready before a hand-over, and the way to begin it. */
export function PreparationTask({ review, files, again, onBegun }: PreparationTaskProps) {
  const [ticket, setTicket] = useState("");
  // What stood ready when watching began: asked again, the desk would say that these files are on their way.
  const [begun, setBegun] = useState<Preparation | null>(null);
  const request = { review, files: [...files], again };
  const prepared = useAnswer(
    "prepare_hand_over",
    { ...request, ticket: null },
    { enabled: begun === null },
  );
  const begin = useBegin(review);
  const parent = useParent(review);
  const preparation = begun ?? prepared.data;

  if (preparation === undefined) {
    return (
      <Page
        title={m.handover_window_title()}
        parent={parent}
        actions={<BackButton review={review} />}
      >
        <Answered query={prepared}>{() => null}</Answered>
      </Page>
    );
  }

  const start = async (staying: boolean) => {
    if (begun === null) {
      setBegun(preparation);
      onBegun(staying);
      const given = ticket.trim();
      const started = await begin({ ...request, ticket: given === "" ? null : given });
      if (!started) {
        setBegun(null);
        onBegun(false);
        return;
      }
    }
    if (staying) return;
    onBegun(false);
    replacePlace({ at: "handover", review, files: [], again: false });
  };

  return (
    <ReadyTask
      preparation={preparation}
      review={review}
      begun={begun !== null}
      onStart={(staying) => void start(staying)}
      ticket={
        <FormControl disabled={begun !== null}>
          <FormControl.Label>{m.handover_ticket()}</FormControl.Label>
          <TextInput
            className={styles.ticket}
            value={ticket}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setTicket(event.target.value)}
          />
          <FormControl.Caption>{m.handover_ticket_caption()}</FormControl.Caption>
        </FormControl>
      }
    />
  );
}

type ReadyTaskProps = {
  preparation: Preparation;
  review: string;
  begun: boolean;
  onStart: (staying: boolean) => void;
  ticket: ReactNode;
};

function ReadyTask({ preparation, review, begun, onStart, ticket }: ReadyTaskProps) {
  const { practice, route, files } = preparation;
  const count = files.length;
  const [way, ways] = usePageWay(preparation, begun);
  return (
    <Page
      title={
        practice
          ? m.handover_title_samples({ count })
          : m.handover_title({ count, enterprise: enterpriseInSentence(preparation.enterprise) })
      }
      documentTitle={m.handover_window_title()}
      parent={useParent(review)}
      actions={<BackButton review={review} />}
      side={route === "page" ? <OnGitHubsPage files={count} way={way} /> : <AtEndpoint />}
      bar={
        way === "own_window" && route === "page" ? (
          <OwnWindowBar preparation={preparation} begun={begun} onStart={onStart} />
        ) : (
          <Bar preparation={preparation} begun={begun} onStart={onStart} />
        )
      }
    >
      {route === "page" && ways}
      <PreparedFiles files={files} route={route} />
      {ticket}
      <BeforeHandOver preparation={preparation} />
    </Page>
  );
}

/** The way to the page that stands for this enterprise, and the cards to choose it by. Once it is begun it stays as it is. */
function usePageWay(preparation: Preparation, begun: boolean): [PageWay, ReactNode] {
  const { enterprise } = preparation;
  const backend = useBackend();
  const available = useQuery({
    queryKey: ["hand_off_available"],
    queryFn: () => backend.handOffAvailable(),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  const [chosen, setChosen] = useState<PageWay | null>(null);
  const choose = useAct("choose_page_way");
  const way = available === true ? (chosen ?? preparation.way) : "browser";
  return [
    way,
    <PageWays
      key="ways"
      way={way}
      available={available !== false}
      fixed={begun}
      onChoose={(next) => {
        setChosen(next);
        choose.mutate({ enterprise, way: next });
      }}
    />,
  ];
}

type BarProps = {
  preparation: Preparation;
  begun: boolean;
  onStart: (staying: boolean) => void;
};

function PageAddress({ preparation }: { preparation: Preparation }) {
  return (
    <>
      <LinkExternalIcon aria-hidden="true" />
      <span lang="en">{preparation.page}</span>
    </>
  );
}

/** The bar of the hand-off window: it is opened after one confirmation that names the enterprise and the files. */
function OwnWindowBar({ preparation, begun, onStart }: BarProps) {
  const [asking, setAsking] = useState(false);
  const backend = useBackend();
  const { enterprise, files } = preparation;
  const changed = files.some((file) => !file.same_bytes);
  const count = files.length;
  const open = async () => {
    setAsking(false);
    await backend.openHandOffWindow({
      enterprise,
      files: files.map(({ file, name }) => ({
        file,
        words: m.handover_window_armed({ name: visible(name) }),
      })),
      words: {
        title: m.handover_window_name({ enterprise: visible(enterprise) }),
        spent: m.handover_window_spent(),
        refused: m.handover_window_refused(),
      },
    });
    announce(m.handover_window_opened());
    onStart(true);
  };
  return (
    <TaskBar label={m.handover_bar()} notice={<PageAddress preparation={preparation} />}>
      {begun ? (
        <>
          <Button onClick={() => setAsking(true)}>{m.handover_open_window_again()}</Button>
          <PrimaryButton onClick={() => onStart(false)}>
            {m.handover_added({ count })}
          </PrimaryButton>
        </>
      ) : (
        <PrimaryButton
          leadingVisual={BrowserIcon}
          unavailable={changed}
          onClick={() => setAsking(true)}
        >
          {m.handover_open_window()}
        </PrimaryButton>
      )}
      {asking && (
        <ConfirmationDialog
          title={m.handover_window_question({ enterprise: enterpriseInSentence(enterprise) })}
          confirm={m.handover_window_confirm()}
          onClose={() => setAsking(false)}
          onConfirm={() => runOnHost(open())}
        >
          <p>{m.handover_window_offers({ count })}</p>
          <ul>
            {files.map(({ file, name }) => (
              <li key={file}>{visible(name)}</li>
            ))}
          </ul>
          <p>{m.handover_window_session()}</p>
        </ConfirmationDialog>
      )}
    </TaskBar>
  );
}

function Bar(props: BarProps) {
  const { preparation, begun, onStart } = props;
  const backend = useBackend();
  const changed = preparation.files.some((file) => !file.same_bytes);
  const count = preparation.files.length;

  if (preparation.route === "endpoint") {
    return (
      <TaskBar label={m.handover_bar()} notice={m.handover_endpoint_notice()}>
        <PrimaryButton
          leadingVisual={PaperAirplaneIcon}
          unavailable={changed || begun}
          onClick={() => onStart(false)}
        >
          {m.handover_send()}
        </PrimaryButton>
      </TaskBar>
    );
  }

  const openPage = async () => {
    await backend.openPage(preparation.enterprise);
    announce(m.handover_page_opened());
    onStart(true);
  };
  return (
    <TaskBar label={m.handover_bar()} notice={<PageAddress preparation={preparation} />}>
      {begun ? (
        <>
          <Button onClick={() => runOnHost(openPage())}>{m.handover_open_page_again()}</Button>
          <PrimaryButton onClick={() => onStart(false)}>
            {m.handover_dropped({ count })}
          </PrimaryButton>
        </>
      ) : (
        <>
          <Button inactive={changed} onClick={() => changed || onStart(false)}>
            {m.handover_dropped({ count })}
          </Button>
          <PrimaryButton
            leadingVisual={LinkExternalIcon}
            unavailable={changed}
            onClick={() => runOnHost(openPage())}
          >
            {m.handover_open_page()}
          </PrimaryButton>
        </>
      )}
    </TaskBar>
  );
}

function BackButton({ review }: { review: string }) {
  return (
    <IconButton
      icon={XIcon}
      variant="invisible"
      aria-label={m.handover_back()}
      onClick={() => goTo({ at: "review", review })}
    />
  );
}

/** The way up to the review, by its date. */
function useParent(review: string) {
  const sheet = useAnswer("review_sheet", { review }).data;
  return {
    label: sheet ? m.handover_parent({ date: date(sheet.added_at) }) : m.handover_parent_undated(),
    place: { at: "review", review } as const,
  };
}

/** Begins a hand-over, and keeps what the desk answers, so that its progress is there at once. */
function useBegin(review: string) {
  const client = useQueryClient();
  const begin = useAct("begin_hand_over");
  return async (request: Parameters<typeof begin.mutateAsync>[0]): Promise<boolean> => {
    try {
      const task = await begin.mutateAsync(request);
      client.setQueryData(["hand_over_task", { review }], task);
      return true;
    } catch {
      // Told at the top of the window already.
      return false;
    }
  };
}
