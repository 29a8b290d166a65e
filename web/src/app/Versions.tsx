import { useEffect, useSyncExternalStore } from "react";
import { RefreshIcon } from "../design/icons";
import { useBilingual } from "../i18n/useBilingual";
import { isNewerReady, listenToVersions, startShell, takeNewer } from "../net/shell";
import { Button } from "../parts/Button";
import { actions } from "../state";
import styles from "./Banner.module.css";
import { words } from "./offlineWords";

/** So long nobody has looked at the page: then a newer version opens by itself, and nobody waits for it. */
const UNSEEN_MS = 10 * 60_000;

/** Registers the worker, and offers a newer version of the client once it is here whole. */
export default function Versions({ isShown }: { isShown: boolean }) {
  const w = useBilingual(words);
  const isReady = useSyncExternalStore(listenToVersions, isNewerReady);
  useEffect(() => void startShell(), []);
  useEffect(() => (isReady ? whenUnseen(() => void update()) : undefined), [isReady]);
  if (!isReady || !isShown) return null;
  return (
    <div className={styles.banner}>
      <RefreshIcon size={18} />
      <span className={styles.words}>{w.newerReady}</span>
      <Button look="quiet" onPress={() => void update()} small>
        {w.takeNewer}
      </Button>
    </div>
  );
}

async function update(): Promise<void> {
  await actions.writeDrafts();
  await takeNewer();
}

function whenUnseen(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    if (document.visibilityState !== "hidden") return;
    timer = setTimeout(() => {
      if (isAtRest()) act();
    }, UNSEEN_MS);
  };
  look();
  document.addEventListener("visibilitychange", look);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", look);
  };
}

/** Nothing stands on the page that only the page has: no open form, no message being edited, no file on its way. */
function isAtRest(): boolean {
  const holds = "[role=dialog], [role=alertdialog], form, progress, [data-editing]";
  return document.querySelector(holds) === null && location.pathname !== "/share";
}
