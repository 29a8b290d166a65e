import { useState } from "react";
import type { ListCard, ListPage } from "../../api/generated";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { useWork } from "../../shell/useWork";
import { transfers } from "./api";
import { HourFields } from "./HourFields";
import { hourOf, instantOf, nextApril } from "./hour";
import styles from "./Transfers.module.css";
import { useTransferWords } from "./words";

interface ListFormProps {
  /** Null for a new one. */
  card: ListCard | null;
  onDone: (page: ListPage) => void;
  onClose: () => void;
}

/** A list's name and hour. The hour is Japan's, wherever the device thinks it is. */
export function ListForm({ card, onDone, onClose }: ListFormProps) {
  const w = useTransferWords();
  const [name, setName] = useState(card?.name ?? "");
  const [hour, setHour] = useState(() => (card ? hourOf(card.effective_at) : nextApril(Date.now())));
  const [asked, setAsked] = useState(false);
  const work = useWork({ inline: true });
  const at = instantOf(hour);

  function save() {
    setAsked(true);
    if (name.trim() === "" || at === null) return;
    const wanted = { name: name.trim(), effective_at: at };
    work.run(async () => {
      const page =
        card === null ? await transfers.make(wanted) : await transfers.change(card.id, wanted, card.revision);
      onClose();
      onDone(page);
    });
  }

  return (
    <FormDialog
      busy={work.busy}
      holds={name !== ""}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      title={card === null ? w.makeTitle : w.changeTitle}
      verb={card === null ? w.create : w.save}
    >
      <TextField
        autoFocus
        error={asked && name.trim() === "" ? w.needName : null}
        hint={w.nameHint}
        label={w.name}
        onChange={setName}
        value={name}
      />
      <HourFields
        clock={w.clock}
        day={w.day}
        error={asked && at === null ? w.needHour : null}
        onChange={setHour}
        value={hour}
      />
      <p className={styles.hint}>{w.clockHint}</p>
    </FormDialog>
  );
}
