import type { ReactNode } from "react";
import { useText } from "../i18n";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

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
  const t = useText();
  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={busy} look={danger ? "danger" : "primary"} type="submit">
            {verb}
          </Button>
        </>
      }
      onClose={onClose}
      onSubmit={onYes}
      size="narrow"
      title={title}
    >
      <p>{children}</p>
    </Dialog>
  );
}
