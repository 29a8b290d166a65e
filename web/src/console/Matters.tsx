import { useCallback, useEffect } from "react";
import type { Consents, OwnBody, RecordDrift, RecordRequests } from "../api/generated";
import { WarningIcon } from "../design/icons";
import { useBoth } from "../i18n/useBoth";
import type { Me } from "../model/types";
import { Link } from "../shell/Link";
import { useAnswer } from "../shell/useAnswer";
import { useMe } from "../state";
import { administration } from "./api";
import { consents } from "./consents/api";
import { onLookAgain } from "./lookAgain";
import styles from "./Matters.module.css";
import { saidNotices } from "./notices";
import { type OrganizationWords, words as organizationWords } from "./organizationWords";
import { records } from "./records/api";

interface Matter {
  readonly id: string;
  readonly text: string;
  readonly to: string;
}

const WORDS = {
  ja: {
    label: "確認が必要なこと",
    waiting: (n: number) => `記録の閲覧の申請が${n}件、もう一人の同意を待っています。`,
    second: (n: number) => `ほかの管理者の依頼が${n}件、同意を待っています。`,
    alone: (n: number) => `権限のある職員に関わる操作が${n}件、一人で行われました。`,
  },
  en: {
    label: "What needs looking at",
    waiting: (n: number) =>
      n === 1 ? "A request to read records awaits consent." : `${n} requests to read records await consent.`,
    second: (n: number) =>
      n === 1 ? "Another administrator's request awaits consent." : `${n} requests await consent.`,
    alone: (n: number) =>
      n === 1
        ? "Something that concerns people with powers was done by one person alone."
        : `${n} acts that concern people with powers were done by one person alone.`,
  },
};

/** What somebody who administers the body must not overlook, above every page of the console; nothing when all is well. */
export function Matters() {
  const w = useBoth(WORDS);
  const o = useBoth(organizationWords);
  const me = useMe();
  const { value, again } = useAnswer(useCallback((signal: AbortSignal) => asked(me, signal), [me]));
  useEffect(() => onLookAgain(again), [again]);
  const matters = value === null ? [] : mattersOf(value, me, o, w);
  if (matters.length === 0) return null;
  return (
    <section aria-label={w.label} className={styles.matters}>
      <ul>
        {matters.map(({ id, text, to }) => (
          <li key={id}>
            <Link className={styles.matter} to={to}>
              <WarningIcon size={18} />
              <span>{text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Known {
  readonly body: OwnBody | null;
  readonly requests: RecordRequests | null;
  readonly second: Consents | null;
  /** Of whoever reads the record without administering the body. */
  readonly drift: RecordDrift | null;
}

/** Only what is this person's to know is asked for. */
async function asked(me: Me, signal: AbortSignal): Promise<Known> {
  const hasBody = me.tasks.some(({ task }) => task === "organization");
  const mayConsent = me.roles.includes("auditor") || me.roles.includes("administrator");
  const readsRecord = me.tasks.some(({ task }) => task === "audit");
  const [body, requests, second, drift] = await Promise.all([
    hasBody ? administration.ownBody(signal) : null,
    mayConsent ? records.requests(signal) : null,
    mayConsent ? consents.all(signal) : null,
    readsRecord && !hasBody ? administration.recordDrift(signal) : null,
  ]);
  return { body, requests, second, drift };
}

function mattersOf(
  { body, requests, second, drift }: Known,
  me: Me,
  o: OrganizationWords,
  w: (typeof WORDS)["ja"],
): Matter[] {
  const told = body === null ? [] : saidNotices(body, o);
  const waiting = (requests?.requests ?? []).filter(
    ({ state, asked_by }) => state === "asked" && asked_by.id !== me.person.id,
  ).length;
  return [
    ...told.map(({ id, text }) => ({ id, text, to: pageOf(id, me) })),
    ...(drift?.is_open
      ? [{ id: "drift", text: o.notice.record_drift(), to: pageOf("record_drift", me) }]
      : []),
    ...(second && second.waiting > 0
      ? [{ id: "second", text: w.second(second.waiting), to: "/console/consents" }]
      : []),
    ...(second && second.unseen > 0
      ? [{ id: "alone", text: w.alone(second.unseen), to: "/console/consents" }]
      : []),
    ...(waiting > 0 ? [{ id: "consent", text: w.waiting(waiting), to: "/console/records" }] : []),
  ];
}

/** Where more is said: of drift in the record, for whoever may read it; of everything else beside plan and limits. */
function pageOf(notice: string, me: Me): string {
  const mayReadRecord = me.tasks.some(({ task }) => task === "audit");
  return notice === "record_drift" && mayReadRecord ? "/console/audit" : "/console/organization";
}
