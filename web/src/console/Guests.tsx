import { useCallback, useMemo, useState } from "react";
import type { Guest, Invitation } from "../api/generated";
import { DownloadIcon, OfflineIcon, PeopleIcon, SettingsIcon } from "../design/icons";
import { EXPORT_URL, guests } from "../guests/api";
import { GuestDialog } from "../guests/GuestDialog";
import styles from "../guests/Guests.module.css";
import { GuestRow, InvitationRow } from "../guests/Rows";
import { useInvitationDeeds } from "../guests/useInvitationDeeds";
import { useWords, type Words } from "../guests/words";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { MenuButton } from "../parts/Menu";
import { SearchField } from "../parts/SearchField";
import { Select } from "../parts/Select";
import { SkeletonRows } from "../parts/Skeleton";
import { useIsPhone } from "../shell/media";
import { PageHead } from "../shell/PageHead";
import { type OnePage, useAnswer, usePages, useSettled } from "../shell/useAnswer";
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
  const [counts, setCounts] = useState<{ total: number; unsponsored: number } | null>(null);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((n) => n + 1), []);
  const q = useSettled(typed.trim());
  const ask = useCallback(
    async (after: string | null, signal: AbortSignal): Promise<OnePage<Guest>> => {
      void round;
      const page = await guests.all(queryOf({ q, state, more, room, sponsor, after }), signal);
      setCounts({ total: page.total, unsponsored: page.unsponsored });
      setSeen((before) => (page.guests.length > before.length || before.length === 0 ? page.guests : before));
      return { items: page.guests, next: page.next };
    },
    [q, state, more, room, sponsor, round],
  );
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
        note={isInvited || counts === null ? undefined : w.count(counts.total)}
        onBack={onBack}
        title={w.title}
      >
        <Acts onExport={() => takeOut(state)} onRules={() => setRules(true)} />
      </PageHead>
      <div className={styles.filters}>
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
      </div>
      {counts !== null && counts.unsponsored > 0 && more !== "unsponsored" && !isInvited && (
        <div className={styles.notice} role="status">
          <span>{w.unsponsoredCount(counts.unsponsored)}</span>
          <Button
            onPress={() => {
              setState("active");
              setMore("unsponsored");
            }}
            small
          >
            {w.showThem}
          </Button>
        </div>
      )}
      <div className={styles.scroll}>
        <OnlyMine task="guests" />
        {isInvited ? <Invitations q={q} /> : <Found ask={ask} onOpen={setOpen} />}
      </div>
      {open && (
        <GuestDialog
          guest={open}
          onChanged={() => {
            setOpen(null);
            again();
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

interface FoundProps {
  ask: (after: string | null, signal: AbortSignal) => Promise<OnePage<Guest>>;
  onOpen: (guest: Guest) => void;
}

function Found({ ask, onOpen }: FoundProps) {
  const t = useText();
  const w = useWords();
  const isWhole = useIsWhole();
  const { items, phase, hasMore, more, again } = usePages(ask);
  if (items.length === 0 && phase === "asking") return <SkeletonRows person />;
  if (items.length === 0 && phase === "failed") return <Failed onAgain={again} />;
  if (items.length === 0) {
    return (
      <EmptyState icon={<PeopleIcon />} title={w.nobodyTitle}>
        {isWhole ? w.nobodyTextWithRules : w.nobodyText}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.group}>
        {items.map((guest) => (
          <GuestRow guest={guest} key={guest.id} onOpen={onOpen} />
        ))}
      </ul>
      {hasMore && (
        <div className={styles.more}>
          <Button busy={phase === "asking"} onPress={more}>
            {t.parts.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

function Invitations({ q }: { q: string }) {
  const w = useWords();
  const found = useAnswer(useCallback((signal: AbortSignal) => guests.invitations({ q }, signal), [q]));
  const isWhole = useIsWhole();
  const { onDeed, dialogs } = useInvitationDeeds(found.again);
  const invitations: readonly Invitation[] = found.value?.invitations ?? [];
  if (found.value === null && found.phase === "asking") return <SkeletonRows person />;
  if (found.value === null) return <Failed onAgain={found.again} />;
  return (
    <>
      {invitations.length === 0 && (
        <EmptyState icon={<PeopleIcon />} title={w.noInvitations}>
          {isWhole ? w.nobodyTextWithRules : w.nobodyText}
        </EmptyState>
      )}
      <ul className={styles.group}>
        {invitations.map((invitation) => (
          <InvitationRow invitation={invitation} key={invitation.id} mayConsent onDeed={onDeed} />
        ))}
      </ul>
      {dialogs}
    </>
  );
}

function Failed({ onAgain }: { onAgain: () => void }) {
  const t = useText();
  const w = useWords();
  return (
    <EmptyState
      action={<Button onPress={onAgain}>{t.parts.retry}</Button>}
      icon={<OfflineIcon />}
      title={w.failed}
    />
  );
}
