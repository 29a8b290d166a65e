import { useState } from "react";
import { CloseIcon } from "../../design/icons";
import { useBilingual } from "../../i18n/useBilingual";
import { Rounds, Switch } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { IconButton } from "../../parts/IconButton";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { useWork } from "../../shell/useWork";
import { type Hour, hourOf, instantOf } from "../transfers/hour";
import { choicesOf, useTree } from "../useTree";
import styles from "./Announcements.module.css";
import { announcements } from "./api";
import { words } from "./words";

const WEEK_MS = 7 * 24 * 3_600_000;

interface NewOneProps {
  onDone: () => void;
  onClose: () => void;
}

/** Writing an announcement: what, to whom, from when until when. */
export function NewOne({ onDone, onClose }: NewOneProps) {
  const w = useBilingual(words);
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const [importance, setImportance] = useState<"ordinary" | "urgent">("ordinary");
  const [departments, setDepartments] = useState<readonly string[] | null>(null);
  const [toGuests, setToGuests] = useState(false);
  const [begin, setBegin] = useState<Hour | null>(null);
  const [end, setEnd] = useState<Hour>(() => ({ ...hourOf(Date.now() + WEEK_MS), clock: "17:15" }));
  const [isTried, setTried] = useState(false);
  const work = useWork({ inline: true });
  const begins_at = begin === null ? null : instantOf(begin);
  const ends_at = instantOf(end);
  const areTimesWrong = (begin !== null && begins_at === null) || !isAfter(ends_at, begins_at);
  const isNobody = departments !== null && departments.length === 0;

  function post() {
    setTried(true);
    if (title.trim() === "" || areTimesWrong || isNobody || ends_at === null) return;
    void work.run(async () => {
      await announcements.announce({
        title,
        text: body,
        importance,
        department_ids: departments ?? [],
        to_guests: toGuests,
        begins_at,
        ends_at,
      });
      onDone();
    });
  }

  return (
    <FormDialog
      busy={work.busy}
      holds={title !== "" || body !== ""}
      onClose={onClose}
      onSubmit={post}
      problem={work.problem}
      title={w.makeTitle}
      verb={w.post}
    >
      <TextField
        autoFocus
        error={isTried && title.trim() === "" ? w.needName : null}
        hint={w.nameHint}
        label={w.name}
        onChange={setTitle}
        value={title}
      />
      <TextField hint={w.textHint} label={w.text} lines={5} markOptional onChange={setBody} value={body} />
      <Rounds
        choices={[
          { id: "ordinary", label: w.ordinary, note: w.ordinaryNote },
          { id: "urgent", label: w.urgentChoice, note: w.urgentNote },
        ]}
        label={w.importance}
        onChange={setImportance}
        value={importance}
      />
      <Rounds
        choices={[
          { id: "all", label: w.allStaff },
          { id: "some", label: w.some, note: w.below },
        ]}
        label={w.audience}
        onChange={(id) => setDepartments(id === "all" ? null : [])}
        value={departments === null ? "all" : "some"}
      />
      {departments !== null && (
        <Chosen
          chosen={departments}
          error={isTried && isNobody ? w.needDepartment : null}
          onChange={setDepartments}
        />
      )}
      <Switch label={w.guests} note={w.guestsNote} on={toGuests} onChange={setToGuests} />
      <Rounds
        choices={[
          { id: "now", label: w.now },
          { id: "later", label: w.later },
        ]}
        inline
        label={w.begin}
        onChange={(id) =>
          setBegin(id === "now" ? null : { ...hourOf(Date.now() + WEEK_MS / 7), clock: "08:30" })
        }
        value={begin === null ? "now" : "later"}
      />
      {begin !== null && <HourFields day={w.beginDay} hour={begin} onChange={setBegin} />}
      <HourFields
        day={w.endDay}
        error={isTried && areTimesWrong ? w.needTimes : null}
        hour={end}
        onChange={setEnd}
      />
    </FormDialog>
  );
}

function isAfter(end: number | null, begin: number | null): boolean {
  return end !== null && end > Math.max(Date.now(), begin ?? 0);
}

interface HourFieldsProps {
  day: string;
  hour: Hour;
  error?: string | null;
  onChange: (hour: Hour) => void;
}

function HourFields({ day, hour, error = null, onChange }: HourFieldsProps) {
  const w = useBilingual(words);
  return (
    <div className={styles.hour}>
      <TextField
        error={error}
        label={day}
        onChange={(value) => onChange({ ...hour, day: value })}
        type="date"
        value={hour.day}
      />
      <TextField
        label={w.clockOf(day)}
        onChange={(value) => onChange({ ...hour, clock: value })}
        type="time"
        value={hour.clock}
      />
    </div>
  );
}

interface ChosenProps {
  chosen: readonly string[];
  error: string | null;
  onChange: (chosen: readonly string[]) => void;
}

function Chosen({ chosen, error, onChange }: ChosenProps) {
  const w = useBilingual(words);
  const { lines } = useTree();
  const choices = choicesOf(lines);
  return (
    <div className={styles.chosen}>
      <Select
        choices={choices.filter(({ id }) => !chosen.includes(id))}
        error={error}
        label={w.addDepartment}
        onChange={(id) => onChange([...chosen, id])}
        placeholder={w.chooseDepartment}
        value={null}
      />
      <ul className={styles.tags}>
        {choices
          .filter(({ id }) => chosen.includes(id))
          .map(({ id, label }) => (
            <li className={styles.tag} key={id}>
              {label.trim()}
              <IconButton
                label={w.remove(label.trim())}
                onPress={() => onChange(chosen.filter((one) => one !== id))}
              >
                <CloseIcon size={16} />
              </IconButton>
            </li>
          ))}
      </ul>
    </div>
  );
}
