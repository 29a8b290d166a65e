import { useCallback, useState } from "react";
import { Checkbox } from "react-aria-components/Checkbox";
import type { Invitation, Invited, NewInvitation } from "../api/generated";
import type { Id, Person, RoomCard, RoomHistory } from "../model/types";
import { isProblem } from "../net/problem";
import { Button } from "../parts/Button";
import { TickBox } from "../parts/Choices";
import { cx } from "../parts/cx";
import { FormDialog } from "../parts/FormDialog";
import { Question } from "../parts/Question";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useMay } from "../shell/useMay";
import { useWork } from "../shell/useWork";
import { useMe, useRooms } from "../state";
import { guests } from "./api";
import { GuestHistoryChoice } from "./GuestHistoryChoice";
import styles from "./Guests.module.css";
import { ShownLink } from "./ShownLink";
import { StaffChoice } from "./StaffChoice";
import { useWords, type Words } from "./words";

const FIELDS = ["name", "kana", "body", "mail", "purpose", "ends_on"] as const;
type Fields = Record<(typeof FIELDS)[number], string>;
type Faults = Partial<Record<keyof Fields | "rooms", string>>;

const EMPTY: Fields = { name: "", kana: "", body: "", mail: "", purpose: "", ends_on: "" };
const USUAL_DAYS = 90;

/** Whom to invite, what for, until when, into which rooms, and who answers for them. */
export default function InviteGuest({ roomId, onClose }: { roomId: Id | null; onClose: () => void }) {
  const w = useWords();
  const me = useMe();
  const rules = useAnswer(useCallback((signal: AbortSignal) => guests.rules(signal), [])).value;
  const rooms = useInvitable(rules?.may_invite);
  const [fields, setFields] = useState<Fields>({ ...EMPTY, ends_on: inDays(USUAL_DAYS) });
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(new Set(roomId === null ? [] : [roomId]));
  const [history, setHistory] = useState<RoomHistory>("since_joining");
  const [sponsor, setSponsor] = useState<Person | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const [known, setKnown] = useState<string | null>(null);
  const [shown, setShown] = useState<{ invitation: Invitation; path: string } | null>(null);
  const work = useWork({ inline: true });
  const change = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }));

  async function send(confirmed: boolean) {
    const body: NewInvitation = {
      ...fields,
      room_ids: [...chosen],
      sponsor_id: sponsor?.id ?? null,
      history,
      confirmed,
    };
    await work.run(async () => {
      try {
        told(await guests.invite(body));
      } catch (error) {
        if (!isProblem(error, "guest.already_guest")) throw error;
        setKnown(error.message);
      }
    });
  }

  function told({ invitation, link: path }: Invited) {
    if (path !== null) {
      setShown({ invitation, path });
      return;
    }
    const who = invitation.awaits === "sponsor" ? invitation.sponsor.name : w.administrator;
    if (invitation.awaits) toast.done(w.asked(who));
    else if (invitation.status === "accepted") toast.done(w.added(invitation.name));
    else if (invitation.is_former) toast.done(w.invitedAgain(invitation.name, invitation.body));
    else toast.done(w.invited(invitation.name));
    onClose();
  }

  function submit() {
    const found = faultsIn(fields, chosen, w);
    setFaults(found);
    if (Object.keys(found).length === 0) void send(false);
  }

  if (shown !== null) return <ShownLink {...shown} onClose={onClose} />;
  const field = (name: keyof Fields, more: { hint?: string; type?: string; markOptional?: boolean } = {}) => (
    <TextField
      error={faults[name] ?? null}
      isRequired={!more.markOptional}
      label={name === "ends_on" ? w.endsOn : w[name]}
      onChange={(value) => change({ [name]: value })}
      value={fields[name]}
      {...more}
    />
  );
  return (
    <FormDialog
      busy={work.busy}
      holds={fields.name !== "" || fields.mail !== ""}
      lead={rules?.is_mailed ? w.inviteLead : w.inviteLeadByHand}
      onClose={onClose}
      onSubmit={submit}
      problem={work.problem}
      title={w.invite}
      verb={w.send}
    >
      <div className={styles.form}>
        <div className={styles.pair}>
          {field("name")}
          {field("kana", { markOptional: true })}
        </div>
        {field("body", { hint: w.bodyHint })}
        {field("mail", { hint: rules?.is_mailed ? w.mailHint : w.mailHintByHand, type: "email" })}
        {field("purpose", { hint: w.purposeHint })}
        {field("ends_on", { hint: w.endsHint(rules?.longest_days ?? 365), type: "date" })}
        <Rooms chosen={chosen} error={faults.rooms ?? null} onChange={setChosen} rooms={rooms} />
        {rooms.some((room) => chosen.has(room.id) && room.history === "all") && (
          <GuestHistoryChoice history={history} onChange={setHistory} />
        )}
        <section>
          <h3 className={styles.label}>{w.sponsor}</h3>
          {isChoosing ? (
            <StaffChoice
              onChoose={(person) => {
                setSponsor(person.id === me.person.id ? null : person);
                setChoosing(false);
              }}
            />
          ) : (
            <p className={styles.sponsorLine}>
              <span>{sponsor?.name ?? `${me.person.name}（${w.me}）`}</span>
              <Button onPress={() => setChoosing(true)} small>
                {w.otherSponsor}
              </Button>
            </p>
          )}
          <p className={styles.hint}>{w.sponsorHint}</p>
        </section>
      </div>
      {known !== null && (
        <Question
          busy={work.busy}
          onClose={() => setKnown(null)}
          onYes={() => {
            setKnown(null);
            void send(true);
          }}
          title={w.addTitle}
          verb={w.add}
        >
          {known}
        </Question>
      )}
    </FormDialog>
  );
}

