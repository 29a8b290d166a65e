import { useCallback, useState } from "react";
import type { AllianceView, Moderators } from "../api/generated";
import { LineRow, RowWords } from "../list/Row";
import type { Person } from "../model/types";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { FormDialog } from "../parts/FormDialog";
import { sectionOf } from "../people/names";
import { PeoplePicker } from "../people/PeoplePicker";
import { Answered } from "../shell/Answered";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { useWords } from "./words";

/** Whom one turns to when something should not stand there; the host names them. */
export function ModeratorsSection({ view }: { view: AllianceView }) {
  const w = useWords();
  const { organization } = useMe();
  const { id, is_sent, ended_at } = view.card;
  const [changed, setChanged] = useState<Moderators | null>(null);
  const [isNaming, setNaming] = useState(false);
  const work = useWork();
  const asked = useAnswer(useCallback((signal: AbortSignal) => alliances.moderators(id, signal), [id]));
  const answer = changed === null ? asked : { ...asked, phase: "known" as const, value: changed };
  const mayName = view.may_run && ended_at === null;
  const withdraw = (person: Person) =>
    work.run(async () => setChanged(await alliances.withdrawModerator(id, person.id)));
  return (
    <section className={styles.section}>
      <h2>{w.moderators}</h2>
      <p className={styles.second}>{w.moderatorsNote}</p>
      <Answered answer={answer} failed={w.failed}>
        {({ people }) => (
          <ul>
            {people.map((person) => (
              <LineRow key={person.id}>
                <Avatar person={person} />
                <RowWords name={person.name} second={sectionOf(person, organization.id)} />
                {mayName && (
                  <Button
                    aria-label={w.remove(person.name)}
                    busy={work.busy}
                    onPress={() => withdraw(person)}
                    small
                  >
                    {w.removeOne}
                  </Button>
                )}
              </LineRow>
            ))}
          </ul>
        )}
      </Answered>
      {mayName && is_sent && (
        <Button onPress={() => setNaming(true)} small>
          {w.nameModerator}
        </Button>
      )}
      {isNaming && <NameModerators allianceId={id} onClose={() => setNaming(false)} onNamed={setChanged} />}
    </section>
  );
}

interface NameModeratorsProps {
  allianceId: string;
  onNamed: (moderators: Moderators) => void;
  onClose: () => void;
}

function NameModerators({ allianceId, onNamed, onClose }: NameModeratorsProps) {
  const w = useWords();
  const [people, setPeople] = useState<readonly Person[]>([]);
  const work = useWork({ inline: true });
  const name = () =>
    work.run(async () => {
      for (const { id } of people) onNamed(await alliances.nameModerator(allianceId, id));
      onClose();
    });
  return (
    <FormDialog
      busy={work.busy}
      holds={people.length > 0}
      isDisabled={people.length === 0}
      onClose={onClose}
      onSubmit={name}
      problem={work.problem}
      size="wide"
      title={w.nameModerator}
      verb={w.choose(people.length)}
    >
      <PeoplePicker allianceId={allianceId} chosen={people} onChange={setPeople} />
    </FormDialog>
  );
}
