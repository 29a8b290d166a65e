import { useRef, useState } from "react";
import type { MeetingPaper } from "../api/generated";
import { AttachIcon, CloseIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { Dialog } from "../parts/Dialog";
import { FormDialog } from "../parts/FormDialog";
import { IconButton } from "../parts/IconButton";
import { FormProblem } from "../parts/Problem";
import { sentenceOf, toast } from "../parts/toasts";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { api } from "../state";
import { meetings } from "./api";
import styles from "./Meetings.module.css";
import type { Meeting } from "./useMeeting";
import type { Turning } from "./usePlace";
import { useWords } from "./words";

interface PapersProps {
  meeting: Meeting;
  place: Turning;
}

/** The papers, 資料1, 資料2 ..., with how many have opened each. */
export function Papers({ meeting, place }: PapersProps) {
  const w = useWords();
  const { view } = meeting;
  const [asked, setAsked] = useState<{ of: MeetingPaper; number: number } | null>(null);
  const [away, setAway] = useState<MeetingPaper | null>(null);
  return (
    <section aria-label={w.papers}>
      <h2 className={styles.heading}>{w.papers}</h2>
      {view.papers.length === 0 && <p className={styles.line}>{w.noPapers}</p>}
      <ul>
        {view.papers.map((paper, at) => (
          <Paper
            isHere={place.paper?.id === paper.id}
            key={paper.id}
            members={view.members}
            number={at + 1}
            onAsk={() => setAsked({ of: paper, number: at + 1 })}
            onAway={view.may_write && paper.may_drop ? () => setAway(paper) : null}
            onOpen={() => place.turn(paper.id, 1)}
            paper={paper}
          />
        ))}
      </ul>
      {view.may_write && !view.meeting.is_over && <Adding meeting={meeting} />}
      {asked !== null && <Opened {...asked} onClose={() => setAsked(null)} />}
      {away !== null && <TakingAway meeting={meeting} onClose={() => setAway(null)} paper={away} />}
    </section>
  );
}

interface PaperProps {
  paper: MeetingPaper;
  number: number;
  members: number;
  isHere: boolean;
  onOpen: () => void;
  onAsk: () => void;
  onAway: (() => void) | null;
}

function Paper({ paper, number, members, isHere, onOpen, onAsk, onAway }: PaperProps) {
  const w = useWords();
  const about =
    paper.state === "ready" ? w.pages(paper.pages.length) : paper.state === "preparing" ? w.preparing : "";
  return (
    <li className={styles.paper}>
      <button
        aria-current={isHere ? "true" : undefined}
        className={cx(styles.paperName, isHere && styles.here)}
        onClick={onOpen}
        type="button"
      >
        <span className={styles.number}>{w.paper(number)}</span>
        <span className={styles.name}>{paper.name}</span>
        {about && <span className={styles.line}>{about}</span>}
      </button>
      <span className={styles.paperActs}>
        <Button look="quiet" onPress={onAsk} small>
          {w.openedBy(paper.opened.length, members)}
        </Button>
        {onAway && (
          <IconButton label={`${w.takeAway}: ${paper.name}`} onPress={onAway} small>
            <CloseIcon size={16} />
          </IconButton>
        )}
      </span>
    </li>
  );
}

function Opened({ of, number, onClose }: { of: MeetingPaper; number: number; onClose: () => void }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return (
    <Dialog lead={of.name} onClose={onClose} title={w.whoOpened(w.paper(number))}>
      {of.opened.length === 0 && <p>{w.nobodyOpened}</p>}
      <ul>
        {of.opened.map((one) => (
          <li className={styles.opened} key={`${one.name} ${one.at}`}>
            <span>{one.name}</span>
            <span className={styles.line}>{whenOf(one.at, now, t)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** Files are sent one after the other, so that they are numbered in the order they were chosen. */
function Adding({ meeting }: { meeting: Meeting }) {
  const w = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const add = async (chosen: readonly File[]) => {
    setProblem(null);
    for (const file of chosen) {
      setSending(file.name);
      try {
        const { id } = await api.upload(file, file.name, () => undefined).done;
        meeting.setView(await meetings.add(meeting.view.meeting.id, id));
      } catch (error) {
        setProblem(`${file.name}: ${sentenceOf(error, w.failed)}`);
      }
    }
    setSending(null);
  };
  return (
    <div className={styles.adding}>
      <FormProblem text={problem} />
      <Button
        busy={sending !== null}
        icon={<AttachIcon size={18} />}
        onPress={() => input.current?.click()}
        small
      >
        {w.add}
      </Button>
      <p aria-live="polite" className={styles.line}>
        {sending === null ? w.addHint : w.sending(sending)}
      </p>
      <input
        hidden
        multiple
        onChange={({ target }) => {
          void add([...(target.files ?? [])]);
          target.value = "";
        }}
        ref={input}
        type="file"
      />
    </div>
  );
}

interface TakingAwayProps {
  meeting: Meeting;
  paper: MeetingPaper;
  onClose: () => void;
}

function TakingAway({ meeting, paper, onClose }: TakingAwayProps) {
  const w = useWords();
  const { busy, problem, run } = useWork({ inline: true });
  const take = () =>
    run(async () => {
      meeting.setView(await meetings.takeAway(meeting.view.meeting.id, paper.id));
      toast.done(w.takeAway);
      onClose();
    });
  return (
    <FormDialog
      busy={busy}
      danger
      lead={w.takeAwayLead(paper.name)}
      onClose={onClose}
      onSubmit={take}
      problem={problem}
      size="narrow"
      title={w.takeAway}
      verb={w.takeAway}
    />
  );
}
