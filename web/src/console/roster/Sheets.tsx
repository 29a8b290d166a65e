import { useCallback, useState } from "react";
import type { SheetsPlan, SheetsWanted } from "../../api/generated";
import { DownloadIcon } from "../../design/icons";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { Rounds, Switch } from "../../parts/Choices";
import { FormProblem } from "../../parts/Problem";
import { Select } from "../../parts/Select";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { faceName, usePolicyWords } from "../policy/words";
import { choicesOf, useTree } from "../useTree";
import { roster, saveSheets } from "./api";
import styles from "./Roster.module.css";
import { words } from "./words";

const ALL = "all";
type PerPage = "1" | "2" | "4";

/** First passwords on paper, for everybody who waits for one. */
export function Sheets() {
  const r = useBilingual(words);
  const { lines } = useTree();
  const [waiting, setWaiting] = useState<"none" | "issued">("none");
  const [department, setDepartment] = useState<string>(ALL);
  const [perPage, setPerPage] = useState<PerPage>("2");
  const work = useWork({ inline: true });
  const wanted = useCallback(
    (): SheetsWanted => ({
      waiting,
      department_id: department === ALL ? null : department,
      per_page: perPageOf(perPage),
    }),
    [waiting, department, perPage],
  );
  const plan = useAnswer(useCallback((signal: AbortSignal) => roster.sheetsPlan(wanted(), signal), [wanted]));

  const [confirmed, setConfirmed] = useState<string | null>(null);
  const print = () =>
    work.run(async () => {
      await saveSheets({ ...wanted(), address: confirmed });
      toast.done(r.printed);
      plan.again();
    });

  return (
    <div className={styles.part}>
      <p className={styles.lead}>
        {r.sheetsLead}
        {r.sheetsNew}
      </p>
      <Rounds
        choices={[
          { id: "none", label: r.whoNone, note: r.whoNoneNote },
          { id: "issued", label: r.whoIssued, note: r.whoIssuedNote },
        ]}
        label={r.who}
        onChange={setWaiting}
        value={waiting}
      />
      <div className={styles.pair}>
        <Select
          choices={[{ id: ALL, label: r.everyDepartment }, ...choicesOf(lines)]}
          label={r.department}
          onChange={setDepartment}
          value={department}
        />
        <PerPageSelect onChange={setPerPage} value={perPage} />
      </div>
      {plan.value && <SheetsTold plan={plan.value} />}
      {plan.value && <SheetsAddress confirmed={confirmed} onConfirm={setConfirmed} plan={plan.value} />}
      <FormProblem text={work.problem} />
      <div className={styles.buttons}>
        <Button
          busy={work.busy}
          icon={<DownloadIcon size={18} />}
          isDisabled={!plan.value || plan.value.people === 0 || !isAddressGood(plan.value, confirmed)}
          look="primary"
          onPress={print}
        >
          {work.busy ? r.printing : r.print}
        </Button>
      </div>
      <section className={styles.block}>
        <h2 className={styles.heading}>{r.careTitle}</h2>
        <p className={styles.note}>{r.care}</p>
      </section>
    </div>
  );
}

export function perPageOf(value: PerPage): 1 | 2 | 4 {
  return value === "1" ? 1 : value === "2" ? 2 : 4;
}

export function PerPageSelect({ value, onChange }: { value: PerPage; onChange: (value: PerPage) => void }) {
  const r = useBilingual(words);
  const choices: { id: PerPage; label: string }[] = [
    { id: "1", label: r.perPageOf(1) },
    { id: "2", label: r.perPageOf(2) },
    { id: "4", label: r.perPageOf(4) },
  ];
  return <Select choices={choices} label={r.perPage} onChange={onChange} value={value} />;
}

/** Whether what will be printed is set, or was looked at and found right. */
export function isAddressGood(plan: SheetsPlan, confirmed: string | null): boolean {
  return (plan.is_address_set ?? true) || confirmed === plan.addresses?.[0]?.url;
}

interface SheetsAddressProps {
  plan: SheetsPlan;
  confirmed: string | null;
  onConfirm: (url: string | null) => void;
}

/** The addresses as they will be printed, before passwords are drawn; to be confirmed where no setting names one. */
export function SheetsAddress({ plan, confirmed, onConfirm }: SheetsAddressProps) {
  const r = useBilingual(words);
  const p = usePolicyWords();
  const addresses = plan.addresses ?? [];
  const [first] = addresses;
  if (first === undefined) return null;
  return (
    <section aria-label={r.addressPrinted} className={styles.told}>
      <p className={styles.heading}>{r.addressPrinted}</p>
      <ul className={styles.list}>
        {addresses.map(({ face, url }) => (
          <li key={url}>{face === "" ? url : `${faceName(face, p)}: ${url}`}</li>
        ))}
      </ul>
      {!(plan.is_address_set ?? true) && (
        <>
          <p className={styles.faulty}>{r.addressUnset}</p>
          <Switch
            label={r.addressConfirm(first.url)}
            on={confirmed === first.url}
            onChange={(on) => onConfirm(on ? first.url : null)}
          />
        </>
      )}
    </section>
  );
}

/** For how many, and what will not stand on paper as it should. */
export function SheetsTold({ plan }: { plan: SheetsPlan }) {
  const r = useBilingual(words);
  return (
    <div className={styles.told} role="status">
      <p className={styles.heading}>{plan.people === 0 ? r.sheetsNobody : r.sheetsCount(plan.people)}</p>
      {plan.later > 0 && <p>{r.sheetsLater(plan.later)}</p>}
      {plan.unprintable.length > 0 && (
        <>
          <p>{r.unprintable}</p>
          <ul className={styles.list}>
            {plan.unprintable.map((one) => (
              <li className={styles.fault} key={one.member_id}>
                <span className={styles.where}>{one.name}</span>
                <span className={styles.faulty}>{one.characters.join(" ")}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
