import { Suspense, useState } from "react";
import { useText } from "../i18n";
import type { OrganizationListed } from "../model/types";
import { Button } from "../parts/Button";
import { lazyPart } from "../parts/lazyPart";
import { TextField } from "../parts/TextField";
import styles from "../shell/FrontPage.module.css";
import { INSTALLATION } from "../state";

/** Only where several organisations share the installation. */
const OrganizationField = lazyPart(() => import("./OrganizationField"));

const KEPT = "kairan.organization";
const IS_ID = /^[0-9a-z]{13}$/;
/** The last choice of the list: a body that is not in it. */
const UNLISTED = "unlisted";

export interface Body {
  /** At /operator one signs in above the bodies. */
  readonly isOperator: boolean;
  /** What the server is told: an id, a code or a short name; null where there is no choice. */
  readonly organization: string | null;
  readonly isNeeded: boolean;
  readonly contact: string | null;
  readonly isKnown: boolean;
  readonly names: readonly OrganizationListed[];
  readonly typed: string | null;
  readonly choose: (id: string) => void;
  readonly type: (typed: string | null) => void;
}

/** Which body one signs in to: chosen from those that are listed (null: not known yet), or typed. */
export function useBody(known: readonly OrganizationListed[] | null): Body {
  const names = known ?? [];
  const [kept, choose] = useState(() => idAsked() ?? keptOrganization());
  const [typed, type] = useState(typedAtFirst);
  const isOperator = location.pathname.startsWith("/operator");
  const listed = names.length === 1 ? names[0] : names.find(({ id }) => id === kept);
  const body = { isOperator, isKnown: known !== null, names, typed, choose, type };
  if (isOperator) return { ...body, organization: INSTALLATION, isNeeded: true, contact: null };
  if (typed !== null) return { ...body, organization: typed.trim() || null, isNeeded: true, contact: null };
  return {
    ...body,
    organization: listed?.id ?? idAsked(),
    isNeeded: names.length > 1,
    contact: listed?.contact ?? null,
  };
}

export function OrganizationChoice({ body, error }: { body: Body; error: string | null }) {
  const t = useText();
  const { isOperator, organization, names, typed, choose, type } = body;
  if (isOperator) return null;
  if (typed !== null)
    return (
      <TextField
        autoComplete="organization"
        error={error}
        hint={t.entry.codeHint}
        isRequired
        label={t.entry.code}
        onChange={type}
        spellCheck="false"
        value={typed}
      />
    );
  const [only] = names;
  if (only === undefined) return null;
  if (names.length === 1)
    return (
      <p className={styles.only}>
        <span className="said">{t.entry.organization}</span>
        {only.name}
      </p>
    );
  return (
    <Suspense fallback={<div className={styles.fieldToCome} />}>
      <OrganizationField
        error={error}
        onChange={(id) => (id === UNLISTED ? type("") : choose(id))}
        organizations={[...names, { id: UNLISTED, name: t.entry.unlisted }]}
        value={organization}
      />
    </Suspense>
  );
}

/** Whom to ask; and the other way of naming one's body: typed instead of chosen, chosen instead of typed. */
export function Help({ body: { isOperator, isKnown, contact, names, typed, type } }: { body: Body }) {
  const t = useText();
  const hasOther = isKnown && !isOperator && (typed === null ? names.length < 2 : names.length > 0);
  return (
    <>
      <p className={styles.help}>{contact ?? (isOperator ? t.entry.operatorForgotten : t.entry.forgotten)}</p>
      {hasOther && (
        <Button look="quiet" onPress={() => type(typed === null ? "" : null)} small>
          {typed === null ? t.entry.toCode : t.entry.toList}
        </Button>
      )}
    </>
  );
}

/** What a link named, or what was typed last time: bodies that are not listed are named by code or short name. */
const organizationAsked = () => new URLSearchParams(location.search).get("organization");

/** The id in the address, as printed sheets have it; a code or a short name is typed. */
function idAsked(): string | null {
  const asked = organizationAsked();
  return asked !== null && IS_ID.test(asked) ? asked : null;
}

function typedAtFirst(): string | null {
  if (idAsked() !== null) return null;
  const asked = organizationAsked();
  const kept = keptOrganization();
  return asked ?? (kept !== null && !IS_ID.test(kept) ? kept : null);
}

function keptOrganization(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

export function keepBody({ isOperator, organization }: Body): void {
  try {
    if (!isOperator && organization !== null) localStorage.setItem(KEPT, organization);
  } catch {
    // Then it is chosen again next time.
  }
}
