import { useState } from "react";
import { type Text, useText } from "../i18n";
import type { RoomClass, Upto } from "../model/may";
import type { Person, RoomHistory } from "../model/types";
import { Button } from "../parts/Button";
import { Rounds } from "../parts/Choices";
import { Dialog } from "../parts/Dialog";
import { FormDialog } from "../parts/FormDialog";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { PeoplePicker } from "../people/PeoplePicker";
import { navigate, roomPath } from "../shell/route";
import { useMay } from "../shell/useMay";
import { useWork } from "../shell/useWork";
import { actions, useMe } from "../state";

export const NAME_LIMIT = 80;
export const PURPOSE_LIMIT = 500;

/** First what the room is, then who is in it. */
export default function NewRoom({ onClose }: { onClose: () => void }) {
  const t = useText();
  const [step, setStep] = useState<"what" | "who">("what");
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [history, setHistory] = useState<RoomHistory>("all");
  const me = useMe();
  const [roomClass, setRoomClass] = useState<RoomClass>(() => classToBegin(me.default_class, me.upto));
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [asked, setAsked] = useState(false);
  const work = useWork({ inline: true });
  const fault = faultIn(name, t);

  function next() {
    setAsked(true);
    if (fault === null) setStep("who");
  }

  function create() {
    return work.run(async () => {
      const room = await actions.createRoom({
        name: name.trim(),
        purpose: purpose.trim(),
        open: isOpen,
        history,
        room_class: roomClass,
        member_ids: people.map(({ id }) => id),
      });
      onClose();
      navigate(roomPath(room.id));
    });
  }

  if (step === "who") {
    return (
      <Dialog
        actions={
          <>
            <Button onPress={() => setStep("what")}>{t.parts.back}</Button>
            <Button busy={work.busy} look="primary" type="submit">
              {work.busy ? t.rooms.creating : t.rooms.create}
            </Button>
          </>
        }
        holds
        lead={t.rooms.membersHint}
        onClose={onClose}
        onSubmit={create}
        size="wide"
        title={name.trim()}
      >
        <PeoplePicker chosen={people} onChange={setPeople} />
        <FormProblem text={work.problem} />
      </Dialog>
    );
  }

  return (
    <FormDialog
      holds={name !== "" || purpose !== ""}
      onClose={onClose}
      onSubmit={next}
      title={t.rooms.newRoomTitle}
      verb={t.rooms.next}
    >
      <TextField
        autoFocus
        error={asked ? fault : null}
        isRequired
        label={t.rooms.name}
        onChange={setName}
        placeholder={t.rooms.namePlaceholder}
        value={name}
      />
      <TextField
        hint={t.rooms.purposeHint}
        label={t.rooms.purpose}
        lines={2}
        markOptional
        maxLength={PURPOSE_LIMIT}
        onChange={setPurpose}
        placeholder={t.rooms.purposePlaceholder}
        value={purpose}
      />
      <OpenChoice isOpen={isOpen} onChange={setOpen} />
      <HistoryChoice history={history} onChange={setHistory} />
      <ClassChoice onChange={setRoomClass} value={roomClass} />
    </FormDialog>
  );
}

/** The body's usual class, or the highest that may be made here. */
function classToBegin(usual: RoomClass, upto: Upto): RoomClass {
  const most = upto.create_room ?? 3;
  return CLASSES.find((each) => each === Math.min(usual, most)) ?? 1;
}

const CLASSES: readonly RoomClass[] = [1, 2, 3];

interface ClassChoiceProps {
  value: RoomClass;
  onChange: (value: RoomClass) => void;
}

/** How confidential it is (機密性); a class that may not be made here is not offered. */
export function ClassChoice({ value, onChange }: ClassChoiceProps) {
  const t = useText();
  const may = useMay();
  const offered = CLASSES.filter((each) => each === value || may("create_room", { room_class: each }));
  return (
    <Rounds
      choices={offered.map((each) => ({
        id: String(each),
        label: t.rooms.classes[each],
        note: t.rooms.classNotes[each],
      }))}
      label={t.rooms.roomClass}
      onChange={(id) => onChange(offered.find((each) => String(each) === id) ?? value)}
      value={String(value)}
    />
  );
}

export function faultIn(name: string, t: Text): string | null {
  if (name.trim() === "") return t.rooms.nameMissing;
  if ([...name.trim()].length > NAME_LIMIT) return t.rooms.nameTooLong(NAME_LIMIT);
  return null;
}

interface OpenChoiceProps {
  isOpen: boolean;
  onChange: (open: boolean) => void;
}

export function OpenChoice({ isOpen, onChange }: OpenChoiceProps) {
  const t = useText();
  return (
    <Rounds
      choices={[
        { id: "closed", label: t.rooms.closed, note: t.rooms.closedNote },
        { id: "open", label: t.rooms.open, note: t.rooms.openNote },
      ]}
      label={t.rooms.visibility}
      onChange={(id) => onChange(id === "open")}
      value={isOpen ? "open" : "closed"}
    />
  );
}

interface HistoryChoiceProps {
  history: RoomHistory;
  onChange: (history: RoomHistory) => void;
}

export function HistoryChoice({ history, onChange }: HistoryChoiceProps) {
  const t = useText();
  return (
    <Rounds
      choices={[
        { id: "all", label: t.rooms.historyAll, note: t.rooms.historyAllNote },
        { id: "since_joining", label: t.rooms.historyJoining, note: t.rooms.historyJoiningNote },
      ]}
      label={t.rooms.history}
      onChange={onChange}
      value={history}
    />
  );
}
