import { useCallback } from "react";
import type { CertifiedAnswer, IdentityView } from "../api/generated";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { saveBlob } from "../parts/saving";
import { useAnswer } from "../shell/useAnswer";
import { useMay } from "../shell/useMay";
import { useWork } from "../shell/useWork";
import { useSettings } from "../state";
import { identity } from "./api";
import styles from "./Identity.module.css";
import { useWords } from "./words";

/** How the applicant of a case was identified; null while nobody knows, and where they were not. */
export function useCaseIdentity(caseId: string): IdentityView | null {
  const answer = useAnswer(useCallback((signal: AbortSignal) => identity.ofCase(caseId, signal), [caseId]));
  return answer.value?.level === "none" ? null : answer.value;
}

/** Who vouched for the applicant, and when. */
export function ProvedBy({ view }: { view: IdentityView | null }) {
  const w = useWords();
  const t = useText();
  const { era } = useSettings();
  if (view?.proved_at == null) return null;
  return (
    <p className={styles.hint}>
      <Tag tone="done">{w.title}</Tag>{" "}
      {w.provedBy(view.label || w.levels[view.level], fullWhenOf(view.proved_at, t, era))}
    </p>
  );
}

/** What the applicant signed with the card, and what was found of it. */
export function SignedBy({ view, caseId }: { view: IdentityView | null; caseId: string }) {
  const w = useWords();
  const t = useText();
  const { era } = useSettings();
  const may = useMay();
  const { busy, run } = useWork();
  const signature = view?.signature;
  if (signature == null) return null;
  const save = () =>
    run(async () => {
      const given = await identity.signed(caseId);
      saveBlob(
        new Blob([JSON.stringify(given, null, 1)], { type: "application/json" }),
        `signed-${caseId}.json`,
      );
    });
  return (
    <div className={styles.hint}>
      <p>
        <Tag tone="done">{w.signature}</Tag> {w.verified(fullWhenOf(signature.verified_at, t, era))}
      </p>
      <p>{w.verifiedUnder(signature.authority, fullWhenOf(signature.listed_at, t, era))}</p>
      {!signature.is_current && signature.has_document && <p>{w.signedBefore}</p>}
      <p>{signature.is_kept ? w.signatureKept : w.signatureNotKept}</p>
      {signature.has_document && may("export_answers") && (
        <Button busy={busy} onPress={() => void save()} small>
          {w.saveSigned}
        </Button>
      )}
    </div>
  );
}

/** Beside an answer: as it was certified, or otherwise. */
export function CertifiedMark({ one }: { one: CertifiedAnswer | undefined }) {
  const w = useWords();
  if (one === undefined) return null;
  return (
    <span className={styles.mark}>
      <Tag tone={one.mark === "certified" ? "done" : "accent"}>{w.marks[one.mark]}</Tag>
      {one.certified !== null && ` ${w.certifiedWas(one.certified)}`}
    </span>
  );
}
