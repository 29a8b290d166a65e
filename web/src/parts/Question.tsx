import type { ReactNode } from "react";
import { FormDialog } from "./FormDialog";

interface QuestionProps {
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  /** The verb of the deed: never "OK". */
  verb: string;
  danger?: boolean;
  busy?: boolean;
  onYes: () => void;
  onClose: () => void;
}

/** Asked before what cannot be taken back. */
export function Question({
  title,
  children,
  verb,
  danger = false,
  busy = false,
  onYes,
  onClose,
}: QuestionProps) {
  return (
    <FormDialog
      busy={busy}
      danger={danger}
      onClose={onClose}
      onSubmit={onYes}
      size="narrow"
      title={title}
      verb={verb}
    >
      <div>{children}</div>
    </FormDialog>
  );
}
