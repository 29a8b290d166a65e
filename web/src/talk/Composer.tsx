import {
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  type RefObject,
  Suspense,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import { type Text, useText } from "../i18n";
import { withQuote } from "../model/draft";
import type { Id, Message, RoomCard, Settings } from "../model/types";
import { Button } from "../parts/Button";
import { isComposing } from "../parts/composing";
import { cx } from "../parts/cx";
import { lazyPart } from "../parts/lazyPart";
import { nameOf } from "../rooms/name";
import { addFocusFallback } from "../shell/focusRestoration";
import { isTouch, useIsPhone } from "../shell/media";
import { useSettings } from "../state";
import styles from "./Composer.module.css";
import { ComposerTools, isOutsidersRead } from "./ComposerTools";
import { useCandidates } from "./useCandidates";
import { type Composing, useComposer } from "./useComposer";
import { useSendCheck } from "./useSendCheck";

const Attachments = lazyPart(() => import("./Attachments"));
const ConfirmationChip = lazyPart(() => import("./ConfirmationChip"));
const BringIn = lazyPart(() => import("./BringIn"));
const SimilarWhileWriting = lazyPart(() => import("../alliances/SimilarWhileWriting"));
const PlannedLine = lazyPart(() => import("./PlannedLine"));
const CandidateList = lazyPart(() => import("./CandidateList"));

export interface ComposerHandle {
  focus(): void;
  quote(message: Message): Promise<void>;
  attach(files: readonly File[]): void;
}

interface ComposerProps {
  room: RoomCard;
  root: Id | null;
  edited: Message | null;
  onEdited: () => void;
  onSent: () => void;
  /** The arrow up in an empty composer. */
  onEditLast?: () => void;
  ref: Ref<ComposerHandle>;
}

/** Of the window's height: beyond it the text scrolls. */
const MOST_OF_WINDOW = 0.4;

export function Composer(props: ComposerProps) {
  const { room, root, edited, onEdited, onSent, onEditLast, ref } = props;
  const t = useText();
  const settings = useSettings();
  const isPhone = useIsPhone();
  const area = useRef<HTMLTextAreaElement>(null);
  const unchecked = useComposer(room, root, edited, onEdited, () => {
    // The button that was pressed may be no place for the focus any more; a phone keeps its keyboard as it was.
    if (!isTouch()) area.current?.focus();
    onSent();
  });
  const { checked: composing, question } = useSendCheck(room, root, unchecked);
  const { draft } = composing;
  const completion = useCandidates(room, composing, area);
  const listId = useId();
  useGrowing(area, draft.text);
  useHandle(ref, area, composing);
  useCaret(area, edited);

  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    // The Enter that confirms a conversion is not ours.
    if (isComposing(event.nativeEvent)) return;
    if (completion.press(event)) return;
    if (event.key === "Enter" && isSend(event, settings)) {
      event.preventDefault();
      composing.send();
    } else if (event.key === "Escape" && edited !== null) {
      event.stopPropagation();
      composing.cancelEdit();
    } else if (event.key === "ArrowUp" && draft.text === "" && edited === null) {
      onEditLast?.();
    }
  }

  function paste(event: ClipboardEvent) {
    const files = [...event.clipboardData.files];
    // A table copied from a spreadsheet carries a picture of itself; its text is what is meant.
    if (files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    composing.attach(files);
  }

  const name = nameOf(room, t);
  const { open } = completion;
  return (
    <div className={cx(styles.composer, isOutsidersRead(room) && styles.outside)} data-composer={root ?? ""}>
      {edited === null && (
        <Suspense>
          <PlannedLine composing={composing} room={room} root={root} />
        </Suspense>
      )}
      {edited !== null && <EditBar composing={composing} t={t} />}
      <div className={styles.box}>
        {open && (
          <Suspense>
            <CandidateList
              active={completion.active}
              candidates={open.candidates}
              id={listId}
              label={t.talk.candidates}
              onPick={completion.pick}
            />
          </Suspense>
        )}
        <textarea
          aria-activedescendant={open ? `${listId}-${completion.active}` : undefined}
          aria-autocomplete="list"
          aria-controls={open ? listId : undefined}
          aria-label={root === null ? t.talk.writeTo(name) : t.talk.writeReplyTo}
          className={styles.area}
          onBlur={completion.close}
          onChange={(event) => {
            composing.write(event.target.value);
            completion.moved();
          }}
          onKeyDown={press}
          onPaste={paste}
          onSelect={completion.moved}
          placeholder={root === null ? hintOf(t, settings, isPhone) : t.talk.writeReply}
          ref={area}
          rows={1}
          value={draft.text}
        />
        {edited === null && draft.confirmation && (
          <Suspense>
            <ConfirmationChip
              asking={draft.confirmation}
              onChange={(confirmation) => composing.replace({ ...draft, confirmation })}
              room={room}
            />
          </Suspense>
        )}
        {edited === null && (
          <Suspense>
            <Attachments composing={composing} room={room.id} root={root} />
          </Suspense>
        )}
        {room.style === "questions" && room.alliance_id && root === null && edited === null && (
          <Suspense>
            <SimilarWhileWriting allianceId={room.alliance_id} text={draft.text} />
          </Suspense>
        )}
        <ComposerTools area={area} composing={composing} room={room} root={root} />
      </div>
      {question}
      {completion.outside && (
        <Suspense>
          <BringIn candidate={completion.outside} onSettled={completion.settle} room={room.id} />
        </Suspense>
      )}
    </div>
  );
}

/** On glass Enter breaks the line, whatever was chosen for the PC: there is no Shift to break it with. */
function isSend(event: KeyboardEvent, settings: Settings): boolean {
  if (event.ctrlKey || event.metaKey) return true;
  return settings.enter_sends && !isTouch() && !event.shiftKey && !event.altKey;
}

function hintOf(t: Text, settings: Settings, isPhone: boolean): string {
  if (isPhone || isTouch()) return t.talk.hintPhone;
  return settings.enter_sends ? t.talk.hintEnterSends : t.talk.hintEnterBreaks;
}

function EditBar({ composing, t }: { composing: Composing; t: Text }) {
  return (
    <div className={styles.editing} data-editing>
      <span>{t.talk.editing}</span>
      <Button look="quiet" onPress={composing.cancelEdit} small>
        {t.talk.cancelEdit}
      </Button>
    </div>
  );
}

/** One comes into a conversation to write in it; on glass the keyboard would cover what one came to read. */
function useCaret(area: RefObject<HTMLTextAreaElement | null>, edited: Message | null): void {
  useEffect(() => {
    if (edited !== null || !isTouch()) area.current?.focus({ preventScroll: true });
  }, [area, edited]);
  useEffect(() => (isTouch() ? undefined : addFocusFallback(() => area.current)), [area]);
}

/** Grows with its lines, up to a share of the window; then it scrolls. */
function useGrowing(area: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const most = Math.round(innerHeight * MOST_OF_WINDOW);
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, most)}px`;
    element.style.overflowY = element.scrollHeight > most + 1 ? "auto" : "hidden";
  }, [area, text]);
}

function useHandle(
  ref: Ref<ComposerHandle>,
  area: RefObject<HTMLTextAreaElement | null>,
  composing: Composing,
): void {
  const latest = useRef(composing);
  latest.current = composing;
  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    attach: composing.attach,
    quote: async (message) => {
      const { quotable } = await import("./quoting");
      const said = quotable(message);
      if (said === null) return;
      latest.current.replace(withQuote(latest.current.draft, said));
      const element = area.current;
      element?.focus();
      requestAnimationFrame(() => element?.setSelectionRange(element.value.length, element.value.length));
    },
  }));
}
