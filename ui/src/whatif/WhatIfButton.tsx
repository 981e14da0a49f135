import { Button } from "@primer/react";
import { useState } from "react";
import type { PeopleNumber } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { WhatIfDialog } from "./WhatIfDialog";

/** Opens a place to try out what would become of the number. */
export function WhatIfButton({ number }: { number: PeopleNumber }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {m.whatif_open()}
      </Button>
      {open && <WhatIfDialog number={number} onClose={() => setOpen(false)} />}
    </>
  );
}
