import { useCallback } from "react";
import { BellIcon } from "../design/icons";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useAnnouncementsChanged } from "../state";
import { broadcasts } from "./api";
import styles from "./Emergency.module.css";
import { OwnContact } from "./OwnContact";
import { OwnMusterCards } from "./OwnMusterCards";
import { OwnOne } from "./OwnOne";
import { PLACES } from "./paths";
import { OwnShifts } from "./shifts/OwnShifts";
import { useWords } from "./words";

/** What was sent to oneself: where a notice on a phone leads. */
export function MinePage() {
  const w = useWords();
  const isPhone = useIsPhone();
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/more") : undefined} title={w.title}>
        <Button onPress={() => navigate(PLACES)} small>
          {w.shelters}
        </Button>
      </PageHead>
      <PageBody column>
        <OwnMusterCards />
        <OwnShifts />
        <Mine />
        <OwnContact />
      </PageBody>
    </div>
  );
}

/** The broadcasts to oneself, those that wait first. */
export function Mine({ onlyWaiting = false }: { onlyWaiting?: boolean }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => broadcasts.mine(signal), []));
  const { value, phase, again } = answer;
  useAnnouncementsChanged(again);
  if (value === null) {
    if (onlyWaiting) return null;
    return phase === "failed" ? <Failed onAgain={again} title={w.failed} /> : <SkeletonRows />;
  }
  const shown = onlyWaiting ? value.broadcasts.filter(({ is_done }) => !is_done) : value.broadcasts;
  if (shown.length === 0) {
    if (onlyWaiting) return null;
    return (
      <EmptyState icon={<BellIcon />} title={w.mineNone}>
        {w.mineNoneText}
      </EmptyState>
    );
  }
  return (
    <div className={styles.owns}>
      {shown.map((one) => (
        <OwnOne key={one.id} onChanged={again} one={one} />
      ))}
    </div>
  );
}
