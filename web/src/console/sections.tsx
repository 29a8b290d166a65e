import type { ReactNode } from "react";
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
  LinkIcon,
  LockIcon,
  PeopleIcon,
  SettingsIcon,
  StampIcon,
  TransferIcon,
  WarningIcon,
} from "../design/icons";
import { ProvidersPage } from "../identity/ProvidersPage";
import type { Task } from "../model/tasks";
import type { Me } from "../model/types";
import { AccountPage } from "../payments/AccountPage";
import { Audit } from "./Audit";
import { Announcements } from "./announcements/Announcements";
import { Consents } from "./consents/Consents";
import { Departments } from "./Departments";
import { reachOf } from "./delegation/tasks";
import { Devices } from "./devices/Devices";
import { Evidence } from "./evidence/Evidence";
import { Figures } from "./figures/Figures";
import { Guests } from "./Guests";
import { Hazards } from "./hazards/Hazards";
import { NotificationRules } from "./notifications/NotificationRules";
import { Organization } from "./Organization";
import { Rooms } from "./overseeing/Rooms";
import { People } from "./People";
import { PolicyPage } from "./policy/PolicyPage";
import { Provider } from "./provider/Provider";
import { Records } from "./records/Records";
import { RosterPage } from "./roster/RosterPage";
import { SignInRules } from "./sign_in/SignInRules";
import { StampsPage } from "./stamps/Stamps";
import { Transfers } from "./transfers/Transfers";
import { Webhooks } from "./webhooks/Webhooks";
import type { Words } from "./words";

/** A page of the console. */
export interface Section {
  readonly id: string;
  readonly name: (words: Words) => string;
  readonly icon: ReactNode;
  /** Whose page it is: whoever does this task. */
  readonly task: Task;
  /** Where doing the task is not enough. */
  readonly isFor?: (me: Me) => boolean;
  readonly page: (onBack: (() => void) | undefined) => ReactNode;
}

interface Group {
  readonly name: (words: Words) => string;
  readonly sections: readonly Section[];
}

/** Every page, in four groups: who there is, what protects, what is used, what proves. */
export const GROUPS: readonly Group[] = [
  {
    name: (w) => w.groups.people,
    sections: [
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
        id: "transfers",
        name: (w) => w.transfers,
        icon: <TransferIcon />,
        task: "transfers",
        page: (onBack) => <Transfers onBack={onBack} />,
      },
    ],
  },
  {
    name: (w) => w.groups.protection,
    sections: [
      {
        id: "sign-in",
        name: (w) => w.signIn,
        icon: <LockIcon />,
        task: "sign_in",
        page: (onBack) => <SignInRules onBack={onBack} />,
      },
      {
        id: "policy",
        name: (w) => w.policy,
        icon: <LockIcon />,
        task: "policy",
        page: (onBack) => <PolicyPage onBack={onBack} />,
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
    ],
  },
  {
    name: (w) => w.groups.use,
    sections: [
      {
        id: "rooms",
        name: (w) => w.rooms,
        icon: <DoorIcon />,
        task: "rooms",
        page: (onBack) => <Rooms onBack={onBack} />,
      },
      {
        id: "announcements",
        name: (w) => w.announcements,
        icon: <BellIcon />,
        task: "organization",
        page: (onBack) => <Announcements onBack={onBack} />,
      },
      {
        id: "stamps",
        name: (w) => w.stamps,
        icon: <StampIcon />,
        task: "organization",
        page: (onBack) => <StampsPage onBack={onBack} />,
      },
      {
        id: "hazards",
        name: (w) => w.hazards,
        icon: <WarningIcon />,
        task: "organization",
        page: (onBack) => <Hazards onBack={onBack} />,
      },
      {
        id: "notifications",
        name: (w) => w.notifications,
        icon: <BellIcon />,
        task: "organization",
        page: (onBack) => <NotificationRules onBack={onBack} />,
      },
      {
        id: "identity",
        name: (w) => w.applicantIdentity,
        icon: <LinkIcon />,
        task: "organization",
        page: (onBack) => <ProvidersPage onBack={onBack} />,
      },
      {
        id: "payments",
        name: (w) => w.cardPayments,
        icon: <LinkIcon />,
        task: "organization",
        page: (onBack) => <AccountPage onBack={onBack} />,
      },
      {
        id: "webhooks",
        name: (w) => w.webhooks,
        icon: <TransferIcon />,
        task: "organization",
        page: (onBack) => <Webhooks onBack={onBack} />,
      },
      {
        id: "organization",
        name: (w) => w.organization,
        icon: <SettingsIcon />,
        task: "organization",
        page: (onBack) => <Organization onBack={onBack} />,
      },
      {
        id: "figures",
        name: (w) => w.figures,
        icon: <FiguresIcon />,
        task: "figures",
        page: (onBack) => <Figures onBack={onBack} />,
      },
    ],
  },
  {
    name: (w) => w.groups.proof,
    sections: [
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
    ],
  },
];

/** The pages of somebody, in their groups; a group without one is left out. */
export function groupsOf(me: Me): readonly Group[] {
  const isOwn = ({ task, isFor }: Section) =>
    me.tasks.some((held) => held.task === task) && (isFor?.(me) ?? true);
  return GROUPS.map((group) => ({ ...group, sections: group.sections.filter(isOwn) })).filter(
    ({ sections }) => sections.length > 0,
  );
}
