import { useCallback, useRef, useState } from "react";
import type { BodyStamps, Stamp as StampCard } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { api } from "../../net/api";
import { ask } from "../../net/http";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { type MenuAction, MenuButton } from "../../parts/Menu";
import { Question } from "../../parts/Question";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { Answered } from "../../shell/Answered";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { Stamp } from "../../talk/Stamp";
import styles from "./Stamps.module.css";
import { words } from "./words";

const STAMPS = "/api/administration/stamps";
const WORDS_MOST = 20;

/** Which stamps the body uses, in which order, and its own. */
export function StampsPage({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBilingual(words);
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => ask<BodyStamps>("GET", STAMPS, { signal }), []),
  );
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <PageHead onBack={onBack} title={w.title}>
        <Button onPress={() => setAdding(true)} small>
          {w.add}
        </Button>
      </PageHead>
      <PageBody>
        <p className={styles.lead}>{w.lead}</p>
        <Answered answer={answer} failed={w.failed}>
          {(body) => <Both again={answer.again} body={body} />}
        </Answered>
      </PageBody>
      {isAdding && (
        <Add
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            toast.done(w.added);
            answer.again();
          }}
        />
      )}
    </>
  );
}

function Both({ body, again }: { body: BodyStamps; again: () => void }) {
  const w = useBilingual(words);
  const work = useWork();
  const [leaving, setLeaving] = useState<StampCard | null>(null);
  const { used, unused, revision } = body;

  const use = (stamp_ids: readonly string[]) =>
    void work.run(async () => {
      await ask("PUT", STAMPS, { body: { stamp_ids }, query: { revision } });
      toast.done(w.saved);
      again();
    });
  const withdraw = (stamp: StampCard) =>
    work.run(async () => {
      await ask("DELETE", `${STAMPS}/${encodeURIComponent(stamp.id)}`);
      setLeaving(null);
      again();
    });
  const ids = used.map(({ id }) => id);
  const moved = (at: number, to: number) => {
    const next = ids.filter((_, i) => i !== at);
    next.splice(to, 0, ids[at] ?? "");
    use(next);
  };
  const ownActions = (stamp: StampCard): MenuAction[] =>
    stamp.picture
      ? [{ id: "withdraw", label: w.withdraw, apart: true, danger: true, onAction: () => setLeaving(stamp) }]
      : [];

  return (
    <>
      <h2 className={styles.head}>{w.used}</h2>
      {used.length === 0 && <p>{w.noneUsed}</p>}
      <ul className={styles.grid}>
        {used.map((stamp, at) => (
          <Card
            actions={[
              { id: "first", label: w.first, disabled: at === 0, onAction: () => moved(at, 0) },
              { id: "up", label: w.up, disabled: at === 0, onAction: () => moved(at, at - 1) },
              {
                id: "down",
                label: w.down,
                disabled: at === used.length - 1,
                onAction: () => moved(at, at + 1),
              },
              { id: "hide", label: w.hide, onAction: () => use(ids.filter((id) => id !== stamp.id)) },
              ...ownActions(stamp),
            ]}
            key={stamp.id}
            stamp={stamp}
          />
        ))}
      </ul>
      {unused.length > 0 && (
        <>
          <h2 className={styles.head}>{w.unused}</h2>
          <ul className={styles.grid}>
            {unused.map((stamp) => (
              <Card
                actions={[
                  { id: "show", label: w.show, onAction: () => use([...ids, stamp.id]) },
                  ...ownActions(stamp),
                ]}
                key={stamp.id}
                stamp={stamp}
              />
            ))}
          </ul>
        </>
      )}
      {leaving && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setLeaving(null)}
          onYes={() => withdraw(leaving)}
          title={w.withdrawTitle(leaving.words)}
          verb={w.withdraw}
        >
          {w.withdrawText}
        </Question>
      )}
    </>
  );
}

function Card({ stamp, actions }: { stamp: StampCard; actions: MenuAction[] }) {
  const w = useBilingual(words);
  return (
    <li className={styles.stamp}>
      <span className={styles.picture}>
        <Stamp id={stamp.id} size={64} />
        {stamp.words}
        {stamp.picture && <span className={styles.own}>{w.own}</span>}
      </span>
      <MenuButton actions={actions} label={w.menu(stamp.words)} small />
    </li>
  );
}

function Add({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const w = useBilingual(words);
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [said, setSaid] = useState("");
  const work = useWork({ inline: true });
  const add = () =>
    file === null
      ? undefined
      : work.run(async () => {
          const { id } = await api.upload(file, file.name, () => undefined).done;
          await ask("POST", STAMPS, { body: { file_id: id, words: said } });
          onDone();
        });
  return (
    <FormDialog
      busy={work.busy}
      isDisabled={file === null || said.trim() === ""}
      lead={w.addLead}
      onClose={onClose}
      onSubmit={add}
      problem={work.problem}
      size="narrow"
      title={w.add}
      verb={w.addVerb}
    >
      <Button onPress={() => input.current?.click()}>{w.picture}</Button>
      {file && <p>{w.chosen(file.name)}</p>}
      <input
        accept="image/*"
        hidden
        onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        ref={input}
        type="file"
      />
      <TextField hint={w.wordsHint} label={w.words} maxLength={WORDS_MOST} onChange={setSaid} value={said} />
    </FormDialog>
  );
}