interface RoomsProps {
  rooms: readonly RoomCard[];
  chosen: ReadonlySet<Id>;
  error: string | null;
  onChange: (chosen: ReadonlySet<Id>) => void;
}

function Rooms({ rooms, chosen, error, onChange }: RoomsProps) {
  const w = useWords();
  function choose(id: Id, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChange(next);
  }
  return (
    <fieldset>
      <legend className={styles.label}>{w.chooseRooms}</legend>
      {rooms.length === 0 && <p className={styles.hint}>{w.noRoomsToInvite}</p>}
      <div className={styles.choices}>
        {rooms.map(({ id, name }) => (
          <Checkbox
            className={cx(styles.choice, "ring-inside")}
            isSelected={chosen.has(id)}
            key={id}
            onChange={(on) => choose(id, on)}
          >
            <TickBox />
            <span>{name}</span>
          </Checkbox>
        ))}
      </div>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** The rooms the body lets me invite into; the server decides again. */
function useInvitable(who: string | undefined): readonly RoomCard[] {
  const me = useMe();
  const may = useMay();
  const isAdministrator = me.tasks.some(({ task }) => task === "guests");
  return useRooms().filter(
    (room) =>
      room.kind === "group" &&
      room.archived_at === null &&
      may("invite_guest", room) &&
      (isAdministrator || who === "staff" || (who === "masters" && room.mine?.role === "master")),
  );
}

function faultsIn({ name, body, mail, purpose, ends_on }: Fields, rooms: ReadonlySet<Id>, w: Words): Faults {
  return {
    ...(name.trim() === "" && { name: w.needName }),
    ...(body.trim() === "" && { body: w.needBody }),
    ...(mail.trim() === "" && { mail: w.needMail }),
    ...(purpose.trim() === "" && { purpose: w.needPurpose }),
    ...(ends_on === "" && { ends_on: w.needDay }),
    ...(rooms.size === 0 && { rooms: w.needRoom }),
  };
}

function inDays(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
