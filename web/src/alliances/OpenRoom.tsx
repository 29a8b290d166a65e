import { useState } from "react";
import type { AllianceView } from "../api/generated";
import { Tick } from "../list/Selection";
import { useSelection } from "../list/useSelection";
import { Rounds, Switch } from "../parts/Choices";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { navigate, roomPath } from "../shell/route";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { useWords } from "./words";

interface OpenRoomProps {
  view: AllianceView;
  onClose: () => void;
}

const CLASSES = ["1", "2", "3"] as const;
const STYLES = ["talk", "questions", "announcement"] as const;
const KINDS = {
  talk: { style: "talk", writers: "all" },
  questions: { style: "questions", writers: "all" },
  announcement: { style: "talk", writers: "replies" },
} as const;
const FOR = ["all", "some"] as const;

/** Open a room by theme: anyone who takes part may, unless the alliance leaves it to its moderators. */
export function OpenRoom({ view, onClose }: OpenRoomProps) {
  const w = useWords();
  const { card, limits } = view;
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState("");
  const [theme, setTheme] = useState("");
  const [style, setStyle] = useState<(typeof STYLES)[number]>("talk");
  const [whose, setWhose] = useState<(typeof FOR)[number]>("all");
  const bodies = useSelection();
  const [isOpen, setOpen] = useState(true);
  const [roomClass, setRoomClass] = useState<(typeof CLASSES)[number]>("1");
  const [asked, setAsked] = useState(false);
  const work = useWork({ inline: true });
  const isNamed = name.trim() !== "";

  function open() {
    setAsked(true);
    if (!isNamed) return;
    return work.run(async () => {
      const { id } = await alliances.openRoom(card.id, {
        name: name.trim(),
        purpose: purpose.trim(),
        theme: theme.trim(),
        ...KINDS[style],
        body_ids: whose === "all" ? null : [...bodies.ids],
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
      lead={w.newRoomLead(card.bodies)}
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
      <Rounds
        choices={STYLES.map((id) => ({ id, label: w.styles[id], note: w.styleNotes[id] }))}
        label={w.style}
        onChange={setStyle}
        value={style}
      />
      <Rounds
        choices={FOR.map((id) => ({ id, label: w.forBodies[id] }))}
        inline
        label={w.forWhom}
        onChange={setWhose}
        value={whose}
      />
      {whose === "some" && <Bodies bodies={bodies} view={view} />}
      <Switch label={w.open} note={w.openNote} on={isOpen} onChange={setOpen} />
      {limits.class_most > 1 && (
        <Rounds
          choices={CLASSES.slice(0, limits.class_most).map((id) => ({ id, label: w.classOf(Number(id)) }))}
          inline
          label={w.roomClass}
          onChange={setRoomClass}
          value={roomClass}
        />
      )}
    </FormDialog>
  );
}

interface BodiesProps {
  view: AllianceView;
  bodies: ReturnType<typeof useSelection>;
}

/** For which bodies besides one's own. */
function Bodies({ view, bodies }: BodiesProps) {
  const w = useWords();
  const { organization } = useMe();
  const others = view.bodies.filter(
    ({ state, body_id }) => state === "joined" && body_id !== organization.id,
  );
  return (
    <div className={styles.bodies}>
      <p className={styles.second}>{w.forSomeNote}</p>
      <ul>
        {others.map((one) => (
          <li className={styles.body} key={one.body_id}>
            <Tick id={one.body_id} label={one.name} selection={bodies} />
            <span>{one.name}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
