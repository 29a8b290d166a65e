import { useState } from "react";
import { ArchiveIcon, LeaveIcon } from "../design/icons";
import { useText } from "../i18n";
import type { Id, RoomCard, RoomChanges } from "../model/types";
import { Button } from "../parts/Button";
import { Rounds, Switch } from "../parts/Choices";
import { Dialog } from "../parts/Dialog";
import { FormProblem } from "../parts/Problem";
import { Question } from "../parts/Question";
import { Select } from "../parts/Select";
import { Tabs } from "../parts/Tabs";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { openDialog } from "../shell/dialogs";
import { useWork } from "../shell/useWork";
import { actions, useRoom } from "../state";
import { DepartmentChoice, useDepartmentName } from "./DepartmentChoice";
import { Members } from "./Members";
import { ClassChoice, faultIn, HistoryChoice, OpenChoice, PURPOSE_LIMIT } from "./NewRoom";
import { nameOf } from "./name";
import { RoomAvatar } from "./RoomAvatar";
import styles from "./RoomSettings.module.css";

type Tab = "about" | "members" | "mine";

export default function RoomSettings({ roomId, onClose }: { roomId: Id; onClose: () => void }) {
  const t = useText();
  const room = useRoom(roomId);
  const [tab, setTab] = useState<Tab>("about");
  if (room === null) return null;
  const isGroup = room.kind === "group";
  const tabs = [
    { id: "about" as const, label: t.rooms.tabAbout, panel: <About onClose={onClose} room={room} /> },
    { id: "members" as const, label: t.rooms.tabMembers, panel: <Members room={room} /> },
    { id: "mine" as const, label: t.rooms.tabMine, panel: <Mine room={room} /> },
  ].filter(({ id }) => isGroup || id !== "about");
  return (
    <Dialog lead={nameOf(room, t)} onClose={onClose} title={t.rooms.settingsTitle}>
      <div className={styles.body}>
        <Tabs
          chosen={isGroup || tab !== "about" ? tab : "members"}
          label={t.rooms.settingsTitle}
          onChoose={setTab}
          tabs={tabs}
        />
      </div>
    </Dialog>
  );
}

function About({ room, onClose }: { room: RoomCard; onClose: () => void }) {
  const isMaster = room.mine?.role === "master";
  return (
    <div className={styles.panel}>
      {isMaster ? <Change room={room} /> : <Facts room={room} />}
      <Ending isMaster={isMaster} onClose={onClose} room={room} />
    </div>
  );
}

/** For those who may not change it. */
function Facts({ room }: { room: RoomCard }) {
  const t = useText();
  const department = useDepartmentName(room.department_id);
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t.rooms.name}</dt>
        <dd>{room.name}</dd>
        <dt>{t.rooms.purpose}</dt>
        <dd>{room.purpose || t.rooms.noPurpose}</dd>
        <dt>{t.rooms.visibility}</dt>
        <dd>{room.open ? t.rooms.open : t.rooms.closed}</dd>
        <dt>{t.rooms.history}</dt>
        <dd>{room.history === "all" ? t.rooms.historyAll : t.rooms.historyJoining}</dd>
        {department !== null && (
          <>
            <dt>{t.rooms.department}</dt>
            <dd>{room.department_below ? t.rooms.withBelow(department) : department}</dd>
          </>
        )}
        <dt>{t.rooms.roomClass}</dt>
        <dd>{t.rooms.classes[room.room_class]}</dd>
      </dl>
      <p className={styles.note}>{t.rooms.masterOnly}</p>
    </>
  );
}

