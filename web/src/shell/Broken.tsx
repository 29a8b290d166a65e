import { Component, type ReactNode } from "react";
import { WarningIcon } from "../design/icons";
import { text } from "../i18n";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import styles from "./Broken.module.css";

/** A fault in the drawing must not leave a white page: say so, and offer the one thing that helps. */
export class Broken extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    const t = text();
    return (
      <main className={styles.page}>
        <EmptyState
          action={
            <Button look="primary" onPress={() => location.reload()}>
              {t.entry.reload}
            </Button>
          }
          isPage
          icon={<WarningIcon />}
          title={t.entry.brokenTitle}
        >
          {t.entry.brokenText}
        </EmptyState>
      </main>
    );
  }
}
