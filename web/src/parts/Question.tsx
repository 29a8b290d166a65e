import { type ReactNode, useState } from "react";
import { useText } from "../i18n";
import { FormDialog } from "./FormDialog";
import { TextField } from "./TextField";

interface QuestionProps {
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  /** The verb of the deed: never "OK". */
  verb: string;
  danger?: boolean;
  busy?: boolean;
  /** What is to be typed before it can be done: the number of people, where they are many. */
  typed?: string | undefined;
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
  typed,
  onYes,
  onClose,
}: QuestionProps) {
  const t = useText();
  const [written, setWritten] = useState("");
  const isTyped = typed === undefined || written.normalize("NFKC").replaceAll(",", "").trim() === typed;
  return (
    <FormDialog
      busy={busy}
      danger={danger}
      isDisabled={!isTyped}
      onClose={onClose}
      onSubmit={onYes}
      size="narrow"
      title={title}
      verb={verb}
    >
      <div>{children}</div>
      {typed !== undefined && (
        <TextField
          autoComplete="off"
          inputMode="numeric"
          label={t.parts.typeNumber(typed)}
          onChange={setWritten}
          value={written}
        />
      )}
    </FormDialog>
  );
}
