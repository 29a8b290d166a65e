import { useEffect, useMemo, useRef } from "react";
import { currentLanguage, text } from "../i18n";
import { allows } from "../model/may";
import type { Room } from "../model/room";
import type { Id, Me, Message } from "../model/types";
import { markingApi } from "../net/markingApi";
import { toast } from "../parts/toasts";
import { openDialog } from "../shell/dialogs";
import { roomPath, type Side } from "../shell/route";
import { actions, useOwnIncidents } from "../state";
import { copy } from "./clipboard";
import { type ConversationContext, mayWriteIn } from "./conversationContext";
import { words } from "./markingWords";

interface Ways {
  openSide(side: Side | null): void;
  openPerson(member: Id): void;
  quote(message: Message): void;
  edit(message: Message): void;
  askToRemove(message: Message): void;
  showReactions(message: Message): void;
  selectText(message: Message): void;
  askConfirmation(message: Message): void;
}

/** The context of a conversation. It stays the same while the room's card does, so that rows are not drawn anew. */
export function useConversationContextFor(
  room: Room,
  me: Me,
  isThread: boolean,
  editing: Id | null,
  ways: Ways,
  asker: Id | null = null,
): ConversationContext {
  const latest = useRef(ways);
  useEffect(() => {
    latest.current = ways;
  });
  const { card } = room;
  const mine = card.mine?.role;
  const isAsked = card.style === "questions" && (!isThread || asker === me.person.id || mine === "master");
  const hasIncident = useOwnIncidents().worked.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers on the card do not change what may be done.
  return useMemo<ConversationContext>(
    () => ({
      room: card,
      me: me.person.id,
      isThread,
      editing,
      mayWrite: card.archived_at === null && mayWriteIn(card, isThread) && allows(me.upto, "write", card),
      mayReact: card.archived_at === null && card.reactions && allows(me.upto, "react", card),
      mayCopy: allows(me.upto, "copy", card),
      openThread: ({ id }) => latest.current.openSide({ kind: "thread", of: id }),
      openReaders: ({ id }) => latest.current.openSide({ kind: "readers", of: id }),
      openConfirmations: ({ id }) => latest.current.openSide({ kind: "confirmations", of: id }),
      openPerson: (member) => latest.current.openPerson(member),
      quote: (message) => latest.current.quote(message),
      edit: (message) => latest.current.edit(message),
      askToRemove: (message) => latest.current.askToRemove(message),
      showReactions: (message) => latest.current.showReactions(message),
      selectText: (message) => latest.current.selectText(message),
      react: (message, emoji) => void react(card.id, message, emoji, me.person.id),
      copyText: (message) => void copy(message.text, text().talk.textCopied),
      copyLink: (message) => void copy(linkTo(message), text().talk.linkCopied),
      askConfirmation:
        me.person.kind === "staff" ? (message) => latest.current.askConfirmation(message) : null,
      markUnread: (message) => void markUnread(message),
      makeTask: (message) =>
        openDialog({
          kind: "new-task",
          room: card.id,
          message: message.id,
          title: firstLineOf(message.text),
        }),
      pin: ({ id, pinned_at }) => void mark(() => markingApi.pin(id, pinned_at === null), "pinned"),
      bookmark: ({ id }) => void mark(() => markingApi.bookmark(id), "bookmarked"),
      markQuestion: ({ id }, question) => void mark(() => markingApi.question(id, question), null),
      putInChronology: hasIncident ? ({ id }) => openDialog({ kind: "chronology-entry", message: id }) : null,
      remindMe: ({ id }) => openDialog({ kind: "own-reminder", message: id }),
      handOver: me.person.kind === "staff" ? ({ id }) => void handOver(id) : null,
      report: reporting(card.alliance_id),
      settle: isAsked && me.person.kind === "staff" ? settling(card.alliance_id) : null,
    }),
    [
      card.id,
      card.archived_at,
      card.kind,
      card.room_class,
      card.reactions,
      card.writers,
      mine,
      me,
      isThread,
      editing,
      isAsked,
      hasIncident,
    ],
  );
}

async function react(room: Id, message: Message, emoji: string, me: Id): Promise<void> {
  const present = message.reactions.find((reaction) => reaction.emoji === emoji);
  try {
    await actions.react(room, message.id, emoji, !present?.member_ids.includes(me));
  } catch (error) {
    toast.problem(error, text().talk.reactionFailed);
  }
}

async function markUnread(message: Message): Promise<void> {
  try {
    await actions.markUnread(message);
    toast.done(text().talk.markedUnread);
  } catch (error) {
    toast.problem(error, text().shell.failed);
  }
}

/** What it means stands in the row, by the entry that follows; one's own bookmarks stand nowhere else. */
async function mark(act: () => Promise<unknown>, done: "pinned" | "bookmarked" | null): Promise<void> {
  const t = currentLanguage() === "ja" ? words.ja : words.en;
  try {
    await act();
    if (done !== null) toast.done(t[done]);
  } catch (error) {
    toast.problem(error, text().shell.failed);
  }
}

async function handOver(message: Id): Promise<void> {
  const { markForSuccessor } = await import("../handover/marking");
  await markForSuccessor(message);
}

function linkTo(message: Message): string {
  return location.origin + roomPath(message.room_id, { messageId: message.id });
}

function reporting(alliance: Id | null): ((message: Message) => void) | null {
  if (alliance === null) return null;
  return ({ id }) => openDialog({ kind: "report-message", alliance, message: id });
}

function settling(alliance: Id | null): ((message: Message) => void) | null {
  if (alliance === null) return null;
  return ({ id, root_id }) =>
    openDialog({
      kind: "settle-question",
      alliance,
      question: root_id ?? id,
      answer: root_id === null ? null : id,
    });
}

const TITLE_MOST = 60;

/** What a task is called that is made from a message. */
function firstLineOf(written: string): string {
  const [line = ""] = written.trim().split("\n", 1);
  return [...line].slice(0, TITLE_MOST).join("");
}
