import { Component, type ReactNode } from "react";
import { WarningIcon } from "../design/icons";
import { text } from "../i18n";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { toast } from "../parts/toasts";
import { closeDialog } from "../shell/dialogs";
import styles from "./ErrorBoundary.module.css";

interface ErrorBoundaryProps {
  /** How much is lost when it breaks: everything, one page, one dialog. */
  kind: "all" | "page" | "dialog";
  children: ReactNode;
}

/**
 * A fault in the drawing, or a part that could not be fetched (the server was renewed since), must not leave
 * a white page: say so, and offer the one thing that helps.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(): void {
    if (this.props.kind !== "dialog") return;
    const t = text();
    closeDialog();
    toast.news(t.entry.dialogBroken, { label: t.entry.reload, run: () => location.reload() });
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    if (this.props.kind === "dialog") return null;
    const t = text();
    const Place = this.props.kind === "all" ? "main" : "div";
    return (
      <Place className={this.props.kind === "all" ? styles.page : styles.part}>
        <EmptyState
          action={
            <Button look="primary" onPress={() => location.reload()}>
              {t.entry.reload}
            </Button>
          }
          icon={<WarningIcon />}
          isPage
          title={t.entry.brokenTitle}
        >
          {t.entry.brokenText}
        </EmptyState>
      </Place>
    );
  }
}
