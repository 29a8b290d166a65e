import { useCallback, useEffect } from "react";
import type { Consents, Invitations, Lists, OwnBody, RecordDrift, RecordRequests } from "../api/generated";
import { guests } from "../guests/api";
import { useBilingual } from "../i18n/useBilingual";
import type { Task } from "../model/tasks";
import type { Me } from "../model/types";
import { onChanged } from "../net/http";
import { useAnswer } from "../shell/useAnswer";
import { useMe } from "../state";
import { administration } from "./api";
import { consents } from "./consents/api";
import { devices } from "./devices/api";
import { saidNotices } from "./notices";
import { type OrganizationWords, words as organizationWords } from "./organizationWords";
import { records } from "./records/api";
import { transfers } from "./transfers/api";

/** What may settle something that waits, or let something wait. */
const OF_CONSOLE = /^\/api\/(administration|guests)\b/;

/** Something that waits for somebody, in a sentence, and where it is dealt with. */
export interface Matter {
  readonly id: string;
  readonly text: string;
  readonly to: string;
}

const WORDS = {
  ja: {
    waiting: (n: number) => `記録の閲覧の申請が${n}件、もう一人の同意を待っています。`,
    second: (n: number) => `ほかの管理者の依頼が${n}件、同意を待っています。`,
    alone: (n: number) => `権限のある職員に関わる操作が${n}件、一人で行われました。`,
    devices: (n: number) => `端末の利用の申請が${n}件、承認を待っています。`,
    invitations: (n: number) => `ゲストの招待が${n}件、管理者の承認を待っています。`,
    unsponsored: (n: number) => `責任者のいないゲストが${n}人います。`,
    failed: (name: string) => `人事異動「${name}」を実行できませんでした。`,
  },
  en: {
    waiting: (n: number) =>
      n === 1 ? "A request to read records awaits consent." : `${n} requests to read records await consent.`,
    second: (n: number) =>
      n === 1 ? "Another administrator's request awaits consent." : `${n} requests await consent.`,
    alone: (n: number) =>
      n === 1
        ? "Something that concerns people with powers was done by one person alone."
        : `${n} acts that concern people with powers were done by one person alone.`,
    devices: (n: number) => (n === 1 ? "A device awaits approval." : `${n} devices await approval.`),
    invitations: (n: number) =>
      n === 1
        ? "An invitation of a guest awaits an administrator."
        : `${n} invitations of guests await an administrator.`,
    unsponsored: (n: number) => (n === 1 ? "A guest has no sponsor." : `${n} guests have no sponsor.`),
    failed: (name: string) => `The transfer "${name}" could not be carried out.`,
  },
};

/** What waits for the viewer, and what the server said otherwise; asked again after each act in the console. */
export function useMatters(): {
  matters: readonly Matter[];
  phase: "asking" | "failed" | "known";
  again: () => void;
} {
  const w = useBilingual(WORDS);
  const o = useBilingual(organizationWords);
  const me = useMe();
  const { value, phase, again } = useAnswer(useCallback((signal: AbortSignal) => asked(me, signal), [me]));
  useEffect(() => onChanged((path) => OF_CONSOLE.test(path) && again()), [again]);
  return { matters: value === null ? [] : mattersOf(value, me, o, w), phase, again };
}

interface Known {
  readonly body: OwnBody | null;
  readonly requests: RecordRequests | null;
  readonly second: Consents | null;
  readonly waitingDevices: number;
  readonly invitations: Invitations | null;
  readonly unsponsored: number;
  readonly lists: Lists | null;
  /** Of whoever reads the record without administering the body. */
  readonly drift: RecordDrift | null;
}

/** Only what is this person's to know is asked for. */
async function asked(me: Me, signal: AbortSignal): Promise<Known> {
  const mayConsent = me.roles.includes("auditor") || me.roles.includes("administrator");
  const does = (task: Task) => me.tasks.some((held) => held.task === task);
  const [body, requests, second, asking, invitations, unsponsored, lists, drift] = await Promise.all([
    does("organization") ? administration.ownBody(signal) : null,
    mayConsent ? records.requests(signal) : null,
    mayConsent ? consents.all(signal) : null,
    does("devices") ? devices.find({ status: "waiting", limit: 1 }, signal) : null,
    does("guests") ? guests.invitations({}, signal) : null,
    does("guests") ? guests.all({ limit: 1 }, signal) : null,
    does("transfers") ? transfers.lists(signal) : null,
    does("audit") && !does("organization") ? administration.recordDrift(signal) : null,
  ]);
  return {
    body,
    requests,
    second,
    waitingDevices: asking?.waiting ?? 0,
    invitations,
    unsponsored: unsponsored?.unsponsored ?? 0,
    lists,
    drift,
  };
}

function mattersOf(known: Known, me: Me, o: OrganizationWords, w: (typeof WORDS)["ja"]): Matter[] {
  const told = known.body === null ? [] : saidNotices(known.body, o);
  const asked = (known.requests?.requests ?? []).filter(
    ({ state, asked_by }) => state === "asked" && asked_by.id !== me.person.id,
  ).length;
  const awaiting = (known.invitations?.invitations ?? []).filter(
    ({ awaits, status }) => status === "awaiting" && awaits === "administrator",
  ).length;
  const failed = (known.lists?.lists ?? []).filter(({ status }) => status === "failed");
  const counted: [string, number, string, string][] = [
    ["second", known.second?.waiting ?? 0, w.second(known.second?.waiting ?? 0), "consents"],
    ["alone", known.second?.unseen ?? 0, w.alone(known.second?.unseen ?? 0), "consents"],
    ["consent", asked, w.waiting(asked), "records"],
    ["devices", known.waitingDevices, w.devices(known.waitingDevices), "devices"],
    ["invitations", awaiting, w.invitations(awaiting), "guests"],
    ["unsponsored", known.unsponsored, w.unsponsored(known.unsponsored), "guests"],
  ];
  return [
    ...told.map(({ id, text }) => ({ id, text, to: pageOf(id, me) })),
    ...(known.drift?.is_open
      ? [{ id: "drift", text: o.notice.record_drift(), to: pageOf("record_drift", me) }]
      : []),
    ...failed.map(({ id, name }) => ({ id, text: w.failed(name), to: "/console/transfers" })),
    ...counted.filter(([, n]) => n > 0).map(([id, , text, page]) => ({ id, text, to: `/console/${page}` })),
  ];
}

/** Where more is said: of drift in the record, for whoever may read it; of everything else beside plan and limits. */
function pageOf(notice: string, me: Me): string {
  const mayReadRecord = me.tasks.some(({ task }) => task === "audit");
  if (notice === "record_drift" && mayReadRecord) return "/console/audit";
  const maySetPolicy = me.tasks.some(({ task }) => task === "policy");
  return notice === "faces_lost" && maySetPolicy ? "/console/policy" : "/console/organization";
}
