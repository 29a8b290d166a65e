import { OfflineIcon } from "../design/icons";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { actions } from "../state";
import styles from "./ErrorBoundary.module.css";

/** Before we know who is there, the server cannot be reached. It is tried again without a press. */
export function Unreachable() {
  const t = useText();
  return (
    <main className={styles.page}>
      <EmptyState
        action={<Button onPress={() => actions.retryConnection()}>{t.shell.reconnectNow}</Button>}
        isPage
        icon={<OfflineIcon />}
        title={t.entry.unreachableTitle}
      >
        {t.entry.unreachableText}
      </EmptyState>
    </main>
  );
}
