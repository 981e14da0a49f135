import { Button } from "@primer/react";
import { useState } from "react";
import { useAnswer } from "../backend/queries";
import type { Network } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { NetworkDialog } from "./NetworkDialog";
import { SettingRow } from "./SettingRow";

/** The way out to the cloud: what it is, and changing it. */
export function NetworkRow() {
  const network = useAnswer("network", {}).data;
  const [changing, setChanging] = useState(false);
  return (
    <SettingRow
      title={m.settings_network()}
      words={network === undefined ? m.parts_loading() : wordsOf(network)}
    >
      <Button size="small" disabled={network === undefined} onClick={() => setChanging(true)}>
        {m.settings_network_change()}
      </Button>
      {changing && network !== undefined && (
        <NetworkDialog network={network} onClose={() => setChanging(false)} />
      )}
    </SettingRow>
  );
}

function wordsOf(network: Network): string {
  const parts = [proxyWords(network)];
  if (network.authorities > 0) {
    parts.push(m.settings_network_authorities({ count: network.authorities }));
  }
  if (network.client_certificate) parts.push(m.settings_network_certificate());
  return parts.join(m.settings_network_separator());
}

function proxyWords({ proxy, proxy_url: url }: Network): string {
  switch (proxy) {
    case "system":
      return m.settings_network_proxy_system();
    case "none":
      return m.settings_network_proxy_none();
    case "own":
      return m.settings_network_proxy_own({ url: url ?? "" });
  }
}
