import { useCallback, useState } from "react";
import type { WeekLetterTold } from "../api/generated";
import type { Id } from "../model/types";
import { Switch } from "../parts/Choices";
import { toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { useWords } from "./words";

/** The letter of the week: how much happened, for whoever does not look in every day. */
export function WeekLetterSection({ allianceId }: { allianceId: Id }) {
  const w = useWords();
  const [chosen, setChosen] = useState<WeekLetterTold | null>(null);
  const work = useWork();
  const asked = useAnswer(
    useCallback((signal: AbortSignal) => alliances.weekLetter(allianceId, signal), [allianceId]),
  ).value;
  const told = chosen ?? asked;
  if (told === null || !(told.possible || told.wanted)) return null;
  const choose = (wanted: boolean) =>
    work.run(async () => {
      setChosen(await alliances.chooseWeekLetter(allianceId, { wanted }));
      toast.done(wanted ? w.weekLetterOn : w.weekLetterOff);
    });
  return (
    <section className={styles.section}>
      <Switch label={w.weekLetter} note={w.weekLetterNote} on={told.wanted} onChange={choose} />
    </section>
  );
}
