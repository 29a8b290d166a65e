import { useSyncExternalStore } from "react";
import { CloseIcon, DoneIcon, InfoIcon, WarningIcon } from "../design/icons";
import { useText } from "../i18n";
import { Button } from "./Button";
import { cx } from "./cx";
import { IconButton } from "./IconButton";
import styles from "./Toasts.module.css";
import { currentToasts, dismiss, listenToToasts, type Toast } from "./toasts";

const ICONS = { done: DoneIcon, problem: WarningIcon, news: InfoIcon };

/** The place where toasts appear; once, at the end of the page. They are announced as they come. */
export function Toasts() {
  const toasts = useSyncExternalStore(listenToToasts, currentToasts);
  return (
    <div aria-live="polite" className={styles.place} role="status">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function OneToast({ toast }: { toast: Toast }) {
  const t = useText();
  const Icon = ICONS[toast.kind];
  const { action } = toast;
  return (
    <div className={cx(styles.toast, styles[toast.kind])}>
      <Icon />
      <p className={styles.text}>{toast.text}</p>
      {action && (
        <Button
          className={styles.action}
          look="quiet"
          onPress={() => {
            dismiss(toast.id);
            action.run();
          }}
          small
        >
          {action.label}
        </Button>
      )}
      <IconButton className={styles.close} label={t.parts.close} onPress={() => dismiss(toast.id)} small>
        <CloseIcon size={18} />
      </IconButton>
    </div>
  );
}
