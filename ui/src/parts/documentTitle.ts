import { useEffect } from "react";
import { useAnswer } from "../backend/queries";
import { enterpriseTitle } from "../words/enterprises";
import { m } from "../paraglide/messages.js";

/** Titles the window: the page, then the enterprise, and whether it is practice. */
export function useDocumentTitle(page: string): void {
  const enterprise = useAnswer("shell", {}).data?.enterprise;
  let title = page;
  if (enterprise) {
    const called = enterpriseTitle(enterprise.name);
    const name = enterprise.practice ? m.parts_practice_mark({ enterprise: called }) : called;
    title = m.parts_joined({ first: page, rest: name });
  }
  useEffect(() => {
    document.title = title;
  }, [title]);
}
