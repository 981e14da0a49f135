import { CopyButton } from "./CopyButton";
import styles from "./Copy.module.css";

/** An identifier such as a server id, cut at its end where it is long. Copying gives all of it. */
export function Identifier(props: { value: string; what: string; digits?: number }) {
  const { value, what, digits } = props;
  const cut = digits !== undefined && value.length > digits;
  return (
    <span
      className={styles.hash}
      title={cut ? value : undefined}
      onCopy={(event) => {
        event.clipboardData.setData("text/plain", value);
        event.preventDefault();
      }}
    >
      <span className={cut ? styles.digits : styles.whole}>
        {cut ? `${value.slice(0, digits)}…` : value}
      </span>
      <CopyButton text={value} what={what} />
    </span>
  );
}
