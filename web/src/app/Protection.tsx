import { useEffect, useState } from "react";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import type { Me } from "../model/types";
import styles from "./Protection.module.css";

const TURNS_EVERY_MS = 60_000;
const MARKS = Array.from({ length: 24 }, (_, n) => n);

/** What policy asks of the screen here. It hinders and reminds; it cannot prevent (docs/user-guide.md). */
export function Protection({ me }: { me: Me }) {
  const { watermark, blank, print } = me.screen;
  usePrintRefused(!print);
  return (
    <>
      {watermark && <Watermark me={me} />}
      {blank && <Blank />}
    </>
  );
}

/** Name, section and time across everything, so that a photograph tells whose screen it was. */
function Watermark({ me }: { me: Me }) {
  const t = useText();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TURNS_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const words = `${me.person.name} ${me.person.department_path || me.organization.name} ${fullWhenOf(now, t, false)}`;
  return (
    <div aria-hidden="true" className={styles.watermark}>
      {MARKS.map((n) => (
        <span className={styles.mark} data-words={words} key={n} />
      ))}
    </div>
  );
}

/** While the window is not in front, nothing is to be read in it. */
function Blank() {
  const t = useText();
  const isAway = useAway();
  if (!isAway) return null;
  return (
    <div className={styles.blank}>
      <p>{t.shell.hidden}</p>
    </div>
  );
}

function useAway(): boolean {
  const [isAway, setAway] = useState(() => !document.hasFocus());
  useEffect(() => {
    const look = () => setAway(document.hidden || !document.hasFocus());
    for (const name of ["blur", "focus", "pageshow"]) window.addEventListener(name, look);
    document.addEventListener("visibilitychange", look);
    return () => {
      for (const name of ["blur", "focus", "pageshow"]) window.removeEventListener(name, look);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return isAway;
}

/** The style sheet leaves the paper empty. */
function usePrintRefused(isRefused: boolean): void {
  useEffect(() => {
    document.documentElement.classList.toggle("no-print", isRefused);
    return () => document.documentElement.classList.remove("no-print");
  }, [isRefused]);
}
