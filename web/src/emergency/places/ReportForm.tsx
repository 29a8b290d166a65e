import { useState } from "react";
import type { PlaceGroups, PlaceReport, PlaceRow } from "../../api/generated";
import { Button } from "../../parts/Button";
import { Rounds, Switch } from "../../parts/Choices";
import { Form } from "../../parts/Form";
import { FormProblem } from "../../parts/Problem";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import shared from "../Emergency.module.css";
import { places } from "./api";
import { GROUPS, type Group, isCount, NEEDS, type Need, STATES, type State } from "./kinds";
import styles from "./Places.module.css";
import { useWords } from "./words";

interface ReportFormProps {
  place: PlaceRow;
  isDrill: boolean;
  onDone: () => void;
  /** Somebody else reported first: what is shown is to be fetched again. */
  onChanged: () => void;
}

type Typed = Readonly<Partial<Record<Group, string>>>;
type Lacking = Readonly<Partial<Record<Need, string>>>;

/** How a place is, said by who is there: state and number first, the rest where there is time. */
export function ReportForm({ place, isDrill, onDone, onChanged }: ReportFormProps) {
  const w = useWords();
  const { status } = place;
  const [state, setState] = useState<State>(status?.state ?? "open");
  const [people, setPeople] = useState(typedOf(status?.people ?? null));
  const [groups, setGroups] = useState<Typed>(() =>
    Object.fromEntries(GROUPS.map((one) => [one, typedOf(status?.groups[one] ?? null)])),
  );
  const [needs, setNeeds] = useState<Lacking>(() =>
    Object.fromEntries((status?.needs ?? []).map(({ need, note }) => [need, note])),
  );
  const [note, setNote] = useState(status?.note ?? "");
  const work = useWork({ inline: true });
  const isWhole = [people, ...Object.values(groups)].every(isCount);
  const error = (typed: string) => (isCount(typed) ? null : w.needNumber);

  function send() {
    if (!isWhole) return;
    const report: PlaceReport = {
      state,
      people: state === "closed" && people === "" ? 0 : countOf(people),
      groups: countsOf(groups),
      needs: NEEDS.flatMap((need) => {
        const what = needs[need];
        return what === undefined ? [] : [{ need, note: what }];
      }),
      note,
      is_drill: isDrill,
      revision: status?.revision ?? 0,
    };
    void work.run(async () => {
      await places.report(place.id, report);
      toast.done(w.sent);
      onDone();
    });
  }

  return (
    <Form className={styles.form} onSubmit={send}>
      <Rounds
        choices={STATES.map((id) => ({ id, label: w.state[id], note: w.stateNotes[id] }))}
        label={w.stateNow}
        onChange={setState}
        value={state}
      />
      <TextField
        error={error(people)}
        hint={w.countHint}
        inputMode="numeric"
        label={w.count}
        onChange={setPeople}
        value={people}
      />
      <details className={shared.more}>
        <summary>{w.groups}</summary>
        {GROUPS.map((one) => (
          <TextField
            error={error(groups[one] ?? "")}
            inputMode="numeric"
            key={one}
            label={w.group[one]}
            onChange={(typed) => setGroups({ ...groups, [one]: typed })}
            value={groups[one] ?? ""}
          />
        ))}
      </details>
      <Lackings needs={needs} onChange={setNeeds} />
      <TextField hint={w.noteHint} label={w.note} lines={2} markOptional onChange={setNote} value={note} />
      <FormProblem text={work.problem} />
      <Button busy={work.busy} isDisabled={!isWhole} look="primary" type="submit" wide>
        {isDrill ? w.sendDrill : w.send}
      </Button>
      {work.problem !== null && (
        <Button look="quiet" onPress={onChanged} small>
          {w.meanwhile}
        </Button>
      )}
    </Form>
  );
}

function Lackings({ needs, onChange }: { needs: Lacking; onChange: (needs: Lacking) => void }) {
  const w = useWords();
  return (
    <fieldset className={shared.besides}>
      <legend className={shared.label}>{w.lacking}</legend>
      <div className={styles.lackings}>
        {NEEDS.map((one) => (
          <div key={one}>
            <Switch
              label={w.needs[one]}
              on={needs[one] !== undefined}
              onChange={(on) => onChange(withNeed(needs, one, on ? "" : null))}
            />
            {needs[one] !== undefined && (
              <TextField
                label={w.lackingNote(w.needs[one])}
                maxLength={60}
                onChange={(typed) => onChange(withNeed(needs, one, typed))}
                value={needs[one] ?? ""}
              />
            )}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function withNeed(needs: Lacking, need: Need, note: string | null): Lacking {
  const { [need]: _, ...others } = needs;
  return note === null ? others : { ...needs, [need]: note };
}

function countsOf(typed: Typed): PlaceGroups {
  const of = (one: Group) => countOf(typed[one] ?? "");
  return {
    households: of("households"),
    elderly: of("elderly"),
    infants: of("infants"),
    expecting: of("expecting"),
    disabled: of("disabled"),
    foreign: of("foreign"),
    outside: of("outside"),
  };
}

function typedOf(count: number | null): string {
  return count === null ? "" : String(count);
}

function countOf(typed: string): number | null {
  return typed.trim() === "" ? null : Number(typed.normalize("NFKC"));
}
