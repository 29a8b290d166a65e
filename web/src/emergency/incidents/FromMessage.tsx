import { useCallback, useState } from "react";
import type { Id } from "../../model/types";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { incidents } from "./api";
import styles from "./Incidents.module.css";
import { useIncidentWords } from "./words";

/** A message becomes an entry of the chronology: the second touch. */
export default function FromMessage({ messageId, onClose }: { messageId: Id; onClose: () => void }) {
  const w = useIncidentWords();
  const work = useWork({ inline: true });
  const [key] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<string | null>(null);
  const { value } = useAnswer(useCallback((signal: AbortSignal) => incidents.list(signal), []));
  const open = (value?.incidents ?? []).filter(({ ended_at }) => ended_at === null);
  const incident = open.find(({ id }) => id === chosen) ?? open[0];
  const put = () =>
    work.run(async () => {
      if (incident === undefined) return;
      await incidents.write(incident.id, {
        key,
        draft: {
          kind: "information",
          status: "open",
          happened_at: null,
          text: "",
          source: "",
          place: "",
          position: null,
          damage: null,
          severity: null,
          responsible_id: null,
        },
        message_id: messageId,
        file_ids: [],
      });
      toast.done(w.fromDone);
      onClose();
    });
  return (
    <FormDialog
      busy={work.busy}
      isDisabled={incident === undefined}
      lead={w.fromLead}
      onClose={onClose}
      onSubmit={put}
      problem={work.problem}
      size="narrow"
      title={w.fromTitle}
      verb={w.fromVerb}
    >
      {value !== null && incident === undefined && <p className={styles.quiet}>{w.fromNone}</p>}
      {incident !== undefined && (
        <Select
          choices={open.map(({ id, name, is_drill }) => ({
            id: id as string,
            label: is_drill ? `【${w.drill}】${name}` : name,
          }))}
          label={w.fromWhich}
          onChange={setChosen}
          value={incident.id}
        />
      )}
    </FormDialog>
  );
}
