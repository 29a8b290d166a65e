import { useCallback } from "react";
import type { BuildingNow } from "../api/generated";
import { toast } from "../parts/toasts";
import { useMay } from "../shell/useMay";
import styles from "./Forms.module.css";
import { useBuilders } from "./useBuilders";
import type { Draft } from "./useDraft";
import { useWords } from "./words";

const NAMED_MOST = 2;

/** Who else builds this form; what they saved is shown as soon as nothing of one's own waits. */
export function Together({ formId, draft: { follow } }: { formId: string; draft: Draft }) {
  const w = useWords();
  const may = useMay();
  const news = useCallback(
    ({ revision, changed_by, is_own }: BuildingNow) => {
      follow(revision).then(
        (isShown) => isShown && !is_own && toast.news(w.theirsLoaded(changed_by)),
        () => null, // it is looked at again
      );
    },
    [follow, w],
  );
  const others = useBuilders(formId, may("build_forms"), news)?.others ?? [];
  const names = others.slice(0, NAMED_MOST).map(({ name }) => name);
  const more = others.length - names.length;
  const said = names.length === 0 ? "" : more > 0 ? w.alsoHereMore(names, more) : w.alsoHere(names);
  return (
    <span className={styles.together} role="status" title={said}>
      {said}
    </span>
  );
}
