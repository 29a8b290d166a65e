import { useCallback, useState } from "react";
import type { SubjectLink } from "../../api/generated";
import { LinkIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Question } from "../../parts/Question";
import { SearchField } from "../../parts/SearchField";
import { SkeletonRows } from "../../parts/Skeleton";
import { toast } from "../../parts/toasts";
import { useAnswer, useSettled } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useBoth } from "../words/both";
import { provider } from "./api";
import styles from "./Provider.module.css";
import { words } from "./words";

/** Who is linked to whom at the provider, and undoing it. */
export function LinkedPeople() {
  const t = useText();
  const w = useBoth(words);
  const [typed, setTyped] = useState("");
  const q = useSettled(typed.trim());
  const answer = useAnswer(useCallback((signal: AbortSignal) => provider.links(q, signal), [q]));
  const [asked, setAsked] = useState<SubjectLink | null>(null);
  const work = useWork();
  const links = answer.value?.links ?? [];
  async function unlink() {
    if (asked === null || !(await work.run(() => provider.unlink(asked.member_id)))) return;
    toast.done(w.unlinked);
    setAsked(null);
    answer.again();
  }
  return (
    <>
      {(links.length > 0 || q !== "") && <SearchField label={w.find} onChange={setTyped} value={typed} />}
      {answer.value === null && answer.phase !== "failed" && <SkeletonRows rows={2} />}
      {answer.value !== null && links.length === 0 && (
        <EmptyState icon={<LinkIcon />} title={w.noLinksTitle}>
          {w.noLinksText}
        </EmptyState>
      )}
      <ul className={styles.links}>
        {links.map((link) => (
          <li className={styles.link} key={link.member_id}>
            <span className={styles.who}>
              <span>{link.name}</span>
              <span className={styles.said}>
                {link.subject} ・ {w.linkedAt(whenOf(link.linked_at, Date.now(), t))}
              </span>
            </span>
            <Button aria-label={w.unlinkOf(link.name)} onPress={() => setAsked(link)} small>
              {w.unlink}
            </Button>
          </li>
        ))}
      </ul>
      {asked && (
        <Question
          busy={work.busy}
          onClose={() => setAsked(null)}
          onYes={unlink}
          title={w.unlinkTitle}
          verb={w.unlink}
        >
          {w.unlinkText(asked.name)}
        </Question>
      )}
    </>
  );
}
