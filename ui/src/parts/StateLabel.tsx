import {
  AlertFillIcon,
  CheckCircleFillIcon,
  CircleIcon,
  ClockIcon,
  CloudIcon,
  InfoIcon,
  XCircleFillIcon,
  type Icon,
} from "@primer/octicons-react";
import type { ReactNode } from "react";
import styles from "./StateLabel.module.css";

/** The states that the window knows; each has one icon wherever it stands. */
export type State = "counted" | "waiting" | "attention" | "failed" | "note" | "cloud" | "ahead";

const LOOKS: Record<State, { Icon: Icon; tone: string | undefined }> = {
  counted: { Icon: CheckCircleFillIcon, tone: styles.success },
  waiting: { Icon: ClockIcon, tone: styles.accent },
  attention: { Icon: AlertFillIcon, tone: styles.attention },
  failed: { Icon: XCircleFillIcon, tone: styles.danger },
  note: { Icon: InfoIcon, tone: styles.accent },
  cloud: { Icon: CloudIcon, tone: styles.muted },
  ahead: { Icon: CircleIcon, tone: styles.muted },
};

/** The icon of a state. It never stands without its word. */
export function StateIcon({ state, size = 16 }: { state: State; size?: number }) {
  const { Icon, tone } = LOOKS[state];
  return (
    <span className={`${styles.label} ${tone ?? ""}`} aria-hidden="true">
      <Icon size={size} />
    </span>
  );
}

/** A state: its icon and its word. */
export function StateLabel({ state, children }: { state: State; children: ReactNode }) {
  const { Icon, tone } = LOOKS[state];
  return (
    <span className={`${styles.label} ${tone ?? ""}`}>
      <Icon size={16} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}
