import { useState } from "react";
import type { IncidentRow } from "../../api/generated";
import type { Person } from "../../model/types";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choices";
import { Form } from "../../parts/Form";
import { FormProblem } from "../../parts/Problem";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { PeoplePicker } from "../../people/PeoplePicker";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { goBack, navigate } from "../../shell/route";
import { useWork } from "../../shell/useWork";
import { incidents } from "./api";
import styles from "./Incidents.module.css";
import { INCIDENTS, incidentPath } from "./paths";
import { type IncidentWords, useIncidentWords } from "./words";

type Kind = IncidentRow["kind"];

export function kindChoices(w: IncidentWords): { id: Kind; label: string }[] {
  return (Object.keys(w.kinds) as Kind[]).map((id) => ({ id, label: w.kinds[id] }));
}

/** Opening an incident: its rooms and its people come with it. */
export function OpenIncident() {
  const w = useIncidentWords();
  const work = useWork({ inline: true });
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Kind>("earthquake");
  const [level, setLevel] = useState("");
  const [rooms, setRooms] = useState<readonly string[]>(() => w.roomNames.slice(0, 3));
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [isDrill, setDrill] = useState(false);
  const [isTried, setTried] = useState(false);
  // Pressed twice, or sent again after a line was lost: it is opened once.
  const [key] = useState(() => crypto.randomUUID());

  function open() {
    setTried(true);
    if (name.trim() === "") return;
    void work.run(async () => {
      const made = await incidents.open({
        key,
        name,
        kind,
        level,
        is_drill: isDrill,
        begun_at: null,
        member_ids: people.map(({ id }) => id),
        rooms: [...rooms],
      });
      toast.done(w.opened);
      void incidents.list().catch(() => null);
      navigate(incidentPath(made.id), { replace: true });
    });
  }

  return (
    <div className={styles.page}>
      {isDrill && <p className={styles.drill}>{w.drillBar}</p>}
      <PageHead onBack={() => goBack(INCIDENTS)} title={w.make} />
      <PageBody column>
        <Form className={styles.form} onSubmit={open}>
          <TextField
            error={isTried && name.trim() === "" ? w.needName : null}
            hint={w.nameHint}
            label={w.name}
            maxLength={60}
            onChange={setName}
            value={name}
          />
          <Select choices={kindChoices(w)} label={w.kind} onChange={setKind} value={kind} />
          <TextField
            hint={w.levelHint}
            label={w.level}
            markOptional
            maxLength={40}
            onChange={setLevel}
            value={level}
          />
          <fieldset className={styles.field}>
            <legend>{w.rooms}</legend>
            <p className={styles.quiet}>{w.roomsHint}</p>
            {w.roomNames.map((one) => (
              <Switch
                key={one}
                label={one}
                on={rooms.includes(one)}
                onChange={(on) => setRooms(on ? [...rooms, one] : rooms.filter((each) => each !== one))}
              />
            ))}
          </fieldset>
          <section aria-label={w.people}>
            <h2 className={styles.heading}>{w.people}</h2>
            <p className={styles.quiet}>{w.peopleHint}</p>
            <PeoplePicker chosen={people} onChange={setPeople} />
          </section>
          <Switch label={w.isDrill} note={w.isDrillNote} on={isDrill} onChange={setDrill} />
          <FormProblem text={work.problem} />
          <Button busy={work.busy} look="primary" type="submit" wide>
            {w.make}
          </Button>
        </Form>
      </PageBody>
    </div>
  );
}
