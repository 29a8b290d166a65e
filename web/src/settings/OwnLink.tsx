import { useCallback, useEffect, useState } from "react";
import type { OwnLink as Link } from "../api/generated";
import { leaveToLink, linkAnswer } from "../entry/wayBack";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { FormProblem } from "../parts/Problem";
import { Question } from "../parts/Question";
import { Section } from "../parts/Section";
import { sentenceOf, toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { api } from "../state";
import styles from "./SettingsPage.module.css";
import { useWords } from "./words";

/** Who I am at my organisation's own provider: linked by myself, and undone by myself. */
export function OwnLink() {
  const s = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => api.ownLink(signal), []));
  const [refusal, setRefusal] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a way back is good once.
  useEffect(() => {
    const came = linkAnswer();
    if (came === null) return;
    api.linkOwn(came).then(
      () => {
        toast.done(s.providerDone);
        answer.again();
      },
      (error: unknown) => setRefusal(sentenceOf(error, s.providerFailed)),
    );
  }, []);
  const link = answer.value;
  if (link === null || link.label === null) return null;
  return (
    <Section title={s.provider}>
      <p className={styles.note}>{s.providerNote(link.label)}</p>
      <FormProblem text={refusal} />
      {link.subject == null ? <Unlinked /> : <Linked link={link} onUndone={answer.again} />}
    </Section>
  );
}

function Unlinked() {
  const s = useWords();
  const work = useWork({ inline: true });
  const leave = () =>
    work.run(async () => {
      const { url } = await api.setOutToLink();
      if (url !== null) leaveToLink(url);
    });
  return (
    <>
      <p className={styles.note}>
        {s.providerNone}
        {s.providerLinkNote}
      </p>
      <FormProblem text={work.problem} />
      <div>
        <Button busy={work.busy} onPress={leave} small>
          {s.providerLink}
        </Button>
      </div>
    </>
  );
}

function Linked({ link, onUndone }: { link: Link; onUndone: () => void }) {
  const t = useText();
  const s = useWords();
  const now = useNow();
  const [asked, setAsked] = useState(false);
  const work = useWork();
  const undo = () =>
    work.run(async () => {
      await api.unlinkOwn();
      setAsked(false);
      toast.done(s.providerUnlinked);
      onUndone();
    });
  return (
    <>
      <p>{s.providerLinked(link.subject ?? "", whenOf(link.linked_at ?? 0, now, t))}</p>
      <div>
        <Button onPress={() => setAsked(true)} small>
          {s.providerUnlink}
        </Button>
      </div>
      {asked && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setAsked(false)}
          onYes={undo}
          title={s.providerUnlink}
          verb={s.providerUnlink}
        >
          {s.providerUnlinkText}
        </Question>
      )}
    </>
  );
}
