import { useCallback } from "react";
import type { OwnGuests } from "../api/generated";
import { cx } from "../parts/cx";
import { Link } from "../shell/Link";
import { useAnswer } from "../shell/useAnswer";
import { useMe, useOwnPosition } from "../state";
import { guests } from "./api";
import styles from "./Guests.module.css";
import { SOON_DAYS } from "./Rows";
import { useWords, type Words } from "./words";

/** Above the rooms: what whoever answers for guests should decide now. Asked anew when something happened to them. */
export default function GuestNotices() {
  const w = useWords();
  const me = useMe().person.id;
  const position = useOwnPosition();
  const own = useAnswer(
    useCallback(
      (signal: AbortSignal) => {
        void position;
        return guests.own(signal);
      },
      [position],
    ),
  ).value;
  const told = own === null ? [] : noticesOf(own, me, w);
  const first = told[0];
  if (first === undefined) return null;
  return (
    <div className={cx(styles.notice, styles.inList)} role="status">
      <span>
        {first}
        {told.length > 1 && `（${w.noticeMore(told.length - 1)}）`}
      </span>
      <Link to="/guests">{w.look}</Link>
    </div>
  );
}

function noticesOf(own: OwnGuests, me: string, w: Words): string[] {
  return [
    ...own.invitations
      .filter(({ awaits, sponsor }) => awaits === "sponsor" && sponsor.id === me)
      .map(({ name }) => w.noticeConsent(name)),
    ...own.guests.filter(({ closes_on }) => closes_on !== null).map(({ name }) => w.noticeRoomless(name)),
    ...own.guests
      .filter(({ days_left, closes_on }) => closes_on === null && days_left <= SOON_DAYS)
      .map(({ name, days_left }) => w.noticeEnding(name, w.daysLeft(days_left))),
  ];
}
