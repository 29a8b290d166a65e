import type { Choice, OwnNotifications, QuietHours } from "../api/generated";
import { useBilingual } from "../i18n/useBilingual";
import { Rounds } from "../parts/Choices";
import styles from "./Notifications.module.css";
import { FIRST_HOURS, QuietHoursFields, quietText } from "./QuietHoursFields";
import { words } from "./words";

interface QuietProps {
  own: OwnNotifications;
  onSave: (part: Partial<Choice>) => void;
}

/** When I am not told: as the body says, at hours of my own, or never. */
export function Quiet({ own: { choice, rules }, onSave }: QuietProps) {
  const w = useBilingual(words);
  const way = !choice.has_quiet ? "always" : choice.quiet === null ? "body" : "own";
  function choose(chosen: typeof way) {
    const quiet = chosen === "own" ? (rules.quiet ?? FIRST_HOURS) : null;
    onSave({ has_quiet: chosen !== "always", quiet });
  }
  function changeHours(quiet: QuietHours, isTyping: boolean) {
    if (!isTyping && !isSame(quiet, choice.quiet)) onSave({ quiet });
  }
  return (
    <section className={styles.part}>
      <Rounds
        choices={[
          { id: "body", label: w.asBody, note: quietText(rules.quiet, w) },
          { id: "own", label: w.own },
          { id: "always", label: w.always },
        ]}
        hint={w.quietNote}
        label={w.quiet}
        onChange={choose}
        value={way}
      />
      {way === "own" && choice.quiet !== null && (
        <QuietHoursFields onChange={changeHours} value={choice.quiet} />
      )}
    </section>
  );
}

function isSame(one: QuietHours, other: QuietHours | null): boolean {
  return one.start === other?.start && one.end === other.end && one.days_off === other.days_off;
}
