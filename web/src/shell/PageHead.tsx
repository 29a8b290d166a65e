import type { ReactNode } from "react";
import { BackIcon } from "../design/icons";
import { useText } from "../i18n";
import { IconButton } from "../parts/IconButton";
import styles from "./PageHead.module.css";

interface PageHeadProps {
  title: string;
  /** Beside the title, in grey. */
  note?: string | undefined;
  onBack?: (() => void) | undefined;
  children?: ReactNode;
}

/** The first line of a page: where am I, and what can I do here. */
export function PageHead({ title, note, onBack, children }: PageHeadProps) {
  const t = useText();
  return (
    <header className={styles.head}>
      {onBack && (
        <IconButton label={t.parts.back} onPress={onBack}>
          <BackIcon />
        </IconButton>
      )}
      <h1 className={styles.title}>{title}</h1>
      {note && <span className={styles.note}>{note}</span>}
      <span className={styles.space} />
      {children}
    </header>
  );
}
