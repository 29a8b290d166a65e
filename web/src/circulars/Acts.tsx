import { useState } from "react";
import type { CircularView } from "../api/generated";
import { DownloadIcon } from "../design/icons";
import { Button } from "../parts/Button";
import { DayField } from "../parts/DayField";
import { FormDialog } from "../parts/FormDialog";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useMay } from "../shell/useMay";
import { useWork } from "../shell/useWork";
import { circulars } from "./api";
import styles from "./Circulars.module.css";
import type { OfCircular } from "./ofCircular";
import { Reword } from "./Reword";
import { Stops } from "./Stops";
import { type StopWanted, wantedOf } from "./stops";
import { useWords } from "./words";

type Open = "widen" | "reword" | "extend" | "withdraw" | null;

/** What whoever leads it may do: remind everybody who is missing with one touch, and the rest. */
export function Acts({ view, onView }: OfCircular) {
  const w = useWords();
  const may = useMay();
  const work = useWork({ inline: true });
  const [open, setOpen] = useState<Open>(null);
  const { id, waiting, status, is_led } = view.circular;
  const can = (act: CircularView["may"][number]) => view.may.includes(act);
  const remind = () =>
    work.run(async () => {
      const { people } = await circulars.remind(id);
      toast.done(w.reminded(people));
    });
  const close = () => setOpen(null);
  const hasRecord = may("download", view.circular) && (status !== "withdrawn" || is_led);
  return (
    <section aria-label={w.leading} className={styles.part}>
      {can("remind") && waiting > 0 && (
        <>
          <p className={styles.numbers}>{w.waitingFor(waiting)}</p>
          <div className={styles.acts}>
            <Button busy={work.busy} onPress={remind}>
              {w.remind(waiting)}
            </Button>
          </div>
        </>
      )}
      <FormProblem text={work.problem} />
      <div className={styles.acts}>
        {can("extend") && (
          <Button onPress={() => setOpen("extend")} small>
            {w.extend}
          </Button>
        )}
        {can("widen") && (
          <Button onPress={() => setOpen("widen")} small>
            {w.widen}
          </Button>
        )}
        {can("reword") && (
          <Button onPress={() => setOpen("reword")} small>
            {w.reword}
          </Button>
        )}
        {can("withdraw") && (
          <Button look="quiet" onPress={() => setOpen("withdraw")} small>
            {w.withdraw}
          </Button>
        )}
        {hasRecord && (
          <Button
            busy={work.busy}
            icon={<DownloadIcon size={18} />}
            look="quiet"
            onPress={() => work.run(() => circulars.record(id))}
            small
          >
            {w.record}
          </Button>
        )}
      </div>
      {open === "widen" && <Widen onClose={close} onView={onView} view={view} />}
      {open === "reword" && <Reword onClose={close} onView={onView} view={view} />}
      {open === "extend" && <Extend onClose={close} onView={onView} view={view} />}
      {open === "withdraw" && <Withdraw onClose={close} onView={onView} view={view} />}
    </section>
  );
}

function Widen({ view, onView, onClose }: OfCircular & { onClose: () => void }) {
  const w = useWords();
  const [stops, setStops] = useState<readonly StopWanted[]>([]);
  const { busy, problem, run } = useWork({ inline: true });
  const widen = async () => {
    const work = async () => onView(await circulars.widen(view.circular.id, wantedOf(stops)));
    if (!(await run(work))) return;
    toast.done(w.saved);
    onClose();
  };
  const isInOrder = view.circular.manner === "in_order";
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={stops.length === 0}
      lead={isInOrder ? w.widenLead.in_order : w.widenLead.at_once}
      onClose={onClose}
      onSubmit={widen}
      problem={problem}
      size="wide"
      title={w.widen}
      verb={w.add}
    >
      <Stops isInOrder={isInOrder} onChange={setStops} stops={stops} />
    </FormDialog>
  );
}

function Extend({ view, onView, onClose }: OfCircular & { onClose: () => void }) {
  const w = useWords();
  const [day, setDay] = useState(view.circular.due_on ?? "");
  const { busy, problem, run } = useWork({ inline: true });
  const extend = async () => {
    const due = day === "" ? null : day;
    if (!(await run(async () => onView(await circulars.extend(view.circular.id, due))))) return;
    toast.done(w.saved);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      lead={view.circular.status === "ended" ? w.extendLead : undefined}
      onClose={onClose}
      onSubmit={extend}
      problem={problem}
      size="narrow"
      title={w.extend}
    >
      <DayField hint={w.dueHint} label={w.due} onChange={setDay} value={day} />
    </FormDialog>
  );
}

function Withdraw({ view, onView, onClose }: OfCircular & { onClose: () => void }) {
  const w = useWords();
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const withdraw = async () => {
    if (!(await run(async () => onView(await circulars.withdraw(view.circular.id, reason))))) return;
    toast.done(w.saved);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      danger
      lead={w.withdrawLead}
      onClose={onClose}
      onSubmit={withdraw}
      problem={problem}
      size="narrow"
      title={w.withdrawTitle}
      verb={w.withdraw}
    >
      <TextField label={w.reasonTold} markOptional maxLength={300} onChange={setReason} value={reason} />
    </FormDialog>
  );
}
