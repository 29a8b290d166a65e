import { useState } from "react";
import { Button } from "../parts/Button";
import { ShownOnce } from "../parts/ShownOnce";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import styles from "./Attendance.module.css";
import { attendance } from "./api";
import { useWords } from "./words";

/** What one reported, in one's own calendar program: an address that is shown once. */
export function Feed({ hasFeed, onChanged }: { hasFeed: boolean; onChanged: () => void }) {
  const w = useWords();
  const [address, setAddress] = useState<string | null>(null);
  const { busy, run } = useWork();
  const make = () =>
    run(async () => {
      setAddress(location.origin + (await attendance.makeFeed()).path);
      onChanged();
    });
  const drop = async () => {
    if (!(await run(() => attendance.dropFeed()))) return;
    toast.done(w.feedDropped);
    onChanged();
  };
  return (
    <section aria-labelledby="attendance-feed">
      <h2 className={styles.heading} id="attendance-feed">
        {w.feed}
      </h2>
      <p className={styles.line}>{hasFeed ? w.feedIs : w.feedText}</p>
      <div className={styles.spans}>
        <Button busy={busy} onPress={make} small>
          {hasFeed ? w.feedAgain : w.feedMake}
        </Button>
        {hasFeed && (
          <Button busy={busy} look="quiet" onPress={drop} small>
            {w.feedDrop}
          </Button>
        )}
      </div>
      {address !== null && (
        <ShownOnce
          done={w.feedKept}
          lead={w.feedLead}
          note={w.feedNote}
          onClose={() => setAddress(null)}
          secret={address}
          title={w.feedAddress}
        />
      )}
    </section>
  );
}
