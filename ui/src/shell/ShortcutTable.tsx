import { Dialog } from "../parts/Dialog";
import { m } from "../paraglide/messages.js";
import { PLACES } from "../place";
import { placeName } from "./names";
import { chord } from "./platform";
import styles from "./ShortcutTable.module.css";

/** All keys of the window. */
export function ShortcutTable({ onClose }: { onClose: () => void }) {
  const rows: [string[], string][] = [
    ...PLACES.map((place, index): [string[], string] => [
      [chord("Main", String(index + 1))],
      m.shell_keys_places({ place: placeName(place) }),
    ]),
    [[chord("Main", "O")], m.shell_add_files()],
    [[chord("Main", "Enter")], m.shell_keys_primary()],
    [["F6", chord("Shift", "F6")], m.shell_keys_regions()],
    [["/", chord("Main", "F")], m.shell_keys_search()],
    [["Esc"], m.shell_keys_escape()],
    [["↑", "↓", "PgUp", "PgDn", "Home", "End"], m.shell_keys_people_move()],
    [["Enter"], m.shell_keys_people_open()],
    [["Space"], m.shell_keys_people_select()],
    [[chord("Main", "C")], m.shell_keys_copy()],
    [[chord("Alt", "←")], m.shell_keys_back()],
    [["?"], m.shell_keys_table()],
  ];
  return (
    <Dialog title={m.shell_keys()} width="xlarge" onClose={onClose}>
      <table className={styles.table}>
        <caption className={styles.caption}>{m.shell_keys()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.shell_keys_key()}</th>
            <th scope="col">{m.shell_keys_do()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([keys, does]) => (
            <tr key={does}>
              <td>
                {keys.map((key) => (
                  <kbd key={key} className={styles.key}>
                    {key}
                  </kbd>
                ))}
              </td>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
