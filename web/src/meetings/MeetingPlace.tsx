import { useCallback, useState } from "react";
import type { MeetingView } from "../api/generated";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { Tag } from "../parts/Badge";
import { Failed } from "../parts/Failed";
import { FormDialog } from "../parts/FormDialog";
import { MenuButton } from "../parts/Menu";
import { SkeletonRows } from "../parts/Skeleton";
import { toast } from "../parts/toasts";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate, roomMeetingsPath } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { meetings } from "./api";
import { ChangeMeeting } from "./MeetingForm";
import styles from "./Meetings.module.css";
import { Minutes } from "./Minutes";
import { Papers } from "./Papers";
import { type Meeting, useMeeting } from "./useMeeting";
import { usePlace } from "./usePlace";
import { Viewer } from "./Viewer";
import { type MeetingWords, useWords } from "./words";

/** One meeting: what it is about, its papers, and the page that is gone through together. */
export function MeetingPlace({ meetingId }: { meetingId: string }) {
  const w = useWords();
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => meetings.one(meetingId, signal), [meetingId]),
  );
  if (answer.value !== null) return <OneMeeting first={answer.value} />;
  return (
    <div className={styles.page}>
      <PageHead onBack={() => goBack("/")} title={w.title} />
      {answer.phase === "failed" ? <Failed onAgain={answer.again} title={w.notShown} /> : <SkeletonRows />}
    </div>
  );
}

type Open = "change" | "end" | "drop" | null;

function OneMeeting({ first }: { first: MeetingView }) {
  const w = useWords();
  const meeting = useMeeting(first);
  const place = usePlace(meeting);
  const [open, setOpen] = useState<Open>(null);
  const { view, setView } = meeting;
  const { room_id, title, is_over } = view.meeting;
  return (
    <div className={styles.page}>
      <PageHead onBack={() => goBack(roomMeetingsPath(room_id))} title={title}>
        {is_over && <Tag>{w.over}</Tag>}
        {view.may_lead && view.may_write && <MenuButton actions={actsOf(view, w, setOpen)} />}
      </PageHead>
      <PageBody>
        <div className={styles.meeting}>
          <div className={styles.side}>
            <About view={view} w={w} />
            <Minutes onView={setView} view={view} />
            <Papers meeting={meeting} place={place} />
          </div>
          <Viewer meeting={meeting} place={place} />
        </div>
      </PageBody>
      {open === "change" && <ChangeMeeting onClose={() => setOpen(null)} onView={setView} view={view} />}
      {open === "end" && <Ending meeting={meeting} onClose={() => setOpen(null)} />}
      {open === "drop" && <Dropping onClose={() => setOpen(null)} view={view} />}
    </div>
  );
}

function actsOf({ meeting }: MeetingView, w: MeetingWords, open: (what: Open) => void) {
  const change = { id: "change", label: w.change, onAction: () => open("change") };
  const end = { id: "end", label: w.end, onAction: () => open("end") };
  const drop = { id: "drop", label: w.drop, danger: true, apart: true, onAction: () => open("drop") };
  return meeting.is_over ? [drop] : [change, end, drop];
}

function About({ view, w }: { view: MeetingView; w: MeetingWords }) {
  const t = useText();
  const { begins_at, place, is_over } = view.meeting;
  return (
    <section aria-label={w.agenda}>
      <p>
        {fullWhenOf(begins_at, t, false)}
        {place && `　${place}`}
      </p>
      <p className={styles.line}>{w.chair(view.chair)}</p>
      {is_over && <p className={styles.line}>{w.isOver}</p>}
      {!view.may_write && !is_over && <p className={styles.line}>{w.archived}</p>}
      <h2 className={styles.heading}>{w.agenda}</h2>
      {view.agenda.length === 0 && <p className={styles.line}>{w.noAgenda}</p>}
      <ol className={styles.agenda}>
        {view.agenda.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two items may say the same.
          <li key={at}>{item}</li>
        ))}
      </ol>
    </section>
  );
}

function Ending({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const w = useWords();
  const { busy, problem, run } = useWork({ inline: true });
  const end = () =>
    run(async () => {
      meeting.setView(await meetings.end(meeting.view.meeting.id));
      toast.done(w.ended);
      onClose();
    });
  return (
    <FormDialog
      busy={busy}
      lead={w.endLead}
      onClose={onClose}
      onSubmit={end}
      problem={problem}
      size="narrow"
      title={w.end}
      verb={w.end}
    />
  );
}

function Dropping({ view, onClose }: { view: MeetingView; onClose: () => void }) {
  const w = useWords();
  const { busy, problem, run } = useWork({ inline: true });
  const { id, room_id } = view.meeting;
  const drop = () =>
    run(async () => {
      await meetings.drop(id);
      toast.done(w.dropped);
      onClose();
      navigate(roomMeetingsPath(room_id), { replace: true });
    });
  return (
    <FormDialog
      busy={busy}
      danger
      lead={w.dropLead}
      onClose={onClose}
      onSubmit={drop}
      problem={problem}
      size="narrow"
      title={w.drop}
      verb={w.drop}
    />
  );
}
