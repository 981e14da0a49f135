import { Radio } from "@primer/react";
import { useId } from "react";
import type { PageWay } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import styles from "./PageWays.module.css";

type PageWaysProps = {
  way: PageWay;
  /** Whether this system lets a window answer a page's file chooser. */
  available: boolean;
  /** Whether it is too late to choose. */
  fixed: boolean;
  onChoose: (way: PageWay) => void;
};

/** Where GitHub's page is opened, as two cards. */
export function PageWays({ way, available, fixed, onChoose }: PageWaysProps) {
  const title = useId();
  return (
    <section>
      <h2 id={title} className={styles.title}>
        {m.handover_where()}
      </h2>
      <div role="radiogroup" aria-labelledby={title} className={styles.cards}>
        <Card
          value="browser"
          chosen={way === "browser"}
          disabled={fixed}
          name={m.handover_way_browser()}
          words={m.handover_way_browser_words()}
          onChoose={onChoose}
        />
        <Card
          value="own_window"
          chosen={way === "own_window"}
          disabled={fixed || !available}
          name={m.handover_way_own_window()}
          words={
            available ? m.handover_way_own_window_words() : m.handover_way_own_window_unavailable()
          }
          onChoose={onChoose}
        />
      </div>
    </section>
  );
}

type CardProps = {
  value: PageWay;
  chosen: boolean;
  disabled: boolean;
  name: string;
  words: string;
  onChoose: (way: PageWay) => void;
};

function Card({ value, chosen, disabled, name, words, onChoose }: CardProps) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={chosen ? `${styles.card} ${styles.chosen}` : styles.card}
      data-disabled={disabled || undefined}
    >
      <Radio
        id={id}
        name="page-way"
        value={value}
        checked={chosen}
        disabled={disabled}
        aria-describedby={`${id}-words`}
        aria-labelledby={`${id}-name`}
        onChange={() => onChoose(value)}
      />
      <span>
        <span id={`${id}-name`} className={styles.name}>
          {name}
        </span>
        <span id={`${id}-words`} className={styles.words}>
          {words}
        </span>
      </span>
    </label>
  );
}
