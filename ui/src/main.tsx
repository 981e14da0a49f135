import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BackendContext, type Backend } from "./backend/backend";
import { browserBackend, tokenInAddress } from "./backend/browser";
import { insideTauri, tauriBackend } from "./backend/tauri";
import { askAhead, followDesk } from "./backend/queries";
import { Window } from "./shell/Window";
import { followSystem } from "./words/locale";
import "./style/base.css";

/** The program behind the window. The invented one is left out of every build for people. */
async function pickBackend(): Promise<Backend> {
  if (import.meta.env.MODE === "fixture") {
    const { fixtureBackend } = await import("./backend/fixture");
    return fixtureBackend(window.location.search);
  }
  const token = tokenInAddress();
  return token !== null && !insideTauri() ? browserBackend(token) : tauriBackend();
}

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The desk says when an answer is stale, and it answers from this computer: asking again by itself helps nobody.
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: "always",
      retry: false,
    },
    mutations: { networkMode: "always" },
  },
});

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has an element #root");

/**
 * Words that are measured before their font is there are measured in another one, which the system has to look for among
 * all its fonts, and then once more.
 */
async function fontIsThere(): Promise<void> {
  await document.fonts.load('14px "Mona Sans VF"').catch(() => undefined);
}

/** How long the window waits to be drawn with its content, in milliseconds. A desk that takes longer finds its frame. */
const PATIENCE = 400;

const backend = await pickBackend();

// All at once and before anything is drawn: a window that is drawn once stands sooner than one that is drawn three times.
followDesk(queries, backend);
const [language] = await Promise.all([
  backend.systemLanguage().catch(() => navigator.language),
  Promise.race([
    Promise.all([askAhead(queries, backend, ["shell", "overview"]), fontIsThere()]),
    new Promise((resolve) => setTimeout(resolve, PATIENCE)),
  ]),
]);

// Until the settings are known, words are in the system's language.
followSystem(language);

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <BackendContext value={backend}>
        <Window />
      </BackendContext>
    </QueryClientProvider>
  </StrictMode>,
);
