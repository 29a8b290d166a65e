import { useCallback, useMemo, useState } from "react";
import type { Guest } from "../api/generated";
import { DownloadIcon, PeopleIcon, SettingsIcon } from "../design/icons";
import { EXPORT_URL, guests } from "../guests/api";
import { GuestDialog } from "../guests/GuestDialog";
import { GuestRow, InvitationRow } from "../guests/Rows";
import { useInvitationDeeds } from "../guests/useInvitationDeeds";
import { useWords, type Words } from "../guests/words";
import { Filters, List, ListNotice } from "../list/List";
import { useList, wholeList } from "../list/useList";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { MenuButton } from "../parts/Menu";
import { SearchField } from "../parts/SearchField";
import { Select } from "../parts/Select";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { useAnswer, useSettled } from "../shell/useAnswer";
import { useMe } from "../state";
import { OnlyMine } from "./delegation/OnlyMine";
import { reachOf } from "./delegation/tasks";
import { GuestRulesDialog } from "./GuestRules";

const ANY = "any";
const DAY_MS = 86_400_000;

/** Every guest of the body, and the invitations nobody has answered yet. */
export function Guests({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useWords();
  const [typed, setTyped] = useState("");
  const [state, setState] = useState("active");
  const [more, setMore] = useState(ANY);
  const [room, setRoom] = useState(ANY);
  const [sponsor, setSponsor] = useState(ANY);
  const [seen, setSeen] = useState<readonly Guest[]>([]);
  const [open, setOpen] = useState<Guest | null>(null);
  const [hasRules, setRules] = useState(false);
  const q = useSettled(typed.trim());
  const found = useList(
    "guests",
    useCallback(
      async (after: string | null, signal: AbortSignal) => {
        const page = await guests.all(queryOf({ q, state, more, room, sponsor, after }), signal);
        setSeen((before) => (page.guests.length > before.length ? page.guests : before));
        return page;
      },
      [q, state, more, room, sponsor],
    ),
  );
  const { page, restart } = found;
  const rooms = useMemo(
    () =>
      choicesOf(
        seen.flatMap((guest) => guest.rooms),
        w.anyRoom,
      ),
    [seen, w],
  );
  const sponsors = useMemo(
    () =>
      choicesOf(
        seen.map((guest) => guest.sponsor),
        w.anySponsor,
      ),
    [seen, w],
  );
  const isInvited = state === "invited";
  return (
    <>
      <PageHead
        note={isInvited || page === null ? undefined : w.count(page.total)}
        onBack={onBack}
        title={w.title}
      >
        <Acts onExport={() => takeOut(state)} onRules={() => setRules(true)} />
      </PageHead>
      <Filters>
        <SearchField label={w.find} onChange={setTyped} value={typed} />
        <Select choices={statesOf(w)} hideLabel label={w.filterState} onChange={setState} value={state} />
        {!isInvited && (
          <>
            <Select choices={moreOf(w)} hideLabel label={w.filterMore} onChange={setMore} value={more} />
            <Select choices={rooms} hideLabel label={w.filterRoom} onChange={setRoom} value={room} />
            <Select
              choices={sponsors}
              hideLabel
              label={w.filterSponsor}
              onChange={setSponsor}
              value={sponsor}
            />
          </>
        )}
      </Filters>
      <PageBody edge>
        {page !== null && page.unsponsored > 0 && more !== "unsponsored" && !isInvited && (
          <ListNotice
            action={
              <Button
                onPress={() => {
                  setState("active");
                  setMore("unsponsored");
                }}
                small
              >
                {w.showThem}
              </Button>
            }
          >
            {w.unsponsoredCount(page.unsponsored)}
          </ListNotice>
        )}
        <OnlyMine task="guests" />
        {isInvited ? (
          <Invitations q={q} />
        ) : (
          <List
            empty={<Nobody title={w.nobodyTitle} />}
            failed={w.failed}
            found={found}
            people
            row={(guest) => <GuestRow guest={guest} key={guest.id} onOpen={setOpen} />}
            wide
          />
        )}
      </PageBody>
      {open && (
        <GuestDialog
          guest={open}
          onChanged={() => {
            setOpen(null);
            restart();
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {hasRules && <GuestRulesDialog onClose={() => setRules(false)} />}
    </>
  );
}

/** Whether one looks after the guests of the whole body, whose the rules are. */
function useIsWhole(): boolean {
  return reachOf(useMe(), "guests") === null;
}

/** Two buttons, or a menu where there is no room for them. */
function Acts({ onRules, onExport }: { onRules: () => void; onExport: () => void }) {
  const w = useWords();
  const isWhole = useIsWhole();
  if (useIsPhone()) {
    return (
      <MenuButton
        actions={[
          ...(isWhole
            ? [{ id: "rules", label: w.rules, icon: <SettingsIcon size={18} />, onAction: onRules }]
            : []),
          { id: "export", label: w.export, icon: <DownloadIcon size={18} />, onAction: onExport },
        ]}
        label={w.acts}
      />
    );
  }
  return (
    <>
      {isWhole && (
        <Button icon={<SettingsIcon size={18} />} onPress={onRules} small>
          {w.rules}
        </Button>
      )}
      <Button icon={<DownloadIcon size={18} />} onPress={onExport} small>
        {w.export}
      </Button>
    </>
  );
}

const takeOut = (state: string) =>
  location.assign(state in STATES ? `${EXPORT_URL}?guest_state=${state}` : EXPORT_URL);

const STATES = { active: true, suspended: true, ended: true } as const;

const statesOf = (w: Words) => [
  { id: "active", label: w.active },
  { id: "invited", label: w.invitedState },
  { id: "suspended", label: w.suspended },
  { id: "ended", label: w.endedState },
  { id: ANY, label: w.any },
];

const moreOf = (w: Words) => [
  { id: ANY, label: w.anyMore },
  { id: "soon", label: w.soon },
  { id: "month", label: w.month },
  { id: "unsponsored", label: w.unsponsored },
];

function choicesOf(named: readonly { readonly id: string; readonly name: string }[], any: string) {
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return [{ id: ANY, label: any }, ...[...names].map(([id, label]) => ({ id, label }))];
}

interface Wanted {
  q: string;
  state: string;
  more: string;
  room: string;
  sponsor: string;
  after: string | null;
}

function queryOf({ q, state, more, room, sponsor, after }: Wanted) {
  const days = more === "soon" ? 14 : more === "month" ? 30 : null;
  return {
    q,
    after,
    guest_state: state in STATES ? state : null,
    room_id: room === ANY ? null : room,
    sponsor_id: sponsor === ANY ? null : sponsor,
    ends_by: days === null ? null : dayIn(days),
    unsponsored: more === "unsponsored",
  };
}

/** A day of Japan, so many days from now. */
function dayIn(days: number): string {
  return new Date(Date.now() + 9 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10);
}

function Invitations({ q }: { q: string }) {
  const w = useWords();
  const found = useAnswer(useCallback((signal: AbortSignal) => guests.invitations({ q }, signal), [q]));
  const { onDeed, dialogs } = useInvitationDeeds(found.again);
  return (
    <>
      <List
        empty={<Nobody title={w.noInvitations} />}
        failed={w.failed}
        found={wholeList(found, ({ invitations }) => invitations)}
        people
        row={(invitation) => (
          <InvitationRow invitation={invitation} key={invitation.id} mayConsent onDeed={onDeed} />
        )}
        wide
      />
      {dialogs}
    </>
  );
}

function Nobody({ title }: { title: string }) {
  const w = useWords();
  const isWhole = useIsWhole();
  return (
    <EmptyState icon={<PeopleIcon />} title={title}>
      {isWhole ? w.nobodyTextWithRules : w.nobodyText}
    </EmptyState>
  );
}
