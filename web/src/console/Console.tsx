import { type ReactNode, useCallback } from "react";
import {
  AddPersonIcon,
  BellIcon,
  BuildingIcon,
  ClockIcon,
  DevicesIcon,
  DoorIcon,
  EyeIcon,
  FiguresIcon,
  FileIcon,
  FilesIcon,
  ForwardIcon,
  LinkIcon,
  LockIcon,
  PeopleIcon,
  SettingsIcon,
  TransferIcon,
} from "../design/icons";
import { hasConsole, type Task } from "../model/tasks";
import type { Me } from "../model/types";
import { Count } from "../parts/Badge";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { PageHead } from "../shell/PageHead";
import { goBack } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useMe } from "../state";
import { Audit } from "./Audit";
import { Announcements } from "./announcements/Announcements";
import { administration } from "./api";
import styles from "./Console.module.css";
import { Consents } from "./consents/Consents";
import { Departments } from "./Departments";
import { reachOf } from "./delegation/tasks";
import { Devices } from "./devices/Devices";
import { Evidence } from "./evidence/Evidence";
import { Figures } from "./figures/Figures";
import { Guests } from "./Guests";
import { Matters } from "./Matters";
import { Organization } from "./Organization";
import { Rooms } from "./overseeing/Rooms";
import { People } from "./People";
import { PolicyPage } from "./policy/PolicyPage";
import { Provider } from "./provider/Provider";
import { Records } from "./records/Records";
import { RosterPage } from "./roster/RosterPage";
import { SignInRules } from "./sign_in/SignInRules";
import { Transfers } from "./transfers/Transfers";
import { useWords, type Words } from "./words";

interface Section {
  readonly id: string;
  readonly name: (words: Words) => string;
  readonly icon: ReactNode;
  /** Whose page it is: whoever does this task. */
  readonly task: Task;
  /** Where doing the task is not enough. */
  readonly isFor?: (me: Me) => boolean;
  readonly page: (onBack: (() => void) | undefined) => ReactNode;
}

const SECTIONS: readonly Section[] = [
  {
    id: "people",
    name: (w) => w.people,
    icon: <PeopleIcon />,
    task: "people",
    page: (onBack) => <People onBack={onBack} />,
  },
  {
    id: "roster",
    name: (w) => w.roster,
    icon: <FilesIcon />,
    task: "people",
    isFor: (me) => reachOf(me, "people") === null, // a roster is the whole body's
    page: (onBack) => <RosterPage onBack={onBack} />,
  },
  {
    id: "departments",
    name: (w) => w.departments,
    icon: <BuildingIcon />,
    task: "departments",
    page: (onBack) => <Departments onBack={onBack} />,
  },
  {
    id: "guests",
    name: (w) => w.guests,
    icon: <AddPersonIcon />,
    task: "guests",
    page: (onBack) => <Guests onBack={onBack} />,
  },
  {
    id: "announcements",
    name: (w) => w.announcements,
    icon: <BellIcon />,
    task: "organization",
    page: (onBack) => <Announcements onBack={onBack} />,
  },
  {
    id: "organization",
    name: (w) => w.organization,
    icon: <SettingsIcon />,
    task: "organization",
    page: (onBack) => <Organization onBack={onBack} />,
  },
  {
    id: "devices",
    name: (w) => w.devices,
    icon: <DevicesIcon />,
    task: "devices",
    page: (onBack) => <Devices onBack={onBack} />,
  },
  {
    id: "provider",
    name: (w) => w.provider,
    icon: <LinkIcon />,
    task: "sign_in",
    page: (onBack) => <Provider onBack={onBack} />,
  },
  {
    id: "rooms",
    name: (w) => w.rooms,
    icon: <DoorIcon />,
    task: "rooms",
    page: (onBack) => <Rooms onBack={onBack} />,
  },
  {
    id: "sign-in",
    name: (w) => w.signIn,
    icon: <LockIcon />,
    task: "sign_in",
    page: (onBack) => <SignInRules onBack={onBack} />,
  },
  {
    id: "transfers",
    name: (w) => w.transfers,
    icon: <TransferIcon />,
    task: "transfers",
    page: (onBack) => <Transfers onBack={onBack} />,
  },
  {
    id: "policy",
    name: (w) => w.policy,
    icon: <LockIcon />,
    task: "policy",
    page: (onBack) => <PolicyPage onBack={onBack} />,
  },
  {
    id: "figures",
    name: (w) => w.figures,
    icon: <FiguresIcon />,
    task: "figures",
    page: (onBack) => <Figures onBack={onBack} />,
  },
  {
    id: "audit",
    name: (w) => w.audit,
    icon: <ClockIcon />,
    task: "audit",
    page: (onBack) => <Audit onBack={onBack} />,
  },
  {
    id: "consents",
    name: (w) => w.consents,
    icon: <LockIcon />,
    task: "audit",
    isFor: (me) => me.roles.includes("auditor") || me.roles.includes("administrator"),
    page: (onBack) => <Consents onBack={onBack} />,
  },
  {
    id: "records",
    name: (w) => w.records,
    icon: <EyeIcon />,
    task: "audit",
    isFor: (me) => me.roles.includes("auditor") || me.roles.includes("administrator"),
    page: (onBack) => <Records onBack={onBack} />,
  },
  {
    id: "evidence",
    name: (w) => w.evidence,
    icon: <FileIcon />,
    task: "audit",
    page: (onBack) => <Evidence onBack={onBack} />,
  },
];

