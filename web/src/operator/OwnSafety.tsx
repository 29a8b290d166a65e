import { Safety } from "../factors/Safety";
import { useBilingual } from "../i18n/useBilingual";
import { Sessions } from "../settings/Sessions";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import styles from "./Operator.module.css";
import { words } from "./staffWords";

/** An operator's own authenticator app, passkeys, recovery codes and sessions. */
export function OwnSafety({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBilingual(words);
  return (
    <>
      <PageHead onBack={onBack} title={w.safety} />
      <PageBody column>
        <section className={styles.own}>
          <h2 className={styles.heading}>{w.factors}</h2>
          <Safety />
        </section>
        <section className={styles.own}>
          <h2 className={styles.heading}>{w.sessions}</h2>
          <Sessions />
        </section>
      </PageBody>
    </>
  );
}
