import type { ReactNode } from "react";
import { Box } from "../parts/Box";
import { CopyButton } from "../parts/CopyButton";
import { m } from "../paraglide/messages.js";
import styles from "./GettingTheFile.module.css";

/**
 * The ways in which a server gives its export (GitHub's documentation, "Command-line utilities" and "Downloading your
 * license usage": the command was renamed with 3.13). GitHub's names stay in its own English.
 */
export function GettingTheFile() {
  return (
    <Box title={m.overview_getting()} body="rows">
      <Way name={m.overview_getting_browser()}>
        <span lang="en">
          {m.overview_getting_browser_path()} <strong>Export license usage</strong>
        </span>
      </Way>
      <CommandWay name={m.overview_getting_shell_new()} command="ghe-license usage" />
      <CommandWay name={m.overview_getting_shell_old()} command="ghe-license-usage" />
    </Box>
  );
}

function Way({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.way}>
      <span className={styles.name}>{name}</span>
      <span className={styles.does}>{children}</span>
    </div>
  );
}

function CommandWay({ name, command }: { name: string; command: string }) {
  return (
    <Way name={name}>
      <code>{command}</code>
      <CopyButton text={command} what={m.overview_command()} />
    </Way>
  );
}
