import { type ReactNode, useId } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { CloseIcon } from "../design/icons";
import { useText } from "../i18n";
import { cx } from "./cx";
import styles from "./Dialog.module.css";
import { IconButton } from "./IconButton";

interface DialogProps {
  title: string;
  onClose: () => void;
  /** `narrow` asks one question, `standard` is a form, `wide` has two columns. */
  size?: "narrow" | "standard" | "wide";
  /** Buttons at the foot; the main one last. */
  actions?: ReactNode;
  /** Work would be lost: a press beside the dialog does not close it. */
  holds?: boolean;
  /** A line under the title. */
  lead?: ReactNode;
  onSubmit?: () => void;
  children: ReactNode;
}

/** One thing to decide or to fill in, over the page. On a phone it fills the screen. Esc closes it. */
export function Dialog({
  title,
  onClose,
  size = "standard",
  actions,
  holds = false,
  lead,
  onSubmit,
  children,
}: DialogProps) {
  const t = useText();
  const formId = useId();
  return (
    <ModalOverlay
      className={cx(styles.veil)}
      isDismissable={!holds}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={cx(styles.modal, styles[size])}>
        <AriaDialog className={cx(styles.dialog)}>
          <header className={styles.head}>
            <Heading className={cx(styles.title)} slot="title">
              {title}
            </Heading>
            <IconButton className={styles.close} label={t.parts.close} onPress={onClose}>
              <CloseIcon />
            </IconButton>
          </header>
          {lead && <div className={styles.lead}>{lead}</div>}
          <form
            className={styles.form}
            id={formId}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              // A question over this dialog is its child to React, and would submit it too.
              event.stopPropagation();
              onSubmit?.();
            }}
          >
            <div className={styles.body}>{children}</div>
            {actions && <footer className={styles.actions}>{actions}</footer>}
          </form>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
