import { useState } from "react";
import type { PollView } from "../api/generated";
import { CalendarIcon, DownloadIcon } from "../design/icons";
import { useText } from "../i18n";
import { download } from "../list/download";
import { Button } from "../parts/Button";
import { FormDialog } from "../parts/FormDialog";
import { Select } from "../parts/Select";
import { toast } from "../parts/toasts";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { polls } from "./api";
import { optionText } from "./options";
import styles from "./Polls.module.css";
import { useWords } from "./words";

interface ClosingProps {
  poll: PollView;
  onClosed: (poll: PollView) => void;
}

/** What whoever asked does at the end; and what everybody takes along. */
export function Closing({ poll, onClosed }: ClosingProps) {
  const w = useWords();
  const [isOpen, setOpen] = useState(false);
  const isDates = poll.kind === "dates";
  const mayClose = poll.may_close && (!poll.is_closed || (isDates && poll.chosen === null));
  const isKept = poll.options.some(({ count }) => count === null);
  return (
    <div className={styles.acts}>
      {mayClose && (
        <Button look={poll.is_closed ? "primary" : "plain"} onPress={() => setOpen(true)}>
          {isDates ? w.fix : w.close}
        </Button>
      )}
      {poll.chosen !== null && (
        <Button icon={<CalendarIcon size={18} />} onPress={() => download(polls.calendarUrl(poll.id))}>
          {w.toCalendar}
        </Button>
      )}
      {!isKept && poll.answered > 0 && (
        <Button
          icon={<DownloadIcon size={18} />}
          look="quiet"
          onPress={() => download(polls.csvUrl(poll.id))}
        >
          {w.csv}
        </Button>
      )}
      {isOpen && (
        <CloseDialog
          onClose={() => setOpen(false)}
          onClosed={(next) => {
            setOpen(false);
            onClosed(next);
          }}
          poll={poll}
        />
      )}
    </div>
  );
}

const NONE = "none";

function CloseDialog({ poll, onClosed, onClose }: ClosingProps & { onClose: () => void }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const isDates = poll.kind === "dates";
  const best = poll.options.find(({ is_best }) => is_best);
  const [chosen, setChosen] = useState(isDates && best ? String(best.position) : NONE);
  const { busy, problem, run } = useWork({ inline: true });
  const close = () =>
    run(async () => {
      onClosed(await polls.close(poll.id, { chosen: chosen === NONE ? null : Number(chosen) }));
      toast.done(w.isClosedNow);
    });
  const dates = poll.options.map((one) => ({
    id: String(one.position),
    label: optionText(poll, one, now, t, w),
    ...(one.count === null ? {} : { note: w.suitsMany(one.count, one.maybe ?? 0) }),
  }));
  return (
    <FormDialog
      busy={busy}
      isDisabled={poll.is_closed && chosen === NONE}
      lead={w.closeLead}
      onClose={onClose}
      onSubmit={close}
      problem={problem}
      title={isDates ? w.fix : w.close}
      verb={isDates ? w.fix : w.close}
    >
      {isDates && (
        <Select
          choices={poll.is_closed ? dates : [...dates, { id: NONE, label: w.noDate }]}
          label={w.whichDate}
          onChange={setChosen}
          value={chosen}
        />
      )}
    </FormDialog>
  );
}
