import { useCallback, useState } from "react";
import { CloseIcon, PersonIcon } from "../../design/icons";
import type { Act } from "../../model/may";
import type { Person } from "../../model/types";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { IconButton } from "../../parts/IconButton";
import { FormProblem } from "../../parts/Problem";
import { SearchField } from "../../parts/SearchField";
import { Select } from "../../parts/Select";
import { sentenceOf } from "../../parts/toasts";
import { usePeopleFound } from "../../people/useDirectory";
import { useAnswer } from "../../shell/useAnswer";
import { policies } from "./api";
import styles from "./PolicyPage.module.css";
import type { PolicyWords } from "./PolicyWords";
import { faceName, usePolicyWords } from "./words";

type Chosen = Pick<Person, "id" | "name">;

const CANDIDATES = 6;

/** What may this person do from there? With what decided, in words. */
export function Simulate({ faces }: { faces: readonly string[] }) {
  const w = usePolicyWords();
  const [person, setPerson] = useState<Chosen | null>(null);
  const [face, setFace] = useState(faces[0] ?? "single");
  const [device, setDevice] = useState<"pc" | "phone">("pc");
  const [room, setRoom] = useState("2");
  return (
    <>
      <p className={styles.lead}>{w.simulateLead}</p>
      <div className={styles.asking}>
        <Who onChoose={setPerson} person={person} w={w} />
        <Select
          choices={faces.map((each) => ({ id: each, label: faceName(each, w) }))}
          label={w.face}
          onChange={setFace}
          value={face}
        />
        <Select
          choices={[
            { id: "pc", label: w.devices.pc },
            { id: "phone", label: w.devices.phone },
          ]}
          label={w.device}
          onChange={setDevice}
          value={device}
        />
        <Select
          choices={([1, 2, 3] as const).map((each) => ({ id: String(each), label: w.classes[each] }))}
          label={w.roomClass}
          onChange={setRoom}
          value={room}
        />
      </div>
      {person === null ? (
        <EmptyState compact icon={<PersonIcon />} title={w.chooseWho} />
      ) : (
        <Answers device={device} face={face} person={person} room={room} w={w} />
      )}
    </>
  );
}

function Who({
  person,
  onChoose,
  w,
}: {
  person: Chosen | null;
  onChoose: (person: Chosen | null) => void;
  w: PolicyWords;
}) {
  const [typed, setTyped] = useState("");
  const { items } = usePeopleFound(typed, null);
  if (person !== null) {
    return (
      <span className={styles.chosen}>
        {person.name}
        <IconButton label={w.dropWho} onPress={() => onChoose(null)} small>
          <CloseIcon size={16} />
        </IconButton>
      </span>
    );
  }
  return (
    <span className={styles.person}>
      <SearchField label={w.who} onChange={setTyped} value={typed} />
      {typed.trim() !== "" && items.length > 0 && (
        <ul className={styles.candidates}>
          {items.slice(0, CANDIDATES).map(({ id, name, department }) => (
            <li key={id}>
              <Button look="quiet" onPress={() => onChoose({ id, name })} small wide>
                {[name, department].filter(Boolean).join("　")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </span>
  );
}

interface AnswersProps {
  person: Chosen;
  face: string;
  device: "pc" | "phone";
  room: string;
  w: PolicyWords;
}

function Answers({ person, face, device, room, w }: AnswersProps) {
  const answer = useAnswer(
    useCallback(
      (signal: AbortSignal) =>
        policies.simulate({ member_id: person.id, face, device, room_class: room }, signal),
      [person.id, face, device, room],
    ),
  );
  if (answer.phase === "failed") return <FormProblem text={sentenceOf(answer.error, w.failed)} />;
  const named = (act: Act | null) => (act === null ? "" : w.acts[act]);
  return (
    <table className={styles.answers}>
      <caption>{w.answersOf(person.name)}</caption>
      <tbody>
        {(answer.value?.answers ?? []).map(({ act, allowed, reason, rests_on }) => (
          <tr key={act}>
            <th scope="row">{w.acts[act]}</th>
            <td className={allowed ? styles.yes : styles.no}>{allowed ? w.may : w.mayNot}</td>
            <td className={styles.why}>{w.reasons[reason]?.(named(rests_on))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
