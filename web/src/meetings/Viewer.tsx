import { useState } from "react";
import type { MeetingPaper, PaperPage } from "../api/generated";
import { BackIcon, ForwardIcon } from "../design/icons";
import { Button } from "../parts/Button";
import { Switch } from "../parts/Choices";
import { IconButton } from "../parts/IconButton";
import { useIsPhone } from "../shell/media";
import { useMay } from "../shell/useMay";
import { useRoom } from "../state";
import styles from "./Meetings.module.css";
import type { Meeting } from "./useMeeting";
import { usePageKeys } from "./usePageKeys";
import type { Turning } from "./usePlace";
import { useWords } from "./words";

interface ViewerProps {
  meeting: Meeting;
  place: Turning;
}

const contentOf = (fileId: string) => `/api/files/${encodeURIComponent(fileId)}/content`;

/** The page one looks at: the chair's, or one's own. Arrow keys turn pages. */
export function Viewer({ meeting, place }: ViewerProps) {
  const w = useWords();
  const { view, shown } = meeting;
  const { paper, page, turn } = place;
  usePageKeys(place);
  return (
    <section aria-label={w.view} className={styles.viewer}>
      <div className={styles.bar}>
        {view.may_lead && view.may_write && !shown.is_over && (
          <Switch label={w.present} note={w.presentNote} on={place.isPresenting} onChange={place.present} />
        )}
        {!shown.is_over && !place.isPresenting && (
          <Switch label={w.follow} note={w.followNote} on={place.place.follows} onChange={place.follow} />
        )}
        <Where meeting={meeting} place={place} />
      </div>
      {paper === null ? (
        <Nothing />
      ) : (
        <div className={styles.sheet}>
          <Turner page={page} paper={paper} turn={turn} />
          <Sheet members={view.papers} page={page} paper={paper} roomId={view.meeting.room_id} />
        </div>
      )}
    </section>
  );
}

function Nothing() {
  const w = useWords();
  const isPhone = useIsPhone();
  return <p className={styles.nothing}>{isPhone ? w.choosePhone : w.choose}</p>;
}

/** Where the chair is, when one is elsewhere. */
function Where({ meeting, place }: ViewerProps) {
  const w = useWords();
  const { view, shown, isCut } = meeting;
  const at = view.papers.findIndex((one) => one.id === shown.paper_id);
  const isElsewhere = place.paper?.id !== shown.paper_id || place.page !== shown.page;
  const says = isCut ? w.cut : at < 0 ? (place.place.follows ? w.nothingShown : "") : "";
  return (
    <div aria-live="polite" className={styles.where}>
      {says && !shown.is_over && <span className={styles.line}>{says}</span>}
      {!isCut && at >= 0 && isElsewhere && !place.isPresenting && (
        <>
          <span>{w.shownNow(w.paper(at + 1), shown.page)}</span>
          <Button onPress={() => place.follow(true)} small>
            {w.backToShown}
          </Button>
        </>
      )}
    </div>
  );
}

interface TurnerProps {
  paper: MeetingPaper;
  page: number;
  turn: Turning["turn"];
}

function Turner({ paper, page, turn }: TurnerProps) {
  const w = useWords();
  const pages = paper.pages.length;
  if (pages < 2) return null;
  return (
    <div className={styles.turner}>
      <IconButton isDisabled={page <= 1} label={w.previous} onPress={() => turn(paper.id, page - 1)}>
        <BackIcon />
      </IconButton>
      <span aria-live="polite" className={styles.pageNumber}>
        {w.pageOf(page, pages)}
      </span>
      <IconButton isDisabled={page >= pages} label={w.next} onPress={() => turn(paper.id, page + 1)}>
        <ForwardIcon />
      </IconButton>
    </div>
  );
}

interface SheetProps {
  paper: MeetingPaper;
  page: number;
  members: readonly MeetingPaper[];
  roomId: string;
}

function Sheet({ paper, page, members, roomId }: SheetProps) {
  const w = useWords();
  const may = useMay();
  const room = useRoom(roomId);
  const number = members.indexOf(paper) + 1;
  const here = paper.pages[page - 1];
  const after = paper.pages[page];
  return (
    <>
      {paper.state === "preparing" && <p className={styles.nothing}>{w.preparing}</p>}
      {paper.state === "file" && <p className={styles.nothing}>{w.asFile}</p>}
      {here && <Picture alt={w.pageAlt(w.paper(number), paper.name, page)} key={here.file_id} page={here} />}
      {after && <link as="image" href={contentOf(after.file_id)} rel="preload" />}
      <p className={styles.under}>
        <span>{paper.name}</span>
        <span>{w.by(paper.by)}</span>
        {room !== null && may("download", room) && (
          <a href={`${contentOf(paper.file_id)}?download=1`}>{w.openFile}</a>
        )}
      </p>
    </>
  );
}

/** A page keeps its place while it loads. */
function Picture({ page, alt }: { page: PaperPage; alt: string }) {
  const w = useWords();
  const [tries, setTries] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  if (hasFailed) {
    return (
      <div className={styles.nothing}>
        <p>{w.pageFailed}</p>
        <Button
          onPress={() => {
            setFailed(false);
            setTries(tries + 1);
          }}
        >
          {w.again}
        </Button>
      </div>
    );
  }
  return (
    <img
      alt={alt}
      className={styles.picture}
      height={page.height}
      key={tries}
      onError={() => setFailed(true)}
      src={contentOf(page.file_id)}
      width={page.width}
    />
  );
}
