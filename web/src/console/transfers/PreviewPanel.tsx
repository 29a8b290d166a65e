import { useCallback } from "react";
import type { Preview, RoomTold, StepTold } from "../../api/generated";
import { DoneIcon, WarningIcon } from "../../design/icons";
import { Tag } from "../../parts/Badge";
import { cx } from "../../parts/cx";
import { Failed } from "../../parts/Failed";
import { SkeletonRows } from "../../parts/Skeleton";
import { toldWords } from "../../people/labels";
import { useIsPhone } from "../../shell/media";
import { useAnswer } from "../../shell/useAnswer";
import { transfers } from "./api";
import { Faults } from "./Faults";
import styles from "./Transfers.module.css";
import { useTransferWords } from "./words";

/** What the list would do if its hour were now. */
export function PreviewPanel({ id }: { id: string }) {
  const w = useTransferWords();
  const { value, phase, again } = useAnswer(
    useCallback((signal: AbortSignal) => transfers.preview(id, signal), [id]),
  );
  if (value === null && phase === "asking") return <SkeletonRows rows={5} />;
  if (value === null) return <Failed onAgain={again} title={w.previewFailed} />;
  return (
    <div className={styles.preview}>
      <ToCorrect preview={value} />
      <section>
        <h2 className={styles.heading}>{w.rooms}</h2>
        {value.rooms.length === 0 && (
          <p className={styles.hint}>
            {w.noRooms} {w.noRoomsHint}
          </p>
        )}
        <ul>
          {value.rooms.map((room) => (
            <Room key={room.id} room={room} />
          ))}
        </ul>
      </section>
      <section>
        <h2 className={styles.heading}>{w.steps}</h2>
        <ul>
          {value.steps.map((step) => (
            <Step key={step.member_id} step={step} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function ToCorrect({ preview: { faults } }: { preview: Preview }) {
  const w = useTransferWords();
  const stops = faults.filter((fault) => fault.stops);
  const notes = faults.filter((fault) => !fault.stops);
  return (
    <>
      {stops.length > 0 ? (
        <section className={cx(styles.notice, styles.trouble)}>
          <h2 className={styles.heading}>
            <WarningIcon size={18} /> {w.faults} {stops.length}
          </h2>
          <Faults faults={stops} />
        </section>
      ) : (
        <p className={styles.good}>
          <DoneIcon size={18} /> {w.noFaults}
        </p>
      )}
      {notes.length > 0 && (
        <section className={styles.notice}>
          <h2 className={styles.heading}>
            {w.notes} {notes.length}
          </h2>
          <Faults faults={notes} />
        </section>
      )}
    </>
  );
}

function Room({ room }: { room: RoomTold }) {
  const w = useTransferWords();
  const names = (list: readonly string[], count: number) =>
    list.join("、") + (count > list.length ? ` ${w.andMore}` : "");
  return (
    <li className={styles.affected}>
      <span className={styles.first}>
        <span className={styles.name}>{room.name}</span>
        {room.follows_post && <Tag>{w.follows}</Tag>}
      </span>
      {room.enter_count > 0 && (
        <span className={styles.change}>
          <span className={styles.about}>{w.enters(room.enter_count)}</span>
          {names(room.enter, room.enter_count)}
        </span>
      )}
      {room.exit_count > 0 && (
        <span className={styles.change}>
          <span className={styles.about}>{w.exits(room.exit_count)}</span>
          {names(room.exit, room.exit_count)}
        </span>
      )}
      {room.masters.length > 0 && (
        <span className={styles.change}>{w.newMaster(room.masters.join("、"))}</span>
      )}
      {room.without_master && (
        <span className={styles.warn}>
          <WarningIcon size={16} /> {w.withoutMaster}。{w.withoutMasterText}
        </span>
      )}
    </li>
  );
}

function Step({ step }: { step: StepTold }) {
  const isPhone = useIsPhone();
  const w = useTransferWords();
  return (
    <li className={styles.affected}>
      <span className={styles.first}>
        <span className={styles.name}>{step.name}</span>
        <span className={styles.about}>{step.key}</span>
        {step.kind !== "move" && <Tag>{w.kinds[step.kind]}</Tag>}
      </span>
      <span className={styles.change}>
        <span className={styles.about}>{toldWords(step.before, isPhone) || w.noPost}</span>
        <span aria-hidden="true">→</span>
        <span>{toldWords(step.after, isPhone) || w.noPost}</span>
      </span>
      {step.extension_after !== step.extension_before && step.extension_after && (
        <span className={styles.about}>{w.extensionTo(step.extension_after)}</span>
      )}
      {step.enters.length > 0 && (
        <span className={styles.about}>{w.entersRooms(step.enters.join("、"))}</span>
      )}
      {step.exits.length > 0 && <span className={styles.about}>{w.exitsRooms(step.exits.join("、"))}</span>}
    </li>
  );
}
