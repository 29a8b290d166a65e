import { useState } from "react";
import type { EnteringBegun, Narrowing } from "../../api/generated";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { useWork } from "../../shell/useWork";
import { narrowing } from "./api";
import { useInboxWords } from "./words";

const HOWS = ["window", "phone", "paper"] as const;

/** Which form is filled in for somebody, and how they tell what. */
export function EnterFor({ forms, onClose }: { forms: Narrowing["forms"]; onClose: () => void }) {
  const w = useInboxWords();
  const open = forms.filter(({ may_enter }) => may_enter);
  const [form, setForm] = useState<string | null>(open.length === 1 ? (open[0]?.id ?? null) : null);
  const [how, setHow] = useState<EnteringBegun["how"]>("window");
  const { busy, problem, run } = useWork({ inline: true });
  const begin = async () => {
    if (form === null) return;
    // Opened at once, while the press still counts as the person's: a browser blocks what opens later.
    const tab = window.open("", "_blank");
    const isBegun = await run(async () => {
      const { url } = await narrowing.enter(form, { how });
      if (tab === null) location.assign(url);
      else tab.location.assign(url);
    });
    if (isBegun) onClose();
    else tab?.close();
  };
  return (
    <FormDialog
      busy={busy}
      isDisabled={form === null}
      lead={w.enterLead}
      onClose={onClose}
      onSubmit={begin}
      problem={problem}
      title={w.enter}
      verb={w.open}
    >
      <Select
        choices={open.map(({ id, title, department }) => ({ id, label: title, note: department }))}
        label={w.form}
        onChange={setForm}
        placeholder={w.choose}
        value={form}
      />
      <Select
        choices={HOWS.map((id) => ({ id, label: w.hows[id] ?? id }))}
        label={w.how}
        onChange={setHow}
        value={how}
      />
    </FormDialog>
  );
}
