import { useCallback, useState } from "react";
import { EditIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import { fullWhenOf, whenOf } from "../i18n/time";
import type { SessionCard } from "../model/types";
import { Button } from "../parts/Button";
import { FormDialog } from "../parts/FormDialog";
import { IconButton } from "../parts/IconButton";
import { Question } from "../parts/Question";
import { SkeletonRows } from "../parts/Skeleton";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { api, useSettings } from "../state";
import styles from "./Sessions.module.css";
import { useWords, type Words } from "./words";

type Asked =
  | { readonly kind: "name" | "end"; readonly session: SessionCard }
  | { readonly kind: "end-others" }
  | null;

/** Where I am signed in: what I do not know or no longer have, I sign out from here. */
export function Sessions() {
  const s = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => api.sessions(signal), []));
  const [asked, setAsked] = useState<Asked>(null);
  const sessions = answer.value?.sessions ?? [];
  const close = () => setAsked(null);
  const done = (said: string) => {
    close();
    toast.done(said);
    answer.again();
  };
  if (answer.phase === "failed") {
    return (
      <div className={styles.failed}>
        <p>{s.sessionsFailed}</p>
        <Button onPress={answer.again} small>
          {s.again}
        </Button>
      </div>
    );
  }
  if (answer.value === null) return <SkeletonRows rows={2} />;
  return (
    <>
      <ul className={styles.list}>
        {sessions.map((session) => (
          <Row
            key={session.id}
            onEnd={() => setAsked({ kind: "end", session })}
            onName={() => setAsked({ kind: "name", session })}
            session={session}
          />
        ))}
      </ul>
      {sessions.length > 1 && (
        <div>
          <Button onPress={() => setAsked({ kind: "end-others" })} small>
            {s.endOthers}
          </Button>
        </div>
      )}
      {asked?.kind === "name" && (
        <NameDialog onClose={close} onDone={() => done(s.sessionNamed)} session={asked.session} />
      )}
      {asked !== null && asked.kind !== "name" && (
        <EndQuestion asked={asked} onClose={close} onDone={() => done(s.sessionEnded)} />
      )}
    </>
  );
}

interface RowProps {
  session: SessionCard;
  onName: () => void;
  onEnd: () => void;
}

function Row({ session, onName, onEnd }: RowProps) {
  const t = useText();
  const s = useWords();
  const now = useNow();
  const { era } = useSettings();
  const name = titleOf(session, s);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <p className={styles.name}>
          <span>{name}</span>
          {session.is_this && <span className={styles.here}>{s.thisDevice}</span>}
        </p>
        <p className={styles.note} title={fullWhenOf(session.opened_at, t, era)}>
          {noteOf(session, now, t, s)}
        </p>
      </div>
      <IconButton label={s.nameSession(name)} onPress={onName} small>
        <EditIcon />
      </IconButton>
      {!session.is_this && (
        <Button aria-label={s.endSessionOf(name)} onPress={onEnd} small>
          {s.endSession}
        </Button>
      )}
    </li>
  );
}

function titleOf({ name, browser, system }: SessionCard, s: Words): string {
  return name ?? s.browserOn(browser, system);
}

function noteOf(
  { name, browser, system, face, opened_at, seen_at }: SessionCard,
  now: number,
  t: Text,
  s: Words,
): string {
  const entrance = face in s.faces ? s.faces[face as keyof typeof s.faces] : null;
  return [
    name === null ? null : s.browserOn(browser, system),
    entrance,
    s.lastUsed(whenOf(seen_at, now, t)),
    s.signedInAt(whenOf(opened_at, now, t)),
  ]
    .filter((part) => part !== null)
    .join(s.between);
}

interface NameProps {
  session: SessionCard;
  onClose: () => void;
  onDone: () => void;
}

function NameDialog({ session, onClose, onDone }: NameProps) {
  const s = useWords();
  const [name, setName] = useState(session.name ?? "");
  const work = useWork({ inline: true });
  async function submit() {
    if (await work.run(() => api.nameSession(session.id, name))) onDone();
  }
  return (
    <FormDialog
      busy={work.busy}
      onClose={onClose}
      onSubmit={submit}
      problem={work.problem}
      size="narrow"
      title={s.nameTitle}
      verb={s.saveName}
    >
      <TextField
        autoFocus
        hint={s.nameHint}
        label={s.nameLabel}
        maxLength={60}
        onChange={setName}
        value={name}
      />
    </FormDialog>
  );
}

interface EndProps {
  asked: { readonly kind: "end"; readonly session: SessionCard } | { readonly kind: string };
  onClose: () => void;
  onDone: () => void;
}

function EndQuestion({ asked, onClose, onDone }: EndProps) {
  const s = useWords();
  const work = useWork();
  const session = "session" in asked ? asked.session : null;
  async function end() {
    const ended = () => (session === null ? api.endOtherSessions() : api.endSession(session.id));
    if (await work.run(ended)) onDone();
  }
  return (
    <Question
      busy={work.busy}
      onClose={onClose}
      onYes={end}
      title={session === null ? s.endOthers : s.endTitle}
      verb={s.endSession}
    >
      {session === null ? s.endOthersText : s.endText(titleOf(session, s))}
    </Question>
  );
}
