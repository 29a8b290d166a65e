import { useState } from "react";
import type { Figures } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { figures } from "./api";
import styles from "./Figures.module.css";
import { words } from "./words";

interface SavingsProps {
  value: Figures;
  mayChange: boolean;
  onChanged: () => void;
}

/** Hours saved, always with the sum they come from. */
export function Savings({ value, mayChange, onChanged }: SavingsProps) {
  const w = useBilingual(words);
  const [isOpen, setOpen] = useState(false);
  const { estimate, messages, readings, hours } = value;
  const isSet = estimate.message_seconds > 0 || estimate.reading_seconds > 0;
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{w.savings}</h2>
      <p className={styles.note}>{w.savingsLead}</p>
      {isSet && (
        <p className={styles.formula}>
          {messages === null || readings === null || hours === null
            ? w.fewText(value.least)
            : w.formula(messages, estimate.message_seconds, readings, estimate.reading_seconds, hours)}
        </p>
      )}
      {mayChange && (
        <div>
          <Button onPress={() => setOpen(true)} small>
            {isSet ? w.change : w.set}
          </Button>
        </div>
      )}
      {isOpen && (
        <EstimateDialog
          onClose={() => setOpen(false)}
          onSaved={() => {
            setOpen(false);
            toast.done(w.saved);
            onChanged();
          }}
          value={value}
        />
      )}
    </section>
  );
}

const MOST = 3_600;

function secondsOf(typed: string): number | null {
  const value = Number(typed.normalize("NFKC").trim() || "0");
  return Number.isInteger(value) && value >= 0 && value <= MOST ? value : null;
}

interface EstimateProps {
  value: Figures;
  onClose: () => void;
  onSaved: () => void;
}

function EstimateDialog({
  value: { estimate, estimate_revision: revision },
  onClose,
  onSaved,
}: EstimateProps) {
  const w = useBilingual(words);
  const [message, setMessage] = useState(String(estimate.message_seconds));
  const [reading, setReading] = useState(String(estimate.reading_seconds));
  const [isTried, setTried] = useState(false);
  const work = useWork({ inline: true });
  const values = { message_seconds: secondsOf(message), reading_seconds: secondsOf(reading) };
  const save = () => {
    setTried(true);
    const { message_seconds, reading_seconds } = values;
    if (message_seconds === null || reading_seconds === null) return;
    void work.run(async () => {
      await figures.estimate({ message_seconds, reading_seconds }, revision);
      onSaved();
    });
  };
  const errorOf = (seconds: number | null) => (isTried && seconds === null ? w.wrongSeconds : null);
  return (
    <FormDialog
      busy={work.busy}
      lead={w.savingsLead}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      title={w.estimateTitle}
      verb={w.save}
    >
      <TextField
        end={<span className={styles.unit}>{w.seconds}</span>}
        error={errorOf(values.message_seconds)}
        hint={w.perMessageHint}
        inputMode="numeric"
        label={w.perMessage}
        onChange={setMessage}
        value={message}
      />
      <TextField
        end={<span className={styles.unit}>{w.seconds}</span>}
        error={errorOf(values.reading_seconds)}
        hint={w.perReadingHint}
        inputMode="numeric"
        label={w.perReading}
        onChange={setReading}
        value={reading}
      />
    </FormDialog>
  );
}
