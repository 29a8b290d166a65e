import { useState } from "react";
import type { Guest } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { FormProblem } from "../parts/Problem";
import { Question } from "../parts/Question";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { guests } from "./api";
import styles from "./Guests.module.css";
import { StaffChoice } from "./StaffChoice";
import { useWords } from "./words";

interface GuestDialogProps {
  guest: Guest;
  onChanged: () => void;
  onClose: () => void;
}

/** One guest, for whoever answers for them: longer, by somebody else, or no more. */
export function GuestDialog({ guest, onChanged, onClose }: GuestDialogProps) {
  const t = useText();
  const w = useWords();
  const me = useMe();
  const [doing, setDoing] = useState<"renew" | "sponsor" | "end" | null>(null);
  const [day, setDay] = useState(guest.ends_on);
  const work = useWork({ inline: true });
  const isHere = guest.state !== "ended";

  async function act(deed: () => Promise<unknown>, said: string) {
    const done = await work.run(deed);
    if (!done) return;
    toast.done(said);
    onChanged();
  }

  const facts: [string, string | null][] = [
    [w.body, guest.body],
    [w.mail, guest.mail],
    [w.purpose, guest.purpose],
    [w.inRooms, w.rooms(guest.rooms.map(({ name }) => name).join("、"), guest.more_rooms) || w.noRooms],
    [w.endsOn, isHere ? `${w.until(w.day(guest.ends_on))}（${w.daysLeft(guest.days_left)}）` : null],
    [w.sponsor, [guest.sponsor.department, guest.sponsor.name].filter(Boolean).join(" ")],
    [w.state, isHere ? (w.states[guest.state] ?? null) : (guest.ended_why && w.why[guest.ended_why]) || null],
    [w.seen, guest.seen_at === null ? w.neverSeen : whenOf(guest.seen_at, Date.now(), t)],
  ];
  return (
    <Dialog lead={guest.kana} onClose={onClose} title={guest.name}>
      <dl className={styles.facts}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <FormProblem text={work.problem} />
      {doing === "renew" && (
        <div className={styles.form}>
          <TextField autoFocus label={w.newDay} onChange={setDay} type="date" value={day} />
          <div className={styles.buttons}>
            <Button
              busy={work.busy}
              look="primary"
              onPress={() => act(() => guests.renew(guest.id, day), w.renewed)}
            >
              {w.save}
            </Button>
            <Button onPress={() => setDoing(null)}>{w.back}</Button>
          </div>
        </div>
      )}
      {doing === "sponsor" && (
        <StaffChoice onChoose={({ id }) => act(() => guests.changeSponsor(guest.id, id), w.sponsorChanged)} />
      )}
      {isHere && doing !== "renew" && doing !== "sponsor" && (
        <div className={styles.buttons}>
          <Button look="primary" onPress={() => setDoing("renew")} small>
            {w.renew}
          </Button>
          {guest.sponsor_state === "moved" && guest.sponsor.id === me.person.id && (
            <Button
              onPress={() => act(() => guests.changeSponsor(guest.id, me.person.id), w.sponsorChanged)}
              small
            >
              {w.staySponsor}
            </Button>
          )}
          <Button onPress={() => setDoing("sponsor")} small>
            {w.changeSponsor}
          </Button>
          <Button onPress={() => setDoing("end")} small>
            {w.end}
          </Button>
        </div>
      )}
      {doing === "end" && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setDoing(null)}
          onYes={() => act(() => guests.end(guest.id), w.ended)}
          title={w.end}
          verb={w.end}
        >
          {w.endText(guest.name)}
        </Question>
      )}
    </Dialog>
  );
}
