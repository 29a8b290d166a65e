import { Button as AriaButton } from "react-aria-components/Button";
import {
  AddPersonIcon,
  BackIcon,
  BellIcon,
  BellOffIcon,
  CalendarIcon,
  CircularIcon,
  FilesIcon,
  GlobeIcon,
  LeaveIcon,
  LinkIcon,
  NoteIcon,
  PeopleIcon,
  PinIcon,
  PollIcon,
  PrintIcon,
  SearchIcon,
  SettingsIcon,
  StarFilledIcon,
  StarIcon,
  VideoIcon,
} from "../design/icons";
import { type Text, useText } from "../i18n";
import type { Id, Notify, RoomCard } from "../model/types";
import { cx } from "../parts/cx";
import { IconButton } from "../parts/IconButton";
import { type MenuAction, MenuButton } from "../parts/Menu";
import { toast } from "../parts/toasts";
import { sectionOf } from "../people/names";
import { ClassMark } from "../rooms/ClassMark";
import { nameOf } from "../rooms/name";
import { openDialog } from "../shell/dialogs";
import { useIsPhone } from "../shell/media";
import {
  navigate,
  newCircularPath,
  roomMeetingsPath,
  roomNotesPath,
  roomPath,
  roomPollsPath,
  type Side,
  searchPath,
} from "../shell/route";
import { actions, useMe } from "../state";
import { copy } from "./clipboard";
import styles from "./Header.module.css";
import { printRoom } from "./usePrinting";

interface HeaderProps {
  room: RoomCard;
  side: Side | null;
  openSide: (side: Side | null) => void;
  onBack?: () => void;
  onRoomSettings: (room: Id) => void;
  onAddMembers: (room: Id) => void;
  onPickDate: () => void;
}

/** Where am I, who sees this. */
export function Header(props: HeaderProps) {
  const { room, side, openSide, onBack } = props;
  const t = useText();
  const isPhone = useIsPhone();
  const { person, screen } = useMe();
  const about = useAbout(room);
  const toggle = (kind: "members" | "files") => openSide(side?.kind === kind ? null : { kind });
  return (
    <header className={styles.header}>
      {onBack && (
        <IconButton className={styles.back} label={t.parts.back} onPress={onBack}>
          <BackIcon />
        </IconButton>
      )}
      <div className={styles.words}>
        <div className={styles.title}>
          <h1 className={styles.name}>{nameOf(room, t)}</h1>
          {((!isPhone && room.kind === "group") || room.room_class !== 2) && (
            <ClassMark of={room.room_class} />
          )}
        </div>
        {isPhone ? (
          <Who onPress={() => toggle("members")} room={room} t={t} />
        ) : (
          about !== "" && (
            <p className={styles.purpose} title={about}>
              {about}
            </p>
          )
        )}
      </div>
      {!isPhone && (
        <Who isOpen={side?.kind === "members"} onPress={() => toggle("members")} room={room} t={t} />
      )}
      <div className={styles.tools}>
        <IconButton label={t.talk.searchHere} onPress={() => navigate(searchPath({ room: room.id }))}>
          <SearchIcon />
        </IconButton>
        {!isPhone && (
          <IconButton
            chosen={side?.kind === "files"}
            label={t.talk.filesHere}
            onPress={() => toggle("files")}
          >
            <FilesIcon />
          </IconButton>
        )}
        <MenuButton
          actions={menuOf(props, t, isPhone, screen.print, person.kind === "staff")}
          label={t.talk.roomMenu}
        />
      </div>
    </header>
  );
}

/** What it is for; of a talk between two, who the other is and how to call. */
function useAbout({ kind, people, purpose }: RoomCard): string {
  const t = useText();
  const { organization } = useMe();
  const [other, another] = people;
  if (kind !== "direct" || other === undefined || another !== undefined) return purpose;
  const number = other.extension ? t.talk.extension(other.extension) : "";
  return [sectionOf(other, organization.id), number].filter(Boolean).join("　");
}

function Who({
  room,
  t,
  isOpen = false,
  onPress,
}: {
  room: RoomCard;
  t: Text;
  isOpen?: boolean;
  onPress: () => void;
}) {
  const bodies = room.organizations;
  return (
    <AriaButton className={cx(styles.who, isOpen && styles.open)} onPress={onPress}>
      <PeopleIcon size={16} />
      <span>{t.talk.members(room.member_count)}</span>
      {room.guest_count > 0 && <span className={styles.outside}>{t.talk.guests(room.guest_count)}</span>}
      {room.alliance_id && <span className={styles.outside}>{t.shell.alliances}</span>}
      {bodies.length > 0 && (
        <span className={cx(styles.outside, styles.bodies)} title={bodies.join(t.talk.nameSeparator)}>
          {bodies.join(t.talk.between)}
        </span>
      )}
      <span className="said">{t.talk.whoIsHere}</span>
    </AriaButton>
  );
}

