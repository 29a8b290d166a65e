import { useCallback, useState } from "react";
import type { IncidentRow, IncidentView } from "../../api/generated";
import {
  ArchiveIcon,
  BuildingIcon,
  DownloadIcon,
  EditIcon,
  FormIcon,
  LeaveIcon,
  LocationIcon,
  NoteIcon,
  PeopleIcon,
  PrintIcon,
  ReadersIcon,
  RefreshIcon,
} from "../../design/icons";
import { LineRow, RowWords } from "../../list/Row";
import type { Person } from "../../model/types";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { FormDialog } from "../../parts/FormDialog";
import { type MenuAction, MenuButton } from "../../parts/Menu";
import { Question } from "../../parts/Question";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { PeoplePicker } from "../../people/PeoplePicker";
import { navigate } from "../../shell/route";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { incidents } from "./api";
import styles from "./Incidents.module.css";
import { kindChoices } from "./OpenIncident";
import { incidentPath } from "./paths";
import { ReviewDialog } from "./ReviewDialog";
import { useIncidentWords } from "./words";

type Opened = "change" | "people" | "review" | "end" | null;

interface ManageProps {
  view: IncidentView;
  again: () => void;
}

/** What is done with the incident as a whole. */
export function Manage({ view, again }: ManageProps) {
  const w = useIncidentWords();
  const work = useWork();
  const [opened, setOpened] = useState<Opened>(null);
  const { incident } = view;
  const { id } = incident;
  const done = () => {
    setOpened(null);
    again();
  };
  const act = (run: () => Promise<unknown>, said: string) =>
    work.run(async () => {
      await run();
      toast.done(said);
      void incidents.list().catch(() => null);
      done();
    });
  const isOver = incident.ended_at !== null;
  const list: MenuAction[] = [
    {
      id: "wall",
      label: w.wall,
      icon: <ReadersIcon size={18} />,
      onAction: () => navigate(incidentPath(id, "wall")),
    },
    {
      id: "map",
      label: w.map,
      icon: <LocationIcon size={18} />,
      onAction: () => navigate(incidentPath(id, "map")),
    },
    {
      id: "export",
      label: w.export,
      icon: <DownloadIcon size={18} />,
      onAction: () => void work.run(() => incidents.save(id)),
    },
    {
      id: "paper",
      label: w.paper,
      icon: <PrintIcon size={18} />,
      onAction: () => void work.run(() => incidents.savePaper(id)),
    },
    {
      id: "proof",
      label: w.proof,
      icon: <ArchiveIcon size={18} />,
      onAction: () => void work.run(() => incidents.saveProof(id)),
    },
    {
      id: "towns",
      label: w.towns,
      icon: <BuildingIcon size={18} />,
      onAction: () => navigate(incidentPath(id, "towns")),
    },
    {
      id: "situation",
      label: w.situation,
      icon: <FormIcon size={18} />,
      onAction: () => navigate(incidentPath(id, "situation")),
    },
    {
      id: "review",
      label: w.review,
      icon: <NoteIcon size={18} />,
      onAction: () => setOpened("review"),
    },
    { id: "people", label: w.people, icon: <PeopleIcon size={18} />, onAction: () => setOpened("people") },
  ];
  if (view.may_lead && !isOver) {
    list.push(
      {
        id: "change",
        label: w.changeIncident,
        icon: <EditIcon size={18} />,
        onAction: () => setOpened("change"),
      },
      {
        id: "end",
        label: w.end,
        icon: <LeaveIcon size={18} />,
        apart: true,
        onAction: () => setOpened("end"),
      },
    );
  }
  if (view.may_lead && isOver) {
    list.push({
      id: "reopen",
      label: w.reopen,
      icon: <RefreshIcon size={18} />,
      onAction: () => void act(() => incidents.reopen(id), w.reopened),
    });
  }
  return (
    <>
      <MenuButton actions={list} label={w.manage} placement="bottom end" />
      {opened === "change" && <Change incident={incident} onClose={() => setOpened(null)} onDone={done} />}
      {opened === "review" && <ReviewDialog id={id} onClose={() => setOpened(null)} />}
      {opened === "people" && <People onClose={done} view={view} />}
      {opened === "end" && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setOpened(null)}
          onYes={() => act(() => incidents.end(id), w.ended)}
          title={w.endTitle}
          verb={w.end}
        >
          {w.endText}
        </Question>
      )}
    </>
  );
}

interface ChangeProps {
  incident: IncidentRow;
  onClose: () => void;
  onDone: () => void;
}

function Change({ incident, onClose, onDone }: ChangeProps) {
  const w = useIncidentWords();
  const work = useWork({ inline: true });
  const [name, setName] = useState(incident.name);
  const [kind, setKind] = useState(incident.kind);
  const [level, setLevel] = useState(incident.level);
  const save = () =>
    work.run(async () => {
      await incidents.change(incident.id, { name, kind, level });
      toast.done(w.changed);
      onDone();
    });
  return (
    <FormDialog
      busy={work.busy}
      isDisabled={name.trim() === ""}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      title={w.changeIncident}
    >
      <TextField hint={w.nameHint} label={w.name} maxLength={60} onChange={setName} value={name} />
      <Select choices={kindChoices(w)} label={w.kind} onChange={setKind} value={kind} />
      <TextField
        hint={w.levelHint}
        label={w.level}
        markOptional
        maxLength={40}
        onChange={setLevel}
        value={level}
      />
    </FormDialog>
  );
}

function People({ view, onClose }: { view: IncidentView; onClose: () => void }) {
  const w = useIncidentWords();
  const work = useWork();
  const { id, ended_at } = view.incident;
  const [isAdding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  const found = useAnswer(useCallback((signal: AbortSignal) => incidents.people(id, signal), [id]));
  const people = found.value?.people ?? [];
  const mayLead = view.may_lead && ended_at === null;
  const add = () =>
    work.run(async () => {
      await incidents.addPeople(
        id,
        chosen.map((one) => one.id),
      );
      toast.done(w.added);
      setChosen([]);
      setAdding(false);
      found.again();
    });
  const remove = (member: string) =>
    work.run(async () => {
      await incidents.removePerson(id, member);
      toast.done(w.removed);
      found.again();
    });
  return (
    <Dialog onClose={onClose} title={w.people}>
      {mayLead && !isAdding && (
        <Button onPress={() => setAdding(true)} small>
          {w.addPeople}
        </Button>
      )}
      {isAdding && (
        <>
          <PeoplePicker chosen={chosen} onChange={setChosen} taken={new Set(people.map((one) => one.id))} />
          <Button busy={work.busy} isDisabled={chosen.length === 0} look="primary" onPress={() => void add()}>
            {w.addPeople}
          </Button>
        </>
      )}
      <ul className={styles.rows}>
        {people.map((one) => (
          <LineRow key={one.id}>
            <RowWords name={one.name} second={one.department_path ?? one.department} />
            {mayLead && (
              <Button look="quiet" onPress={() => void remove(one.id)} small>
                {w.remove}
              </Button>
            )}
          </LineRow>
        ))}
      </ul>
    </Dialog>
  );
}
