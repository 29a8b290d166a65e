import type { ReactNode } from "react";
import { useText } from "../i18n";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { FormProblem } from "./Problem";

interface FormDialogProps {
  title: string;
  /** What the button at the end does; "save" without it. */
  verb?: string | undefined;
  lead?: ReactNode;
  size?: "narrow" | "standard" | "wide";
  busy?: boolean;
  /** It cannot be sent as it stands. */
  isDisabled?: boolean;
  /** It takes something away, or cannot be undone. */
  danger?: boolean;
  /** Work would be lost: a press beside the dialog does not close it. */
  holds?: boolean;
  /** Why it was refused. */
  problem?: string | null;
  onSubmit: () => unknown;
  onClose: () => void;
  children?: ReactNode;
}

/** A form over the page: what is filled in, why it was refused, and two buttons: cancel, and the verb. */
export function FormDialog({
  verb,
  busy = false,
  isDisabled = false,
  danger = false,
  problem = null,
  onSubmit,
  onClose,
  children,
  ...dialog
}: FormDialogProps) {
  const t = useText();
  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={busy} isDisabled={isDisabled} look={danger ? "danger" : "primary"} type="submit">
            {verb ?? t.parts.save}
          </Button>
        </>
      }
      onClose={onClose}
      onSubmit={onSubmit}
      {...dialog}
    >
      {children}
      <FormProblem text={problem} />
    </Dialog>
  );
}
