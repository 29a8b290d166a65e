import { type RefObject, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { type Text, useText } from "../i18n";
import { tailOf } from "../model/history";
import type { Room } from "../model/room";
import type { Id, Message, RoomCard } from "../model/types";
import { lazyPart } from "../parts/lazyPart";
import { nameOf } from "../rooms/name";
import { lastFocus } from "../shell/focusRestoration";
import { isTouch } from "../shell/media";
import { navigate, roomPath, type Side } from "../shell/route";
import { useMe } from "../state";
import { Announcer } from "./Announcer";
import { Composer, type ComposerHandle } from "./Composer";
import { ConversationProvider, mayWriteIn } from "./conversationContext";
import { Header } from "./Header";
import { Sheets, useSheets } from "./Sheets";
import { SidePane } from "./SidePane";
import styles from "./TalkPane.module.css";
import { Timeline } from "./Timeline";
import { TypingLine } from "./TypingLine";
import { useConversationContextFor } from "./useConversationContextFor";
import { useDrop } from "./useDrop";
import { useIsNarrow } from "./useIsNarrow";
import { usePlace } from "./usePlace";
import { usePrinting } from "./usePrinting";
import { useRowKeys } from "./useRowKeys";

const RemoveDialog = lazyPart(() => import("./RemoveDialog"));
const DateDialog = lazyPart(() => import("./DateDialog"));

export interface TalkPaneProps {
  readonly roomId: Id;
  /** Show this message (a permalink); null: where I left off. */
  readonly messageId: Id | null;
  /** What stands beside the timeline; on a narrow screen it covers it. */
  readonly side: Side | null;
  /** Given where one pane shows at a time (phone): draws a back button. */
  readonly onBack?: () => void;
  /** The shell's dialogs: the room's settings, adding people, a person's card. */
  readonly onRoomSettings: (room: Id) => void;
  readonly onAddMembers: (room: Id) => void;
  readonly onPerson: (member: Id) => void;
}

/** One room: its header, its timeline, its composer, and what stands beside. */
export function Conversation(props: TalkPaneProps & { room: Room }) {
  const { room, messageId, side, onBack, onRoomSettings, onAddMembers, onPerson } = props;
  const t = useText();
  const me = useMe();
  const place = usePlace(room, messageId);
  const composer = useRef<ComposerHandle>(null);
  const [edited, setEdited] = useState<Message | null>(null);
  const [toRemove, setToRemove] = useState<Message | null>(null);
  const sheets = useSheets();
  const [isPickingDate, setPickingDate] = useState(false);
  const isNarrow = useIsNarrow();
  const openSide = useOpenSide(room.id, messageId);
  const conversation = useConversationContextFor(room, me, false, edited?.id ?? null, {
    openSide,
    openPerson: onPerson,
    quote: (message) => void composer.current?.quote(message),
    edit: setEdited,
    askToRemove: setToRemove,
    ...sheets.ways,
  });
  useFocusAfterSide(side, composer);
  const drop = useDrop((files) => composer.current?.attach(files));
  const press = useRowKeys(conversation);
  const Printed = usePrinting();
  const name = nameOf(room.card, t);
  const isCovered = isNarrow && side !== null;
  const whyClosed = whyClosedOf(room.card, t);

  function editLast() {
    const last = tailOf(room.history)?.messages.findLast(
      (message) =>
        message.author_id === me.person.id && message.removed_at === null && message.stamp === null,
    );
    if (!last) return;
    setEdited(last);
    if (!isInSight(last.id)) void place.toMessage(last);
  }

  return (
    <div className={styles.pane}>
      <section
        aria-label={t.talk.pane(name)}
        className={styles.main}
        inert={isCovered}
        {...(conversation.mayWrite ? drop.handlers : {})}
      >
        <Header
          onAddMembers={onAddMembers}
          onPickDate={() => setPickingDate(true)}
          onRoomSettings={onRoomSettings}
          openSide={openSide}
          room={room.card}
          side={side}
          {...(onBack ? { onBack } : {})}
        />
        <ConversationProvider value={conversation}>
          <Timeline
            isCovered={isCovered}
            onKey={press}
            onLongPress={sheets.press}
            place={place}
            room={room}
          />
          <Sheets conversation={conversation} sheets={sheets} />
        </ConversationProvider>
        <TypingLine room={room.id} />
        {whyClosed !== null && <p className={styles.archived}>{whyClosed}</p>}
        {whyClosed === null && conversation.mayWrite && (
          <Composer
            edited={edited}
            onEdited={() => setEdited(null)}
            onEditLast={editLast}
            onSent={place.toNewest}
            ref={composer}
            room={room.card}
            root={null}
          />
        )}
        {Printed && <Printed messages={place.span?.messages ?? []} room={room.card} />}
        <Announcer room={room.id} />
        {drop.isOver && <div className={styles.drop}>{t.talk.drop}</div>}
      </section>
      {side && (
        <SidePane
          key={keyOf(side)}
          onClose={() => openSide(null)}
          onPerson={onPerson}
          openSide={openSide}
          room={room}
          side={side}
        />
      )}
      <Suspense>
        {toRemove && <RemoveDialog message={toRemove} onClose={() => setToRemove(null)} room={room.id} />}
        {isPickingDate && (
          <DateDialog onClose={() => setPickingDate(false)} onGo={place.toDay} room={room.card} />
        )}
      </Suspense>
    </div>
  );
}

/** Why nobody, or not I, may begin something here: what stands where one would write. */
function whyClosedOf(room: RoomCard, t: Text): string | null {
  if (room.archived_at !== null) return t.talk.archived;
  if (mayWriteIn(room, false)) return null;
  return room.writers === "replies" ? t.talk.mastersBegin : t.talk.mastersWrite;
}

function isInSight(message: Id): boolean {
  const row = document.querySelector(`[data-message="${message}"]`)?.getBoundingClientRect();
  return row !== undefined && row.top >= 0 && row.bottom <= innerHeight;
}

function keyOf(side: Side): string {
  return "of" in side ? `${side.kind} ${side.of}` : side.kind;
}

/** What stands beside is part of the address: the back button closes it. */
function useOpenSide(room: string, messageId: string | null): (side: Side | null) => void {
  return useCallback(
    (side) => navigate(roomPath(room, { side, ...(messageId === null ? {} : { messageId }) })),
    [room, messageId],
  );
}

/** Closing what stands beside brings the keyboard back to where it came from: the message, or where one writes. */
function useFocusAfterSide(side: Side | null, composer: RefObject<ComposerHandle | null>): void {
  const before = useRef(side);
  const from = useRef<Element | null>(null);
  useEffect(() => {
    const was = before.current;
    before.current = side;
    if (was === null && side !== null) from.current = lastFocus();
    if (was === null || side !== null) return;
    const row = "of" in was ? document.querySelector(`[data-message="${CSS.escape(was.of)}"]`) : null;
    const back = from.current?.isConnected ? from.current : row;
    if (back instanceof HTMLElement && !isTouch()) back.focus({ preventScroll: true });
    else if (!isTouch()) composer.current?.focus();
  }, [side, composer]);
}
