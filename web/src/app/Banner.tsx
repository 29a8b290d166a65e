import { Suspense, useEffect, useState } from "react";
import { CheckIcon, OfflineIcon, RefreshIcon, WarningIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import { clockOf, shortWhenOf } from "../i18n/time";
import { unsentOf } from "../model/outbox";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { openDialog } from "../shell/dialogs";
import { actions, type Connection, QUIET_MS, useConnection, useOutbox, useRooms } from "../state";
import styles from "./Banner.module.css";
import { Versions } from "./lazyParts";

/** Says nothing for the first seconds; then calmly what is the matter; at the end, that all is well. */
const WELL_MS = 2_500;
const DAY_MS = 24 * 3_600_000;

export function Banner() {
  const t = useText();
  const connection = useConnection();
  const now = useSecond(connection.phase !== "live");
  const state = useShown(connection, now);
  const words = wordsOf(state, connection, now, t);
  const unsent = useUnsent(state === "offline" || state === "waiting");
  return (
    <div className={styles.place} role="status">
      <Suspense>
        <Versions isShown={words === null && unsent === null} />
      </Suspense>
      {words === null && unsent !== null && (
        <div className={styles.banner}>
          <WarningIcon size={18} />
          <LookAtUnsent words={unsent} />
        </div>
      )}
      {words !== null && (
        <div className={cx(styles.banner, state === "well" && styles.well)}>
          {state === "well" ? (
            <CheckIcon size={18} />
          ) : state === "offline" ? (
            <OfflineIcon size={18} />
          ) : (
            <RefreshIcon size={18} />
          )}
          <span className={styles.words}>{words}</span>
          {(state === "waiting" || state === "offline") && (
            <Button look="quiet" onPress={() => actions.retryConnection()} small>
              {t.shell.reconnectNow}
            </Button>
          )}
          {state !== "well" && unsent !== null && <LookAtUnsent words={unsent} />}
        </div>
      )}
    </div>
  );
}

/** Without a line: how much waits. With one: what was refused, where no room shows it any more. */
function useUnsent(isCut: boolean): string | null {
  const t = useText();
  const outbox = unsentOf(useOutbox());
  const rooms = useRooms();
  if (outbox.some(({ isUnstored }) => isUnstored)) return t.shell.diskFull;
  if (isCut) return outbox.length > 0 ? t.shell.waitingCount(outbox.length) : null;
  const known = new Set(rooms.map(({ id }) => id));
  const lost = outbox.filter(({ state, room }) => state === "failed" && !known.has(room));
  return lost.length > 0 ? t.shell.failedCount(lost.length) : null;
}

function LookAtUnsent({ words }: { words: string }) {
  return (
    <Button look="quiet" onPress={() => openDialog({ kind: "unsent" })} small>
      {words}
    </Button>
  );
}

type Shown = "nothing" | "connecting" | "waiting" | "offline" | "well";

function useShown({ phase, brokenSince }: Connection, now: number): Shown {
  const [told, setTold] = useState(false);
  const [isWell, setWell] = useState(false);
  const quiet = phase !== "offline" && (brokenSince === null || now - brokenSince < QUIET_MS);
  const shown = phase === "live" || quiet ? null : phase;
  useEffect(() => {
    if (shown !== null) setTold(true);
  }, [shown]);
  useEffect(() => {
    if (phase !== "live" || !told) return;
    setTold(false);
    setWell(true);
  }, [phase, told]);
  useEffect(() => {
    if (!isWell) return;
    const timer = setTimeout(() => setWell(false), WELL_MS);
    return () => clearTimeout(timer);
  }, [isWell]);
  return shown ?? (isWell ? "well" : "nothing");
}

function wordsOf(state: Shown, { brokenSince, retryAt }: Connection, now: number, t: Text): string | null {
  switch (state) {
    case "nothing":
      return null;
    case "connecting":
      return t.shell.connecting;
    case "offline":
      return t.shell.offline(sinceOf(brokenSince ?? now, now, t));
    case "well":
      return t.shell.backLive;
    case "waiting": {
      const seconds = retryAt === null ? 0 : Math.ceil((retryAt - now) / 1000);
      return seconds > 0 ? t.shell.waiting(seconds) : t.shell.waitingSoon;
    }
    default:
      return state satisfies never;
  }
}

/** Today the hour; before, the day as well. */
function sinceOf(since: number, now: number, t: Text): string {
  return now - since < DAY_MS / 2 ? clockOf(since) : shortWhenOf(since, now, t);
}

/** The time, every second while somebody needs it. */
function useSecond(needed: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!needed) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [needed]);
  return now;
}
