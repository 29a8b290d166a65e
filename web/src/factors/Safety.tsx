import { useCallback, useState } from "react";
import type { FactorEvent, OwnFactors, PasskeyView } from "../api/generated";
import { EditIcon, InfoIcon, WarningIcon } from "../design/icons";
import { useText } from "../i18n";
import { dayHeadingOf, whenOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { IconButton } from "../parts/IconButton";
import { SkeletonRows } from "../parts/Skeleton";
import { toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { factors } from "./api";
import styles from "./Factors.module.css";
import { hasPasskeys } from "./passkey";
import { type Asked, SafetyDialog } from "./SafetyDialogs";
import { useWords, type Words } from "./words";

/** What I can show besides my password; what happened with it lately. */
export function Safety() {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => factors.own(signal), []));
  const [asked, setAsked] = useState<Asked | null>(null);
  if (answer.phase === "failed") {
    return (
      <div className={styles.block}>
        <p>{w.loadFailed}</p>
        <Button onPress={answer.again} small>
          {w.again}
        </Button>
      </div>
    );
  }
  if (answer.value === null) return <SkeletonRows rows={3} />;
  const own = answer.value;
  return (
    <>
      <p className={styles.note}>{w.safetyNote}</p>
      <Reminder own={own} />
      <App onAsk={setAsked} own={own} />
      <Passkeys onAsk={setAsked} own={own} />
      <Codes onAsk={setAsked} own={own} />
      <Events events={own.events} />
      {asked !== null && (
        <SafetyDialog
          asked={asked}
          onClose={() => {
            setAsked(null);
            answer.again();
          }}
          onDone={(said) => {
            setAsked(null);
            toast.done(said);
            answer.again();
          }}
        />
      )}
    </>
  );
}

interface PartProps {
  own: OwnFactors;
  onAsk: (asked: Asked) => void;
}

function Reminder({ own }: { own: OwnFactors }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  if (own.enrol_by === null) return null;
  const day = dayHeadingOf(own.enrol_by, now, t);
  return (
    <p className={styles.reminder}>
      <InfoIcon />
      <span>{own.demand === "passkey" ? w.demandedPasskey(day) : w.demandedAny(day)}</span>
    </p>
  );
}

function App({ own: { totp }, onAsk }: PartProps) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{w.app}</h3>
      <div className={styles.row}>
        <p className={cx(styles.what, styles.note)}>
          {totp === null
            ? w.appNone
            : [w.added(whenOf(totp.added_at, now, t)), usedAt(totp.used_at, now, t, w)].join(w.between)}
        </p>
        <Button onPress={() => onAsk({ kind: "app" })} small>
          {totp === null ? w.addApp : w.replaceApp}
        </Button>
        {totp !== null && (
          <Button aria-label={w.removeOf(w.app)} onPress={() => onAsk({ kind: "remove-app" })} small>
            {w.remove}
          </Button>
        )}
      </div>
    </section>
  );
}

function Passkeys({ own, onAsk }: PartProps) {
  const w = useWords();
  const canMake = own.passkeys_work && hasPasskeys();
  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{w.passkeys}</h3>
      {own.passkeys.length === 0 && <p className={styles.note}>{w.passkeysNone}</p>}
      <ul>
        {own.passkeys.map((key) => (
          <Passkey key={key.id} onAsk={onAsk} passkey={key} />
        ))}
      </ul>
      {canMake ? (
        <div>
          <Button onPress={() => onAsk({ kind: "passkey" })} small>
            {w.addPasskey}
          </Button>
        </div>
      ) : (
        <p className={styles.note}>{w.passkeysElsewhere}</p>
      )}
    </section>
  );
}

function Passkey({ passkey, onAsk }: { passkey: PasskeyView; onAsk: (asked: Asked) => void }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const { name, added_at, used_at, blocked_at, is_here } = passkey;
  const notes = [w.added(whenOf(added_at, now, t)), usedAt(used_at, now, t, w)];
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <p>{name}</p>
        <p className={styles.note}>{[...(is_here ? [] : [w.elsewhere]), ...notes].join(w.between)}</p>
        {blocked_at !== null && (
          <p className={styles.blocked}>
            <WarningIcon size={16} />
            <span>
              {w.blocked}。{w.blockedNote}
            </span>
          </p>
        )}
      </div>
      <IconButton label={w.renamePasskey(name)} onPress={() => onAsk({ kind: "rename", passkey })} small>
        <EditIcon />
      </IconButton>
      <Button aria-label={w.removeOf(name)} onPress={() => onAsk({ kind: "remove-passkey", passkey })} small>
        {w.remove}
      </Button>
    </li>
  );
}

function Codes({ own, onAsk }: PartProps) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const canIssue = own.totp !== null || own.passkeys.some((key) => key.blocked_at === null);
  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{w.codesTitle}</h3>
      <div className={styles.row}>
        <p className={cx(styles.what, styles.note)}>
          {own.codes_made_at === null
            ? w.codesNone
            : [w.codesLeft(own.codes_left), w.added(whenOf(own.codes_made_at, now, t))].join(w.between)}
        </p>
        {canIssue && (
          <Button onPress={() => onAsk({ kind: "codes" })} small>
            {w.codesAnew}
          </Button>
        )}
      </div>
    </section>
  );
}

function Events({ events }: { events: readonly FactorEvent[] }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{w.events}</h3>
      <p className={styles.note}>{w.eventsNote}</p>
      <ul className={styles.events}>
        {events.map((event) => (
          <li className={styles.event} key={`${event.at} ${event.kind}`}>
            <span className={event.kind === "factor.blocked" ? styles.bad : undefined}>
              {sentenceOf(event, w)}
            </span>
            <span className={styles.when}>{whenOf(event.at, now, t)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sentenceOf({ kind, factor, name }: FactorEvent, w: Words): string {
  const how = [w.factor[factor ?? "password"] ?? "", name === null ? "" : `「${name}」`].join("");
  return w.event[kind]?.(how) ?? kind;
}

function usedAt(at: number | null, now: number, t: Parameters<typeof whenOf>[2], w: Words): string {
  return at === null ? w.neverUsed : w.used(whenOf(at, now, t));
}
