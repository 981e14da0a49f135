import { BackendFailure } from "./backend";
import { reportFailure } from "./failures";

/** Has the host do something; what fails is told at the top of the window. */
export function runOnHost(work: Promise<unknown>): void {
  work.catch((reason: unknown) => {
    if (reason instanceof BackendFailure) reportFailure(reason.failure);
    else reportFailure({ code: "defect", params: { place: String(reason) } });
  });
}
