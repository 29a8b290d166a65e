import { useCallback, useState } from "react";
import { words } from "../../devices/words";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { TextField } from "../../parts/TextField";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { devices } from "./api";
import styles from "./Devices.module.css";

/** What the body lends: an inventory number, and the code handed over with the device. */
export function Lent() {
  const w = useBilingual(words);
  const [typed, setTyped] = useState("");
  const work = useWork();
  const { value, again } = useAnswer(useCallback((signal: AbortSignal) => devices.lent(signal), []));
  const numbers = typed.split("\n").filter((line) => line.trim() !== "");
  const issue = () =>
    work.run(async () => {
      await devices.issueLent(numbers);
      setTyped("");
      again();
    });
  const withdraw = (number: string) =>
    work.run(async () => {
      await devices.withdrawLent(number);
      again();
    });
  return (
    <section className={styles.rules}>
      <h3 className={styles.rulesTitle}>{w.lent}</h3>
      <p>{w.lentLead}</p>
      {value?.lent.length === 0 && <p>{w.lentNone}</p>}
      <ul>
        {value?.lent.map(({ number, code, person, device_id }) => (
          <li key={number}>
            <strong>{number}</strong> {device_id === null ? <code>{code}</code> : w.lentUsed(person ?? "")}{" "}
            <Button busy={work.busy} look="quiet" onPress={() => withdraw(number)} small>
              {w.lentWithdraw}
            </Button>
          </li>
        ))}
      </ul>
      <TextField label={w.lentNumbers} lines={3} onChange={setTyped} value={typed} />
      <div>
        <Button busy={work.busy} isDisabled={numbers.length === 0} onPress={issue} small>
          {w.lentIssue}
        </Button>
      </div>
    </section>
  );
}
