import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import {
  AddPersonIcon,
  ClockIcon,
  ConsoleIcon,
  CounterIcon,
  DoorIcon,
  FormIcon,
  ForwardIcon,
  GlobeIcon,
  InfoIcon,
  LeaveIcon,
  LocationIcon,
  PeopleIcon,
  PersonIcon,
  SettingsIcon,
  TaskIcon,
  TransferIcon,
  WarningIcon,
} from "../design/icons";
import { useText } from "../i18n";
import { hasConsole } from "../model/tasks";
import { Avatar } from "../parts/Avatar";
import { cx } from "../parts/cx";
import { openDialog } from "../shell/dialogs";
import { Link } from "../shell/Link";
import { PageHead } from "../shell/PageHead";
import { signOut } from "../shell/signOut";
import { useMay } from "../shell/useMay";
import { useMe } from "../state";
import styles from "./MorePage.module.css";
import { useHasCounter, useHasForms } from "./places";

/** What a phone's bar has no room for. */
export default function MorePage() {
  const t = useText();
  const me = useMe();
  const may = useMay();
  const hasForms = useHasForms();
  const hasCounter = useHasCounter();
  const { person, organization } = me;
  return (
    <div className={styles.page}>
      <PageHead title={t.shell.more} />
      <div className={styles.scroll}>
        <div className={styles.me}>
          <Avatar person={person} size="large" />
          <div className={styles.who}>
            <p className={styles.name}>{person.name}</p>
            <p className={styles.section}>
              {person.affiliation ?? [person.department, person.post].filter(Boolean).join(" ")}
            </p>
            <p className={styles.section}>{organization.name}</p>
          </div>
        </div>
        <ul className={styles.rows}>
          <Row icon={<WarningIcon />} name={t.shell.broadcasts} to="/broadcasts" />
          <Row icon={<LocationIcon />} name={t.shell.incidents} to="/incidents" />
          <Row icon={<TaskIcon />} name={t.shell.tasks} to="/tasks" />
          {may("see_directory") && <Row icon={<ClockIcon />} name={t.shell.attendance} to="/attendance" />}
          {hasCounter && <Row icon={<CounterIcon />} name={t.shell.counter} to="/cases" />}
          {hasForms && <Row icon={<FormIcon />} name={t.shell.forms} to="/forms" />}
          {hasConsole(me) && <Row icon={<ConsoleIcon />} name={t.shell.console} to="/console" />}
          {may("invite_guest") && <Row icon={<PersonIcon />} name={t.shell.guests} to="/guests" />}
          {person.kind === "staff" && <Row icon={<GlobeIcon />} name={t.shell.alliances} to="/alliances" />}
          {person.kind === "staff" && <Row icon={<TransferIcon />} name={t.shell.handover} to="/handover" />}
          <Row icon={<InfoIcon />} name={t.shell.announcements} to="/announcements" />
          <Row icon={<SettingsIcon />} name={t.shell.settings} to="/settings" />
          {may("join_room") && <Row icon={<DoorIcon />} name={t.rooms.openRooms} to="/rooms/open" />}
          <Row
            icon={<AddPersonIcon />}
            name={t.rooms.newTalk}
            onPress={() => openDialog({ kind: "new-talk" })}
          />
          {may("create_room") && (
            <Row
              icon={<PeopleIcon />}
              name={t.rooms.newRoom}
              onPress={() => openDialog({ kind: "new-room" })}
            />
          )}
          <Row icon={<LeaveIcon />} name={t.shell.signOut} onPress={signOut} />
        </ul>
      </div>
    </div>
  );
}

interface RowProps {
  icon: ReactNode;
  name: string;
  to?: string;
  onPress?: () => void;
}

function Row({ icon, name, to, onPress }: RowProps) {
  const inside = (
    <>
      {icon}
      <span className={styles.word}>{name}</span>
      {to !== undefined && <ForwardIcon size={18} />}
    </>
  );
  return (
    <li>
      {to === undefined ? (
        <AriaButton className={cx(styles.row, "ring-inside")} onPress={() => onPress?.()}>
          {inside}
        </AriaButton>
      ) : (
        <Link className={cx(styles.row, "ring-inside")} to={to}>
          {inside}
        </Link>
      )}
    </li>
  );
}