/** A page of the console that is not this person's to open. */
const isSomebodyElses = (section: string | null, own: readonly Section[]) =>
  SECTIONS.some(({ id }) => id === section) && !own.some(({ id }) => id === section);

/** Why there is nothing: no powers, powers that do not count from here, or powers for other pages. */
function NotHere({ me }: { me: Me }) {
  const w = useWords();
  if (hasConsole(me)) {
    return (
      <EmptyState
        action={<Link to="/console">{w.toConsole}</Link>}
        icon={<LockIcon />}
        isPage
        title={w.notYoursTitle}
      >
        {w.notYoursText}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<LockIcon />}
      isPage
      title={me.has_unused_powers ? w.notFromHereTitle : w.notAllowedTitle}
    >
      {me.has_unused_powers ? w.notFromHereText : w.notAllowedText}
    </EmptyState>
  );
}

/** The pages for those who administer the body: a list at the side, one after the other on a phone. */
export default function Console({ section }: { section: string | null }) {
  const w = useWords();
  const isPhone = useIsPhone();
  const me = useMe();
  const sections = SECTIONS.filter(
    ({ task, isFor }) => me.tasks.some((held) => held.task === task) && (isFor?.(me) ?? true),
  );
  const here =
    sections.find(({ id }) => id === section) ?? (isPhone && section === null ? null : sections[0]);
  if (!hasConsole(me) || isSomebodyElses(section, sections)) return <NotHere me={me} />;
  if (isPhone && here) return <div className={styles.page}>{here.page(() => goBack("/console"))}</div>;
  return (
    <div className={styles.console}>
      <nav aria-label={w.sections} className={styles.side}>
        <PageHead
          note={me.organization.name}
          onBack={isPhone ? () => goBack("/more") : undefined}
          title={w.title}
        />
        {isPhone && <Matters />}
        <ul className={styles.sections}>
          {sections.map(({ id, name, icon }) => (
            <li key={id}>
              <Link
                aria-current={here?.id === id ? "page" : undefined}
                className={cx(styles.section, "ring-inside", here?.id === id && styles.here)}
                to={`/console/${id}`}
              >
                {icon}
                <span className={styles.word}>{name(w)}</span>
                {id === "organization" && <Notices />}
                {isPhone && <ForwardIcon size={18} />}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {here && (
        <div className={styles.page}>
          <Matters />
          {here.page(undefined)}
        </div>
      )}
    </div>
  );
}

/** What administrators should know in time of plan and limits: a number beside the page that says it. */
function Notices() {
  const w = useWords();
  const { value } = useAnswer(useCallback((signal: AbortSignal) => administration.ownBody(signal), []));
  const n = value?.notices.length ?? 0;
  return <Count label={w.notices(n)} n={n} />;
}