/** What a member keeps and does beside the talk of a room. */
function deskOf(id: Id, t: Text, isStaff: boolean): MenuAction[] {
  return [
    {
      id: "marks",
      label: t.talk.marks,
      icon: <PinIcon size={18} />,
      onAction: () => openDialog({ kind: "marks", room: id }),
    },
    ...(isStaff
      ? [
          {
            id: "circular",
            label: t.talk.sendCircular,
            icon: <CircularIcon size={18} />,
            onAction: () => navigate(newCircularPath(id)),
          },
        ]
      : []),
    {
      id: "notes",
      label: t.shell.notes,
      icon: <NoteIcon size={18} />,
      onAction: () => navigate(roomNotesPath(id)),
    },
    {
      id: "meetings",
      label: t.shell.meetings,
      icon: <CalendarIcon size={18} />,
      onAction: () => navigate(roomMeetingsPath(id)),
    },
    {
      id: "video",
      label: t.talk.startVideo,
      icon: <VideoIcon size={18} />,
      onAction: () => void import("./startVideo").then(({ startVideo }) => startVideo(id)),
    },
    {
      id: "polls",
      label: t.shell.polls,
      icon: <PollIcon size={18} />,
      onAction: () => navigate(roomPollsPath(id)),
    },
  ];
}

function menuOf(
  { room, onRoomSettings, onAddMembers, onPickDate, openSide }: HeaderProps,
  t: Text,
  isPhone: boolean,
  mayPrint: boolean,
  isStaff: boolean,
): MenuAction[] {
  const { mine, id } = room;
  const list: MenuAction[] = [
    { id: "date", label: t.talk.toDate, icon: <CalendarIcon size={18} />, onAction: onPickDate },
    {
      id: "link",
      label: t.talk.copyRoomLink,
      icon: <LinkIcon size={18} />,
      onAction: () => void copy(location.origin + roomPath(id), t.talk.linkCopied),
    },
  ];
  if (mine) list.push(...deskOf(id, t, isStaff));
  if (mayPrint && !isPhone) {
    list.push({
      id: "print",
      label: t.talk.print,
      icon: <PrintIcon size={18} />,
      onAction: () => void printRoom(),
    });
  }
  if (isPhone) {
    list.push({
      id: "files",
      label: t.talk.filesHere,
      icon: <FilesIcon size={18} />,
      onAction: () => openSide({ kind: "files" }),
    });
  }
  const { alliance_id } = room;
  if (alliance_id) {
    list.push({
      id: "alliance",
      label: t.shell.alliances,
      icon: <GlobeIcon size={18} />,
      onAction: () => navigate(`/alliances/${encodeURIComponent(alliance_id)}`),
    });
  }
  if (mine) {
    list.unshift({
      id: "favourite",
      label: mine.favourite ? t.talk.unfavourite : t.talk.favourite,
      icon: mine.favourite ? <StarFilledIcon size={18} /> : <StarIcon size={18} />,
      onAction: () => keep(id, { favourite: !mine.favourite }, t),
    });
    list.push(...notices(id, mine.notify, t));
  }
  const leave = {
    id: "leave",
    label: t.talk.leaveRoom,
    icon: <LeaveIcon size={18} />,
    danger: true,
    onAction: () => openDialog({ kind: "leave-room", room: id }),
  };
  if (room.kind === "direct" && room.member_count > 2) list.push({ ...leave, apart: true });
  if (room.kind === "group") {
    list.push(
      {
        id: "add",
        label: t.talk.addPeople,
        icon: <AddPersonIcon size={18} />,
        apart: true,
        onAction: () => onAddMembers(id),
      },
      {
        id: "settings",
        label: t.talk.roomSettings,
        icon: <SettingsIcon size={18} />,
        onAction: () => onRoomSettings(id),
      },
      leave,
    );
  }
  return list;
}

function notices(room: Id, present: Notify, t: Text): MenuAction[] {
  const choices = [
    ["all", t.talk.notifyAll],
    ["mentions", t.talk.notifyMentions],
    ["none", t.talk.notifyNone],
  ] as const;
  return choices.map(([notify, label], i) => ({
    id: `notify-${notify}`,
    label,
    icon: notify === "none" ? <BellOffIcon size={18} /> : <BellIcon size={18} />,
    chosen: notify === present,
    apart: i === 0,
    onAction: () => keep(room, { notify }, t),
  }));
}

function keep(room: Id, kept: { favourite?: boolean; notify?: Notify }, t: Text): void {
  actions.keepRoom(room, kept).catch((error: unknown) => toast.problem(error, t.shell.failed));
}
