import { type ReactNode, type SyntheticEvent, useId, useRef, useState } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { CloseIcon } from "../design/icons";
import { useText } from "../i18n";
import { Button } from "./Button";
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
  /** Work may be lost: a press beside it does not close it; once something was entered, Esc and the cross ask first. */
  holds?: boolean;
  /** A line under the title. */
  lead?: ReactNode;
  onSubmit?: () => void;
  children: ReactNode;
}

function isSearch(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.type === "search";
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
  const [asks, setAsks] = useState(false);
  const isTouched = useRef(false);
  // What is entered in a dialog over this one is that one's; a list of choices that opens belongs to this one.
  const typed = ({ currentTarget, target }: SyntheticEvent<HTMLElement>) => {
    if (target instanceof Node && currentTarget.contains(target)) isTouched.current = true;
  };
  const chosen = ({ target }: SyntheticEvent<HTMLElement>) => {
    if (target instanceof Element && target.closest("[role=option]")) isTouched.current = true;
  };
  const leave = () => (holds && isTouched.current && !asks ? setAsks(true) : onClose());
  return (
    <ModalOverlay
      className={cx(styles.veil)}
      isDismissable={!holds}
      isOpen
      onOpenChange={(open) => {
        if (!open) leave();
      }}
    >
      <Modal className={cx(styles.modal, styles[size])}>
        <AriaDialog className={cx(styles.dialog)}>
          <header className={styles.head}>
            <Heading className={cx(styles.title)} slot="title">
              {title}
            </Heading>
            <IconButton className={styles.close} label={t.parts.close} onPress={leave}>
              <CloseIcon />
            </IconButton>
          </header>
          {lead && <div className={styles.lead}>{lead}</div>}
          <form
            className={styles.form}
            id={formId}
            noValidate
            // Whoever looks for somebody in a form does not send the form.
            onKeyDown={(event) => {
              if (event.key === "Enter" && isSearch(event.target)) event.preventDefault();
            }}
            onSubmit={(event) => {
              event.preventDefault();
              // A question over this dialog is its child to React, and would submit it too.
              event.stopPropagation();
              onSubmit?.();
            }}
          >
            <div className={styles.body} onClickCapture={chosen} onInputCapture={typed}>
              {children}
            </div>
            {/* Kept apart: a button that turned into another one while it is pressed would send the form. */}
            {asks ? (
              <footer className={styles.actions} key="asks" role="alert">
                <p className={styles.asks}>{t.parts.discardAsk}</p>
                <Button autoFocus onPress={() => setAsks(false)}>
                  {t.parts.goOn}
                </Button>
                <Button look="danger" onPress={onClose}>
                  {t.parts.discard}
                </Button>
              </footer>
            ) : (
              actions && (
                <footer className={styles.actions} key="actions">
                  {actions}
                </footer>
              )
            )}
          </form>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
