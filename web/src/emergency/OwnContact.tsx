import { useCallback, useEffect, useState } from "react";
import type { EmergencyContact } from "../api/generated";
import { Button } from "../parts/Button";
import { Form } from "../parts/Form";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { contacts } from "./api";
import styles from "./Emergency.module.css";
import { useWords } from "./words";

const NONE: EmergencyContact = { phone: "", mail: "", family: "", family_phone: "" };

/** How one is reached outside of the office: given freely, sealed, and seen only when one does not answer. */
export function OwnContact() {
  const w = useWords();
  const { value } = useAnswer(useCallback((signal: AbortSignal) => contacts.own(signal), []));
  const [given, setGiven] = useState(NONE);
  const work = useWork({ inline: true });
  useEffect(() => {
    if (value !== null) setGiven(value);
  }, [value]);
  const change = (part: Partial<EmergencyContact>) => setGiven((before) => ({ ...before, ...part }));
  const save = () =>
    work.run(async () => {
      setGiven(await contacts.keep(given));
      toast.done(w.contactKept);
    });
  return (
    <details className={styles.own}>
      <summary>{w.contact}</summary>
      <Form className={styles.form} onSubmit={save}>
        <p className={styles.quiet}>{w.contactLead}</p>
        <TextField
          autoComplete="tel"
          label={w.contactPhone}
          markOptional
          onChange={(phone) => change({ phone })}
          type="tel"
          value={given.phone}
        />
        <TextField
          autoComplete="email"
          label={w.contactMail}
          markOptional
          onChange={(mail) => change({ mail })}
          type="email"
          value={given.mail}
        />
        <TextField
          hint={w.contactFamilyHint}
          label={w.contactFamily}
          markOptional
          onChange={(family) => change({ family })}
          value={given.family}
        />
        <TextField
          label={w.contactFamilyPhone}
          markOptional
          onChange={(family_phone) => change({ family_phone })}
          type="tel"
          value={given.family_phone}
        />
        <FormProblem text={work.problem} />
        <div>
          <Button busy={work.busy} isDisabled={value === null} type="submit">
            {w.contactSave}
          </Button>
        </div>
      </Form>
    </details>
  );
}
