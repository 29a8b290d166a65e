import { useState } from "react";
import type { CaseView } from "../../api/generated";
import { respond } from "../../net/http";
import { Button } from "../../parts/Button";
import { Select } from "../../parts/Select";
import { saveAnswer } from "../../parts/saving";
import { useMay } from "../../shell/useMay";
import { useWork } from "../../shell/useWork";
import styles from "../Counter.module.css";
import { useDisclosingWords } from "./words";

const LONG_MS = 120_000;
const EXTENTS = ["applicant", "everything"] as const;
type Extent = (typeof EXTENTS)[number];

/** The record of a case as a file: for its applicant, or with everything the section knows. */
export function TakeOut({ view }: { view: CaseView }) {
  const w = useDisclosingWords();
  const may = useMay();
  const [extent, setExtent] = useState<Extent>("applicant");
  const { busy, run } = useWork();
  if (!view.is_worked_by_viewer || !may("export_answers")) return null;
  const save = (what: "paper" | "export", ending: string) => async () => {
    const path = `/api/cases/${encodeURIComponent(view.case.id)}/${what}`;
    const answer = await respond("POST", path, { query: { extent }, timeoutMs: LONG_MS });
    await saveAnswer(answer, `case-${view.case.number}.${ending}`);
  };
  return (
    <section aria-label={w.title} className={styles.part}>
      <h2 className={styles.heading}>{w.title}</h2>
      <p className={styles.about}>{w.lead}</p>
      <div className={styles.writing}>
        <Select
          choices={EXTENTS.map((id) => ({ id, label: w.extents[id] }))}
          hint={w.notes[extent]}
          label={w.extent}
          onChange={setExtent}
          value={extent}
        />
      </div>
      <div className={styles.acts}>
        <Button busy={busy} onPress={() => void run(save("paper", "pdf"))} small>
          {w.pdf}
        </Button>
        <Button busy={busy} look="quiet" onPress={() => void run(save("export", "json"))} small>
          {w.json}
        </Button>
      </div>
      <p className={styles.about}>{w.jsonNote}</p>
    </section>
  );
}
