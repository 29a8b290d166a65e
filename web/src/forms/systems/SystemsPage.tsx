import { useCallback, useState } from "react";
import type { ApiKeyNew, ApiKeySecret, ApiKeysView, ApiKeyView, FormView } from "../../api/generated";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { ask } from "../../net/http";
import { Button } from "../../parts/Button";
import { Rounds } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { Section } from "../../parts/Section";
import { ShownOnce } from "../../parts/ShownOnce";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { Answered } from "../../shell/Answered";
import { PageBody } from "../../shell/PageBody";
import { useAnswer } from "../../shell/useAnswer";
import { useMay } from "../../shell/useMay";
import { useWork } from "../../shell/useWork";
import { useSettings } from "../../state";
import styles from "./Systems.module.css";
import { useSystemsWords } from "./words";

const READS = ["states", "answers"] as const;
const pathOf = (formId: string) => `/api/forms/${encodeURIComponent(formId)}/api-keys`;

const keys = {
  list: (formId: string, signal: AbortSignal) => ask<ApiKeysView>("GET", pathOf(formId), { signal }),
  make: (formId: string, body: ApiKeyNew) => ask<ApiKeySecret>("POST", pathOf(formId), { body }),
  remove: (formId: string, id: string) =>
    ask<ApiKeysView>("DELETE", `${pathOf(formId)}/${encodeURIComponent(id)}`),
} as const;

/** ほかのシステムからの読み取り: the keys with which other systems read what came in by a form. */
export function SystemsPage({ view }: { view: FormView }) {
  const w = useSystemsWords();
  const formId = view.form.id;
  const answer = useAnswer(useCallback((signal: AbortSignal) => keys.list(formId, signal), [formId]));
  return (
    <PageBody column>
      <Answered answer={answer} failed={w.failed}>
        {(value) => <Known first={value} formId={formId} />}
      </Answered>
    </PageBody>
  );
}

function Known({ first, formId }: { first: ApiKeysView; formId: string }) {
  const w = useSystemsWords();
  const may = useMay();
  const [known, setKnown] = useState(first);
  const [isAdding, setIsAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const mayMake = may("publish_forms") && may("export_answers");
  const take = (made: ApiKeySecret) => {
    setKnown(made.keys);
    setSecret(made.secret);
  };
  return (
    <Section note={w.lead} title={w.title}>
      {!known.is_open && <p className={styles.about}>{w.closed}</p>}
      {known.keys.length === 0 && <p className={styles.about}>{w.none}</p>}
      <ul>
        {known.keys.map((one) => (
          <One formId={formId} key={one.id} mayRemove={mayMake} onKnown={setKnown} one={one} />
        ))}
      </ul>
      {mayMake ? (
        <div className={styles.acts}>
          <Button look="primary" onPress={() => setIsAdding(true)}>
            {w.add}
          </Button>
        </div>
      ) : (
        <p className={styles.about}>{w.mayNot}</p>
      )}
      {isAdding && <Add formId={formId} onClose={() => setIsAdding(false)} onMade={take} />}
      {secret !== null && (
        <ShownOnce
          done={w.secretDone}
          lead={w.secretLead}
          note={w.secretNote}
          onClose={() => setSecret(null)}
          secret={secret}
          title={w.secret}
        />
      )}
    </Section>
  );
}

interface OneProps {
  one: ApiKeyView;
  formId: string;
  mayRemove: boolean;
  onKnown: (known: ApiKeysView) => void;
}

function One({ one, formId, mayRemove, onKnown }: OneProps) {
  const t = useText();
  const w = useSystemsWords();
  const { era } = useSettings();
  const [isAsking, setIsAsking] = useState(false);
  const { busy, problem, run } = useWork();
  const remove = async () => {
    if (await run(async () => onKnown(await keys.remove(formId, one.id)))) toast.done(w.removed);
    setIsAsking(false);
  };
  return (
    <li className={styles.one}>
      <p className={styles.name}>{one.note}</p>
      <p className={styles.about}>{w.readsOf[one.reads]}</p>
      <p className={styles.about}>
        {w.made(one.made_by, fullWhenOf(one.made_at, t, era))}{" "}
        {one.used_at === null ? w.unused : w.used(fullWhenOf(one.used_at, t, era))}
      </p>
      {mayRemove && (
        <Button look="quiet" onPress={() => setIsAsking(true)} small>
          {w.remove}
        </Button>
      )}
      {isAsking && (
        <FormDialog
          busy={busy}
          danger
          lead={w.removeLead}
          onClose={() => setIsAsking(false)}
          onSubmit={remove}
          problem={problem}
          title={w.removeTitle(one.note)}
          verb={w.remove}
        />
      )}
    </li>
  );
}

interface AddProps {
  formId: string;
  onClose: () => void;
  onMade: (made: ApiKeySecret) => void;
}

function Add({ formId, onClose, onMade }: AddProps) {
  const w = useSystemsWords();
  const [note, setNote] = useState("");
  const [reads, setReads] = useState<ApiKeyNew["reads"]>("states");
  const { busy, problem, run } = useWork({ inline: true });
  const add = async () => {
    if (await run(async () => onMade(await keys.make(formId, { note: note.trim(), reads })))) onClose();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={note.trim() === ""}
      onClose={onClose}
      onSubmit={add}
      problem={problem}
      title={w.add}
      verb={w.add}
    >
      <TextField hint={w.noteHint} label={w.note} maxLength={100} onChange={setNote} value={note} />
      <Rounds
        choices={READS.map((id) => ({ id, label: w.readsOf[id] }))}
        label={w.reads}
        onChange={setReads}
        value={reads}
      />
    </FormDialog>
  );
}
