import { useCallback, useState } from "react";
import { useBilingual } from "../../i18n/useBilingual";
import { FormDialog } from "../../parts/FormDialog";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { roster, saveSheets } from "../roster/api";
import { isAddressGood, SheetsAddress, SheetsTold } from "../roster/Sheets";
import styles from "./Bulk.module.css";
import { words } from "./words";

interface SheetsDialogProps {
  ids: readonly string[];
  onClose: () => void;
  onDone: () => void;
}

const wantedOf = (ids: readonly string[]) =>
  ({ member_ids: ids, waiting: "issued", department_id: null, per_page: 2, replace: false }) as const;

/** Sign-in sheets for those chosen; who has a password of their own is left out. */
export function SheetsDialog({ ids, onClose, onDone }: SheetsDialogProps) {
  const w = useBilingual(words);
  const work = useWork();
  const { value } = useAnswer(
    useCallback((signal: AbortSignal) => roster.sheetsPlan(wantedOf(ids), signal), [ids]),
  );
  const [confirmed, setConfirmed] = useState<string | null>(null);
  const people = value !== null && isAddressGood(value, confirmed) ? value.people : 0;
  const print = () =>
    work.run(async () => {
      await saveSheets({ ...wantedOf(ids), address: confirmed });
      toast.done(w.printed);
      onDone();
    });
  return (
    <FormDialog
      busy={work.busy}
      isDisabled={people === 0}
      onClose={onClose}
      onSubmit={print}
      title={w.sheets}
      verb={people === 0 ? w.sheets : w.print(people)}
    >
      <p>{w.sheetsText}</p>
      {value === null ? (
        <p className={styles.told} role="status">
          {w.asking}
        </p>
      ) : (
        <>
          <SheetsTold plan={value} />
          <SheetsAddress confirmed={confirmed} onConfirm={setConfirmed} plan={value} />
        </>
      )}
    </FormDialog>
  );
}
