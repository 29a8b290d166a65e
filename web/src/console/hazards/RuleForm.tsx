import { useState } from "react";
import type { HazardRule, RuleAct, WarningLadder, WarningWanted } from "../../api/generated";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { Switch } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { nameOf } from "../../rooms/name";
import { useWork } from "../../shell/useWork";
import { useRooms } from "../../state";
import { Acts, isWhole } from "./Acts";
import { hazards } from "./api";
import styles from "./Hazards.module.css";
import { words } from "./words";

interface RuleFormProps {
  /** Null: a new one. */
  rule: HazardRule | null;
  ladders: readonly WarningLadder[];
  onDone: () => void;
  onClose: () => void;
}

type Kind = WarningLadder["kind"];
type Grades = ReadonlyMap<Kind, number>;

/** A rule: of which warnings is told, for which places, in which room. */
export function RuleForm({ rule, ladders, onDone, onClose }: RuleFormProps) {
  const t = useText();
  const w = useBilingual(words);
  const [name, setName] = useState(rule?.name ?? "");
  const [room, setRoom] = useState<string | null>(rule?.room_id ?? null);
  const [places, setPlaces] = useState(rule?.places.join(" ") ?? "");
  const [grades, setGrades] = useState<Grades>(
    () => new Map(rule?.conditions.map(({ kind, grade }) => [kind, grade])),
  );
  const [isOn, setOn] = useState(rule?.is_on ?? true);
  const [acts, setActs] = useState<readonly RuleAct[]>(rule?.acts ?? []);
  const [drills, setDrills] = useState(rule?.follows_drills ?? false);
  const [isTried, setTried] = useState(false);
  const work = useWork({ inline: true });
  const rooms = useRooms().filter(({ kind }) => kind === "group");
  const isNothing = grades.size === 0;
  const isForNobody = !acts.every(isWhole);

  function save() {
    setTried(true);
    if (name.trim() === "" || room === null || isNothing || isForNobody) return;
    const conditions: WarningWanted[] = [...grades].map(([kind, grade]) => ({ kind, grade }));
    const body = {
      name,
      is_on: isOn,
      conditions,
      places: places.split(/[\s,、]+/).filter((code) => code !== ""),
      room_id: room,
      acts: [...acts],
      follows_drills: drills,
      revision: rule?.revision ?? 0,
    };
    void work.run(async () => {
      await (rule === null ? hazards.make(body) : hazards.change(rule.id, body));
      onDone();
    });
  }

  return (
    <FormDialog
      busy={work.busy}
      holds={name !== ""}
      lead={rule !== null && w.changeLead}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      size="wide"
      title={rule === null ? w.makeTitle : w.changeTitle}
    >
      <TextField
        autoFocus
        error={isTried && name.trim() === "" ? w.needName : null}
        hint={w.nameHint}
        label={w.name}
        onChange={setName}
        value={name}
      />
      <Select
        choices={rooms.map((one) => ({ id: one.id, label: nameOf(one, t) }))}
        error={isTried && room === null ? w.needRoom : null}
        label={w.room}
        onChange={setRoom}
        placeholder={w.chooseRoom}
        value={room}
      />
      <TextField hint={w.placesHint} label={w.places} markOptional onChange={setPlaces} value={places} />
      <fieldset className={styles.conditions}>
        <legend className={styles.legend}>{w.conditions}</legend>
        {ladders.map((ladder) => (
          <GradeOf
            grade={grades.get(ladder.kind) ?? 0}
            key={ladder.kind}
            ladder={ladder}
            onChange={(grade) => setGrades(withGrade(grades, ladder.kind, grade))}
          />
        ))}
      </fieldset>
      <p className={styles.hint}>{w.conditionsHint}</p>
      {isTried && isNothing && <p className={styles.error}>{w.needCondition}</p>}
      <Acts acts={acts} onChange={setActs} />
      {isTried && isForNobody && <p className={styles.error}>{w.needWhom}</p>}
      <Switch label={w.followsDrills} note={w.followsDrillsNote} on={drills} onChange={setDrills} />
      <Switch label={w.isOn} on={isOn} onChange={setOn} />
    </FormDialog>
  );
}

function withGrade(grades: Grades, kind: Kind, grade: number): Grades {
  const next = new Map(grades);
  if (grade === 0) next.delete(kind);
  else next.set(kind, grade);
  return next;
}

interface GradeOfProps {
  ladder: WarningLadder;
  /** 0: not told. */
  grade: number;
  onChange: (grade: number) => void;
}

function GradeOf({ ladder, grade, onChange }: GradeOfProps) {
  const w = useBilingual(words);
  const last = ladder.grades.length;
  const told = ladder.grades.map((word, at) => ({
    id: String(at + 1),
    label: at + 1 < last ? w.from(word) : w.only(word),
  }));
  return (
    <Select
      choices={[{ id: "0", label: w.not }, ...told]}
      label={w.kinds[ladder.kind]}
      onChange={(id) => onChange(Number(id))}
      value={String(grade)}
    />
  );
}