function Change({ room }: { room: RoomCard }) {
  const t = useText();
  const [name, setName] = useState(room.name ?? "");
  const [purpose, setPurpose] = useState(room.purpose);
  const [isOpen, setOpen] = useState(room.open);
  const [history, setHistory] = useState(room.history);
  const [department, setDepartment] = useState(room.department_id);
  const [below, setBelow] = useState(room.department_below);
  const [roomClass, setRoomClass] = useState(room.room_class);
  const [writers, setWriters] = useState(room.writers);
  const [icon, setIcon] = useState(room.icon ?? "");
  const [hue, setHue] = useState(room.hue);
  const [stamps, setStamps] = useState(room.stamps);
  const [reactions, setReactions] = useState(room.reactions);
  const work = useWork({ inline: true });
  const changes = changesOf(room, {
    name: name.trim(),
    purpose: purpose.trim(),
    open: isOpen,
    history,
    department_id: department,
    department_below: below,
    room_class: roomClass,
    stamps,
    reactions,
    writers,
    icon: icon.trim() || null,
    hue,
  });
  const hasChanges = Object.keys(changes).length > 0;
  const fault = faultIn(name, t);

  async function save() {
    if (fault !== null) return;
    if (await work.run(() => actions.changeRoom(room.id, changes))) toast.done(t.rooms.saved);
  }

  return (
    <>
      <TextField error={fault} isRequired label={t.rooms.name} onChange={setName} value={name} />
      <TextField
        label={t.rooms.purpose}
        lines={2}
        maxLength={PURPOSE_LIMIT}
        onChange={setPurpose}
        value={purpose}
      />
      <OpenChoice isOpen={isOpen} onChange={setOpen} />
      <HistoryChoice history={history} onChange={setHistory} />
      {!room.alliance_id && (
        <DepartmentChoice
          below={below}
          department={department}
          onChange={(id, withBelow) => {
            setDepartment(id);
            setBelow(withBelow);
          }}
        />
      )}
      <Select
        choices={WRITERS.map((id) => ({ id, label: t.rooms.writersAre[id] }))}
        label={t.rooms.writers}
        onChange={setWriters}
        value={writers}
      />
      <Look hue={hue} icon={icon} onHue={setHue} onIcon={setIcon} room={room} />
      <Switch label={t.rooms.stamps} on={stamps} onChange={setStamps} />
      <Switch label={t.rooms.reactions} note={t.rooms.reactionsNote} on={reactions} onChange={setReactions} />
      <ClassChoice onChange={setRoomClass} value={roomClass} />
      <FormProblem text={work.problem} />
      <div className={styles.save}>
        <Button busy={work.busy} isDisabled={!hasChanges || fault !== null} look="primary" onPress={save}>
          {t.rooms.save}
        </Button>
      </div>
    </>
  );
}

interface LookProps {
  room: RoomCard;
  icon: string;
  hue: RoomCard["hue"];
  onIcon: (icon: string) => void;
  onHue: (hue: RoomCard["hue"]) => void;
}

const WRITERS = ["all", "replies", "masters"] as const;
const SECTION_MOST = 40;
const HUES = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** One sign and one of the quiet colours, by which the room is found in the list. */
function Look({ room, icon, hue, onIcon, onHue }: LookProps) {
  const t = useText();
  return (
    <div className={styles.look}>
      <RoomAvatar room={{ ...room, icon: icon.trim() || null, hue }} />
      <TextField hint={t.rooms.iconHint} label={t.rooms.icon} onChange={onIcon} value={icon} />
      <Select
        choices={[
          { id: "own", label: t.rooms.hueOwn },
          ...HUES.map((each) => ({ id: String(each), label: t.rooms.hues[each] ?? "" })),
        ]}
        label={t.rooms.hue}
        onChange={(id) => onHue(id === "own" ? null : Number(id))}
        value={hue === null ? "own" : String(hue)}
      />
    </div>
  );
}

/** Only what differs is sent: two masters may change different things at once. */
function changesOf(room: RoomCard, wanted: Required<RoomChanges>): RoomChanges {
  return {
    ...(wanted.name === room.name ? {} : { name: wanted.name }),
    ...(wanted.purpose === room.purpose ? {} : { purpose: wanted.purpose }),
    ...(wanted.open === room.open ? {} : { open: wanted.open }),
    ...(wanted.history === room.history ? {} : { history: wanted.history }),
    ...(wanted.department_id === room.department_id ? {} : { department_id: wanted.department_id }),
    ...(wanted.department_below === room.department_below
      ? {}
      : { department_below: wanted.department_below }),
    ...(wanted.stamps === room.stamps ? {} : { stamps: wanted.stamps }),
    ...(wanted.writers === room.writers ? {} : { writers: wanted.writers }),
    ...(wanted.icon === room.icon ? {} : { icon: wanted.icon }),
    ...(wanted.hue === room.hue ? {} : { hue: wanted.hue }),
    ...(wanted.reactions === room.reactions ? {} : { reactions: wanted.reactions }),
    ...(wanted.room_class === room.room_class ? {} : { room_class: wanted.room_class }),
  };
}

