import { useText } from "../i18n";
import { Dialog } from "../parts/Dialog";
import { useSettings } from "../state";
import styles from "./KeysDialog.module.css";
import { keysWords } from "./keysWords";

/** Every key there is, by where it works. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  useText(); // draws again when the language changes
  const { enter_sends } = useSettings();
  const s = keysWords();
  return (
    <Dialog onClose={onClose} size="wide" title={s.keysTitle}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a small screen the list scrolls, also by keyboard. */}
      <section aria-label={s.keysTitle} className={styles.columns} tabIndex={0}>
        <Keys
          keys={[
            ["Ctrl K", s.keyFind],
            ["Ctrl Shift K", s.keySearch],
            ["Alt ↓", s.keyNextUnread],
            ["Alt ↑", s.keyPreviousUnread],
            ["Alt N", s.keyNew],
            ["Alt W", s.keyWrite],
            ["?", s.keyHelp],
            ["Esc", s.keyEscape],
          ]}
          title={s.keysEverywhere}
        />
        <Keys
          keys={[
            ["↑ ↓", s.keyUpDown],
            ["Enter", s.keyOpen],
            ["M", s.keyMarkRead],
            ["U", s.keyMarkUnread],
          ]}
          title={s.keysList}
        />
        <Keys
          keys={[
            ["J K", s.keyLines],
            ["Enter", s.keyOpen],
            ["M", s.keyReadLine],
            ["T", s.keyRemindLine],
            ["D", s.keyDone],
          ]}
          title={s.keysUnread}
        />
        <Keys
          keys={[
            [enter_sends ? "Enter" : "Ctrl Enter", s.keySend],
            [enter_sends ? "Shift Enter" : "Enter", s.keyNewline],
            ["@", s.keyMention],
            ["↑", s.keyEditLast],
          ]}
          title={s.keysWrite}
        />
        <Keys
          keys={[
            ["↑ ↓", s.keyMessages],
            ["R", s.keyThread],
            ["A", s.keyReact],
            ["Q", s.keyQuote],
            ["I", s.keyReaders],
            ["C", s.keyCopy],
            ["L", s.keyLink],
            ["U", s.keyUnreadFrom],
            ["T", s.keyRemindMe],
            ["E", s.keyEdit],
            ["Delete", s.keyRemove],
          ]}
          title={s.keysMessage}
        />
      </section>
    </Dialog>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <dl>
        {keys.map(([combination, meaning]) => (
          <div className={styles.line} key={combination}>
            <dt className={styles.keys}>
              {combination.split(" ").map((key) => (
                <kbd className={styles.key} key={key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
