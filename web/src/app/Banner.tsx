import { useEffect, useState } from "react";
import { CheckIcon, OfflineIcon, RefreshIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { actions, type Connection, QUIET_MS, useConnection } from "../state";
import styles from "./Banner.module.css";

/** Says nothing for the first seconds; then calmly what is the matter; at the end, that all is well. */
const WELL_MS = 2_500;

export function Banner() {
  const t = useText();
  const connection = useConnection();
  const now = useSecond(connection.phase !== "live");
  const state = useShown(connection, now);
  const words = wordsOf(state, connection, now, t);
  return (
    <div className={styles.place} role="status">
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
          {state === "waiting" && (
            <Button look="quiet" onPress={() => actions.retryConnection()} small>
              {t.shell.reconnectNow}
            </Button>
          )}
        </div>
      )}
    </div>
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
    const timer = setTimeout(() => setWell(false), WELL_MS);
    return () => clearTimeout(timer);
  }, [phase, told]);
  return shown ?? (isWell ? "well" : "nothing");
}

function wordsOf(state: Shown, { retryAt }: Connection, now: number, t: Text): string | null {
  switch (state) {
    case "nothing":
      return null;
    case "connecting":
      return t.shell.connecting;
    case "offline":
      return t.shell.offline;
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
