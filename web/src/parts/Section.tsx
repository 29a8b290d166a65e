import type { ReactNode } from "react";
import { useText } from "../i18n";
import { Button } from "./Button";
import { Form } from "./Form";
import { FormProblem } from "./Problem";
import styles from "./Section.module.css";

interface SectionProps {
  title: string;
  note?: string;
  children: ReactNode;
}

/** A part of a page of settings: what it is about at the side, above it on a phone. */
export function Section({ title, note, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <div>
        <h2 className={styles.title}>{title}</h2>
        {note && <p className={styles.note}>{note}</p>}
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}

interface SavedTogetherProps {
  busy: boolean;
  problem: string | null;
  onSave: () => unknown;
  children: ReactNode;
}

interface SettingsFormProps extends SavedTogetherProps {
  title: string;
  note?: string;
}

/** Settings that are saved together: what they are about, the fields, why they were refused, one button. */
export function SettingsForm({ title, note, children, ...saving }: SettingsFormProps) {
  return (
    <SavedTogether className={styles.form} {...saving}>
      <h2 className={styles.title}>{title}</h2>
      {note && <p className={styles.note}>{note}</p>}
      {children}
    </SavedTogether>
  );
}

/** Several parts of a page that are saved together. */
export function SectionsForm(props: SavedTogetherProps) {
  return <SavedTogether className={styles.sections} {...props} />;
}

function SavedTogether({
  className,
  busy,
  problem,
  onSave,
  children,
}: SavedTogetherProps & { className: string | undefined }) {
  const t = useText();
  return (
    <Form className={className} onSubmit={onSave}>
      {children}
      <FormProblem text={problem} />
      <div>
        <Button busy={busy} look="primary" type="submit">
          {t.parts.save}
        </Button>
      </div>
    </Form>
  );
}

/** Short fields beside each other, as many as there is room for. */
export function Fields({ children }: { children: ReactNode }) {
  return <div className={styles.fields}>{children}</div>;
}
