/** Guests and invitations in a list: who, from where, for whom somebody answers, until when. */
import type { Guest, Invitation } from "../api/generated";
import { CheckIcon, CloseIcon, RefreshIcon, TrashIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { CardRow, facts, RowWords } from "../list/Row";
import { Avatar } from "../parts/Avatar";
import { GuestTag, Tag } from "../parts/Badge";
import { cx } from "../parts/cx";
import { type MenuAction, MenuButton } from "../parts/Menu";
import { useMe } from "../state";
import styles from "./Guests.module.css";
import { useWords, type Words } from "./words";

export const SOON_DAYS = 14;

const faceOf = (name: string, organization: string) => ({
  name,
  kind: "guest" as const,
  department: null,
  department_id: null,
  organization_id: organization,
});

const roomsOf = ({ rooms, more_rooms }: Guest | Invitation, w: Words) =>
  rooms.length + more_rooms === 0 ? w.noRooms : w.rooms(rooms.map(({ name }) => name).join("、"), more_rooms);

export function GuestRow({ guest, onOpen }: { guest: Guest; onOpen: (guest: Guest) => void }) {
  const w = useWords();
  const me = useMe();
  return (
    <CardRow columns={styles.card} onPress={() => onOpen(guest)}>
      <Avatar person={faceOf(guest.name, me.organization.id)} />
      <RowWords
        beside={
          <>
            <GuestTag />
            {guest.state !== "active" && <Tag>{w.states[guest.state] ?? guest.state}</Tag>}
            {guest.state === "active" && guest.sponsor_state !== "present" && (
              <Tag>{guest.sponsor_state === "gone" ? w.sponsorGone : w.sponsorMoved}</Tag>
            )}
          </>
        }
        name={guest.name}
        second={guest.body}
      />
      <span className={styles.rooms}>{roomsOf(guest, w)}</span>
      <span className={styles.sponsor}>{guest.sponsor.name}</span>
      <Until guest={guest} />
    </CardRow>
  );
}

function Until({ guest }: { guest: Guest }) {
  const w = useWords();
  if (guest.state === "ended") {
    return <span className={styles.until}>{guest.ended_why ? w.why[guest.ended_why] : w.states.ended}</span>;
  }
  const isSoon = guest.days_left <= SOON_DAYS || guest.closes_on !== null;
  return (
    <span className={cx(styles.until, isSoon && styles.soon)}>
      <span>
        {guest.closes_on === null ? w.until(w.day(guest.ends_on)) : w.closes(w.day(guest.closes_on))}
      </span>
      {guest.closes_on === null && <span className={styles.left}>{w.daysLeft(guest.days_left)}</span>}
    </span>
  );
}

export type InvitationDeed = "again" | "withdraw" | "consent" | "decline";

interface InvitationRowProps {
  invitation: Invitation;
  /** Whether the viewer is the one whose consent it waits for. */
  mayConsent: boolean;
  onDeed: (invitation: Invitation, deed: InvitationDeed) => void;
}

export function InvitationRow({ invitation, mayConsent, onDeed }: InvitationRowProps) {
  const t = useText();
  const w = useWords();
  const me = useMe();
  const { name, status, awaits, letter, link_expires_at } = invitation;
  const isBad = letter?.status === "refused" || letter?.status === "failed";
  const state = awaits ? w.awaits[awaits] : w.statuses[status];
  return (
    <CardRow columns={styles.card}>
      <Avatar person={faceOf(name, me.organization.id)} />
      <RowWords
        beside={
          <>
            <GuestTag />
            <Tag tone={awaits ? "accent" : "plain"}>{state ?? status}</Tag>
            {invitation.is_former && <Tag>{w.former}</Tag>}
          </>
        }
        name={name}
        second={facts(invitation.body, invitation.mail)}
      />
      <span className={styles.rooms}>{roomsOf(invitation, w)}</span>
      <span className={styles.sponsor}>{w.invitedBy(invitation.invited_by.name)}</span>
      <span className={cx(styles.until, isBad && styles.bad)}>
        {letter && <span>{w.letters[letter.status]}</span>}
        {isBad && letter?.error && <span className={styles.left}>{letter.error}</span>}
        {!isBad && link_expires_at !== null && status === "sent" && (
          <span className={styles.left}>{w.linkUntil(whenOf(link_expires_at, Date.now(), t))}</span>
        )}
      </span>
      <span className={styles.menu}>
        <MenuButton
          actions={actionsOf(invitation, mayConsent, w, (deed) => onDeed(invitation, deed))}
          label={w.more(name)}
          small
        />
      </span>
    </CardRow>
  );
}

function actionsOf(
  { awaits }: Invitation,
  mayConsent: boolean,
  w: Words,
  on: (deed: InvitationDeed) => void,
): MenuAction[] {
  const consent: MenuAction[] = [
    { id: "consent", label: w.consent, icon: <CheckIcon size={18} />, onAction: () => on("consent") },
    { id: "decline", label: w.decline, icon: <CloseIcon size={18} />, onAction: () => on("decline") },
  ];
  const again: MenuAction = {
    id: "again",
    label: w.sendAgain,
    icon: <RefreshIcon size={18} />,
    onAction: () => on("again"),
  };
  const withdraw: MenuAction = {
    id: "withdraw",
    label: w.withdraw,
    icon: <TrashIcon size={18} />,
    danger: true,
    apart: true,
    onAction: () => on("withdraw"),
  };
  return [...(awaits && mayConsent ? consent : []), ...(awaits ? [] : [again]), withdraw];
}
