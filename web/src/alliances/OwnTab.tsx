import { useState } from "react";
import type { AllianceOwnBody, AllianceView, SentTold } from "../api/generated";
import { CloseIcon } from "../design/icons";
import { Button } from "../parts/Button";
import { Rounds, Switch } from "../parts/Choices";
import { Form } from "../parts/Form";
import { IconButton } from "../parts/IconButton";
import { FormProblem } from "../parts/Problem";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { flat } from "../people/departments";
import { useDepartments } from "../people/useDirectory";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { ChoosePeople } from "./ChoosePeople";
import { useWords } from "./words";

const CLASSES = ["1", "2", "3"] as const;
type ClassMost = (typeof CLASSES)[number];

interface OwnTabProps {
  view: AllianceView;
  own: AllianceOwnBody;
  onChanged: (view: AllianceView) => void;
}

/** Whom one's own body sends, and what it allows in the alliance's rooms. */
export function OwnTab({ view, own, onChanged }: OwnTabProps) {
  const w = useWords();
  const [sent, setSent] = useState<readonly SentTold[]>(own.sent);
  const [classMost, setClassMost] = useState<ClassMost>(CLASSES[own.class_most - 1] ?? "3");
  const [hasFiles, setFiles] = useState(own.files);
  const [passesOn, setPassesOn] = useState(own.passing_on);
  const [takesGuests, setTakesGuests] = useState(own.guests);
  const [tellsFigures, setTellsFigures] = useState(own.figures);
  const [isChoosing, setChoosing] = useState(false);
  const work = useWork({ inline: true });
  const isEverybody = sent.some(({ kind }) => kind === "everybody");
  const chosen = sent.filter(({ kind }) => kind !== "everybody");

  function add(...more: readonly SentTold[]) {
    const isNew = (one: SentTold) =>
      !sent.some((each) => each.kind === one.kind && each.target === one.target);
    setSent([...sent, ...more.filter(isNew)]);
  }

  const save = () =>
    work.run(async () => {
      const changed = await alliances.send(view.card.id, {
        revision: own.revision,
        sent: sent.map(({ kind, target }) => ({ kind, target })),
        class_most: classMost === "1" ? 1 : classMost === "2" ? 2 : 3,
        files: hasFiles,
        passing_on: passesOn,
        guests: takesGuests,
        figures: tellsFigures,
      });
      toast.done(w.sendingSaved);
      onChanged(changed);
    });

  return (
    <>
      <Form className={styles.form} onSubmit={save}>
        <section className={styles.section}>
          <h2>{w.sendTitle}</h2>
          <p className={styles.lead}>{w.sendNote}</p>
          <Switch
            label={w.everybody}
            note={w.everybodyNote}
            on={isEverybody}
            onChange={(on) =>
              setSent(
                on
                  ? [{ kind: "everybody", target: "", name: "" }]
                  : own.sent.filter((each) => each.kind !== "everybody"),
              )
            }
          />
          {!isEverybody && <Choosing onAdd={add} onPeople={() => setChoosing(true)} />}
          {!isEverybody && chosen.length === 0 && <p className={styles.notice}>{w.nobody}</p>}
          <ul className={styles.chips}>
            {chosen.map((one) => (
              <li className={styles.chip} key={`${one.kind} ${one.target}`}>
                <span className={styles.kind}>{wordOf(one, w)}</span>
                {one.name}
                <IconButton
                  label={w.remove(one.name)}
                  onPress={() => setSent(sent.filter((each) => each !== one))}
                >
                  <CloseIcon size={16} />
                </IconButton>
              </li>
            ))}
          </ul>
        </section>
        <section className={styles.section}>
          <h2>{w.limitsTitle}</h2>
          <p className={styles.lead}>{w.limitsNote}</p>
          <Rounds
            choices={CLASSES.map((id) => ({ id, label: w.classChoices[id] }))}
            inline
            label={w.classMost}
            onChange={setClassMost}
            value={classMost}
          />
          <Switch label={w.files} on={hasFiles} onChange={setFiles} />
          <Switch label={w.passingOn} note={w.passingOnNote} on={passesOn} onChange={setPassesOn} />
          <Switch label={w.guestsAllowed} note={w.guestsNote} on={takesGuests} onChange={setTakesGuests} />
        </section>
        <section className={styles.section}>
          <h2>{w.figures}</h2>
          <Switch label={w.figuresTell} note={w.figuresNote} on={tellsFigures} onChange={setTellsFigures} />
        </section>
        <FormProblem text={work.problem} />
        <div>
          <Button busy={work.busy} look="primary" type="submit">
            {w.save}
          </Button>
        </div>
      </Form>
      {isChoosing && (
        <ChoosePeople
          onChosen={(people) =>
            add(...people.map(({ id, name }) => ({ kind: "person" as const, target: id, name })))
          }
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

function wordOf({ kind }: SentTold, w: ReturnType<typeof useWords>): string {
  return { everybody: w.everybody, department: w.department, post: w.post, person: w.person }[kind];
}

interface ChoosingProps {
  onAdd: (...more: readonly SentTold[]) => void;
  /** Choose people in a dialog of its own: one form does not stand in another. */
  onPeople: () => void;
}

function Choosing({ onAdd, onPeople }: ChoosingProps) {
  const w = useWords();
  const { tree } = useDepartments();
  const { person: me } = useMe();
  const [title, setTitle] = useState("");
  const lines = flat(tree);
  return (
    <div className={styles.tools}>
      <Select
        choices={lines.map(({ branch, depth }) => ({
          id: branch.id,
          label: "\u3000".repeat(depth) + branch.name,
        }))}
        hint={w.departmentHint}
        label={w.department}
        onChange={(id) => {
          const name = lines.find(({ branch }) => branch.id === id)?.branch.name ?? "";
          onAdd({ kind: "department", target: id, name });
        }}
        placeholder={w.addDepartment}
        value={null}
      />
      <TextField
        end={
          <Button
            isDisabled={title.trim() === ""}
            onPress={() => {
              onAdd({ kind: "post", target: title.trim(), name: title.trim() });
              setTitle("");
            }}
            small
          >
            {w.add}
          </Button>
        }
        hint={w.postHint}
        label={w.post}
        maxLength={100}
        onChange={setTitle}
        placeholder={w.postPlaceholder}
        value={title}
      />
      <Button onPress={onPeople}>{w.addPeople}</Button>
      <Button onPress={() => onAdd({ kind: "person", target: me.id, name: me.name })}>{w.addMe}</Button>
    </div>
  );
}
