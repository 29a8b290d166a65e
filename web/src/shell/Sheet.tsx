import { type ReactNode, useEffect, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { cx } from "../parts/cx";
import type { MenuAction } from "../parts/Menu";
import { useOverlay } from "./overlayHistory";
import styles from "./Sheet.module.css";

interface SheetProps {
  label: string;
  /** What it is about, above the actions. */
  title?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** After the finger has left the glass: the sheet comes up under it. */
const ARMED_AFTER_MS = 80;

/** After a long press: what one can do, in reach of the thumb. Until the finger is lifted it takes no press. */
export function Sheet({ label, title, onClose, children }: SheetProps) {
  useOverlay(onClose);
  const isArmed = useArmed();
  return (
    <ModalOverlay
      className={cx(styles.veil, !isArmed && styles.unarmed)}
      isDismissable={isArmed}
      isOpen
      onOpenChange={(open) => open || onClose()}
    >
      <Modal className={cx(styles.modal)}>
        <Dialog aria-label={label} className={cx(styles.sheet)}>
          {title && <div className={styles.title}>{title}</div>}
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function useArmed(): boolean {
  const [isArmed, setArmed] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const arm = () => {
      timer = setTimeout(() => setArmed(true), ARMED_AFTER_MS);
    };
    const ends = ["pointerup", "pointercancel", "touchend", "keyup"] as const;
    for (const end of ends) addEventListener(end, arm, { capture: true, once: true });
    // Opened by other means than a finger that is still down, or the finger went unnoticed.
    const sooner = setTimeout(arm, 2_500);
    return () => {
      clearTimeout(timer);
      clearTimeout(sooner);
      for (const end of ends) removeEventListener(end, arm, { capture: true });
    };
  }, []);
  return isArmed;
}

export function SheetActions({ actions, onClose }: { actions: readonly MenuAction[]; onClose: () => void }) {
  return (
    <ul>
      {actions.map((action) => (
        <li className={cx(action.apart && styles.apart)} key={action.id}>
          <button
            aria-pressed={action.chosen}
            className={cx(styles.action, action.danger && styles.danger, action.chosen && styles.chosen)}
            onClick={() => {
              onClose();
              action.onAction();
            }}
            type="button"
          >
            {action.icon}
            {action.label}
          </button>
        </li>
      ))}
    </ul>
  );
}
