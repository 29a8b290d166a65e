import { useCallback, useState } from "react";
import type { SubjectLink } from "../../api/generated";
import { LinkIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { List } from "../../list/List";
import { facts, LineRow, RowWords } from "../../list/Row";
import { wholeList } from "../../list/useList";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Question } from "../../parts/Question";
import { SearchField } from "../../parts/SearchField";
import { toast } from "../../parts/toasts";
import { useAnswer, useSettled } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { provider } from "./api";
import { words } from "./words";

/** Who is linked to whom at the provider, and undoing it. */
export function LinkedPeople() {
  const t = useText();
  const w = useBilingual(words);
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
      <List
        empty={
          <EmptyState icon={<LinkIcon />} title={w.noLinksTitle}>
            {w.noLinksText}
          </EmptyState>
        }
        failed={w.failed}
        found={wholeList(answer, (value) => value.links)}
        row={(link) => (
          <LineRow key={link.member_id}>
            <RowWords
              name={link.name}
              second={facts(link.subject, w.linkedAt(whenOf(link.linked_at, Date.now(), t)))}
            />
            <Button aria-label={w.unlinkOf(link.name)} onPress={() => setAsked(link)} small>
              {w.unlink}
            </Button>
          </LineRow>
        )}
      />
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
