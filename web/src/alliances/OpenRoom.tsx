import { useState } from "react";
import type { Id } from "../model/types";
import { Rounds, Switch } from "../parts/Choices";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { navigate, roomPath } from "../shell/route";
import { useWork } from "../shell/useWork";
import { alliances } from "./api";
import { useWords } from "./words";

interface OpenRoomProps {
  allianceId: Id;
  bodies: number;
  classMost: 1 | 2 | 3;
  onClose: () => void;
}

const CLASSES = ["1", "2", "3"] as const;

/** Open a room by theme: anyone who takes part may. */
export function OpenRoom({ allianceId, bodies, classMost, onClose }: OpenRoomProps) {
  const w = useWords();
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState("");
  const [theme, setTheme] = useState("");
  const [isOpen, setOpen] = useState(true);
  const [roomClass, setRoomClass] = useState<(typeof CLASSES)[number]>("1");
  const [asked, setAsked] = useState(false);
  const work = useWork({ inline: true });
  const isNamed = name.trim() !== "";

  function open() {
    setAsked(true);
    if (!isNamed) return;
    return work.run(async () => {
      const { id } = await alliances.openRoom(allianceId, {
        name: name.trim(),
        purpose: purpose.trim(),
        theme: theme.trim(),
        open: isOpen,
        room_class: roomClass === "1" ? 1 : roomClass === "2" ? 2 : 3,
      });
      onClose();
      navigate(roomPath(id));
    });
  }

  return (
    <FormDialog
      busy={work.busy}
      holds={isNamed || purpose !== ""}
      lead={w.newRoomLead(bodies)}
      onClose={onClose}
      onSubmit={open}
      problem={work.problem}
      title={w.newRoom}
      verb={w.openRoom}
    >
      <TextField
        autoFocus
        error={asked && !isNamed ? w.nameNeeded : null}
        isRequired
        label={w.roomName}
        maxLength={80}
        onChange={setName}
        placeholder={w.roomNamePlaceholder}
        value={name}
      />
      <TextField
        label={w.roomPurpose}
        lines={2}
        markOptional
        maxLength={500}
        onChange={setPurpose}
        value={purpose}
      />
      <TextField
        hint={w.themeHint}
        label={w.theme}
        markOptional
        maxLength={40}
        onChange={setTheme}
        placeholder={w.themePlaceholder}
        value={theme}
      />
      <Switch label={w.open} note={w.openNote} on={isOpen} onChange={setOpen} />
      {classMost > 1 && (
        <Rounds
          choices={CLASSES.slice(0, classMost).map((id) => ({ id, label: w.classOf(Number(id)) }))}
          inline
          label={w.roomClass}
          onChange={setRoomClass}
          value={roomClass}
        />
      )}
    </FormDialog>
  );
}
