import { type ReactNode, useState } from "react";
import type { Offer } from "../api/generated";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import styles from "../shell/FrontPage.module.css";

interface Props {
  /** The organisation's own provider; null when it has none. */
  offer: Offer | null;
  busy: boolean;
  onLeave: () => void;
  /** The fields for a password. */
  children: ReactNode;
}

/** The ways in: the one that is usual in the organisation first, and passwords put away where they are for a few. */
export function SignInMethods({ offer, busy, onLeave, children }: Props) {
  const t = useText();
  const [byPassword, setByPassword] = useState(false);
  if (offer === null) return children;
  const isFirst = offer.passwords === "administrators_and_guests";
  const button = (
    <Button busy={busy} className={styles.go} look={isFirst ? "primary" : "plain"} onPress={onLeave} wide>
      {t.entry.signInWith(offer.label)}
    </Button>
  );
  if (!isFirst) {
    return (
      <>
        {children}
        <p className={styles.or}>{t.entry.or}</p>
        {button}
      </>
    );
  }
  return (
    <>
      {button}
      {byPassword ? (
        children
      ) : (
        <Button look="quiet" onPress={() => setByPassword(true)} small>
          {t.entry.byPassword}
        </Button>
      )}
    </>
  );
}