function Ending({ room, isMaster, onClose }: { room: RoomCard; isMaster: boolean; onClose: () => void }) {
  const t = useText();
  const work = useWork();
  const [asks, setAsks] = useState(false);
  const isArchived = room.archived_at !== null;

  async function turnArchive() {
    const turn = isArchived ? actions.unarchiveRoom : actions.archiveRoom;
    if (!(await work.run(() => turn(room.id)))) return;
    const undo = { label: t.rooms.unarchive, run: () => void work.run(() => actions.unarchiveRoom(room.id)) };
    if (isArchived) toast.done(t.rooms.unarchivedDone);
    else toast.done(t.rooms.archivedDone, undo);
    onClose();
  }

  return (
    <section className={styles.ending}>
      <h3 className={styles.endingTitle}>{t.rooms.dangerous}</h3>
      {isMaster && (
        <div className={styles.deed}>
          <p>{isArchived ? t.rooms.unarchiveNote : t.rooms.archiveNote}</p>
          <Button
            busy={work.busy}
            icon={<ArchiveIcon size={18} />}
            onPress={isArchived ? turnArchive : () => setAsks(true)}
            small
          >
            {isArchived ? t.rooms.unarchive : t.rooms.archive}
          </Button>
        </div>
      )}
      {asks && (
        <Question
          busy={work.busy}
          onClose={() => setAsks(false)}
          onYes={turnArchive}
          title={t.rooms.archiveTitle(nameOf(room, t))}
          verb={t.rooms.archive}
        >
          {t.rooms.archiveText(room.member_count)}
        </Question>
      )}
      <div className={styles.deed}>
        <p>{t.rooms.leaveNote}</p>
        <Button
          icon={<LeaveIcon size={18} />}
          onPress={() => openDialog({ kind: "leave-room", room: room.id })}
          small
        >
          {t.rooms.leave}
        </Button>
      </div>
    </section>
  );
}

function Mine({ room }: { room: RoomCard }) {
  const t = useText();
  const { mine } = room;
  if (mine === null) return null;
  const keep = (kept: Parameters<typeof actions.keepRoom>[1]) =>
    actions.keepRoom(room.id, kept).catch((error: unknown) => toast.problem(error, t.shell.failed));
  return (
    <div className={styles.panel}>
      <Switch
        label={t.rooms.favourite}
        note={t.rooms.favouriteNote}
        on={mine.favourite}
        onChange={(favourite) => keep({ favourite })}
      />
      <Switch
        label={t.rooms.hideQuiet}
        note={t.rooms.hideQuietNote}
        on={mine.hide_quiet}
        onChange={(hide_quiet) => keep({ hide_quiet })}
      />
      <Section kept={mine.section} onKeep={(section) => keep({ section })} />
      <Rounds
        choices={[
          { id: "all", label: t.rooms.notifyAll },
          { id: "mentions", label: t.rooms.notifyMentions },
          { id: "none", label: t.rooms.notifyNone },
        ]}
        label={t.rooms.notify}
        onChange={(notify) => keep({ notify })}
        value={mine.notify}
      />
    </div>
  );
}

/** A heading of one's own in the list, together with other rooms under the same one. */
function Section({ kept, onKeep }: { kept: string | null; onKeep: (section: string | null) => void }) {
  const t = useText();
  const [name, setName] = useState(kept ?? "");
  const wanted = name.trim() || null;
  return (
    <div className={styles.section}>
      <TextField
        hint={t.rooms.sectionHint}
        label={t.rooms.section}
        maxLength={SECTION_MOST}
        onChange={setName}
        value={name}
      />
      <Button isDisabled={wanted === kept} onPress={() => onKeep(wanted)} small>
        {t.rooms.save}
      </Button>
    </div>
  );
}
