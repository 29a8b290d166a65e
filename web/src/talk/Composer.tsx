import {
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { AtIcon, AttachIcon, CameraIcon, SendIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import { completed } from "../model/draft";
import { quoted } from "../model/markup";
import type { Id, Message, RoomCard, Settings } from "../model/types";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { IconButton } from "../parts/IconButton";
import { nameOf } from "../rooms/name";
import { useIsPhone } from "../shell/media";
import { useMay } from "../shell/useMay";
import { useMe, useSettings } from "../state";
import { Attachments } from "./Attachments";
import { CandidateList } from "./CandidateList";
import styles from "./Composer.module.css";
import { type Candidate, type Completing, useCompletion } from "./useCompletion";
import { type Composing, lengthOf, useComposer } from "./useComposer";

export interface ComposerHandle {
  focus(): void;
  quote(message: Message): void;
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
  autoFocus?: boolean;
  ref: Ref<ComposerHandle>;
}

/** Near the limit one is told how much is left. */
const TELL_LEFT = 500;
const MOST_LINES = 5;

export function Composer(props: ComposerProps) {
  const { room, root, edited, onEdited, onSent, onEditLast, autoFocus = false, ref } = props;
  const t = useText();
  const { limits } = useMe();
  const mayAttach = useMay()("attach", room);
  const settings = useSettings();
  const isPhone = useIsPhone();
  const area = useRef<HTMLTextAreaElement>(null);
  const composing = useComposer(room, root, edited, onEdited, onSent);
  const { draft } = composing;
  const completion = useCandidates(room, composing, area);
  const listId = useId();
  useGrowing(area, draft.text);
  useHandle(ref, area, composing);

  useEffect(() => {
    if (autoFocus || edited !== null) area.current?.focus();
  }, [autoFocus, edited]);

  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    // The Enter that confirms a conversion is not ours; older browsers tell by the code only.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
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
  return (
    <div className={cx(styles.composer, isOutsidersRead(room) && styles.outside)}>
      {edited !== null && <EditBar composing={composing} t={t} />}
      <div className={styles.box}>
        {completion.open && (
          <CandidateList
            active={completion.active}
            candidates={completion.open.candidates}
            id={listId}
            label={t.talk.candidates}
            onPick={completion.pick}
          />
        )}
        <textarea
          aria-activedescendant={completion.open ? `${listId}-${completion.active}` : undefined}
          aria-autocomplete="list"
          aria-controls={completion.open ? listId : undefined}
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
        {edited === null && <Attachments composing={composing} room={room.id} root={root} />}
        <div className={styles.tools}>
          {edited === null && mayAttach && <FileButtons composing={composing} isPhone={isPhone} t={t} />}
          {room.kind === "group" && (
            <IconButton label={t.talk.mention} onPress={() => insertAt(area, composing)} small>
              <AtIcon size={18} />
            </IconButton>
          )}
          <Outsiders room={room} t={t} />
          <Left limit={limits.text} t={t} text={draft.text} />
          <SendButton composing={composing} t={t} />
        </div>
      </div>
    </div>
  );
}

function isSend(event: KeyboardEvent, settings: Settings): boolean {
  if (event.ctrlKey || event.metaKey) return true;
  return settings.enter_sends && !event.shiftKey && !event.altKey;
}

function hintOf(t: Text, settings: Settings, isPhone: boolean): string {
  if (isPhone) return t.talk.hintPhone;
  return settings.enter_sends ? t.talk.hintEnterSends : t.talk.hintEnterBreaks;
}

export function isOutsidersRead(room: RoomCard): boolean {
  return room.guest_count > 0 || room.organizations.length > 0;
}

function Outsiders({ room, t }: { room: RoomCard; t: Text }) {
  if (!isOutsidersRead(room)) return null;
  const guests = room.guest_count > 0 ? [t.talk.outsideGuests(room.guest_count)] : [];
  return (
    <span className={styles.who}>
      {t.talk.outsiders([...guests, ...room.organizations.slice(0, 2)].join(t.talk.between))}
    </span>
  );
}

function Left({ limit, text, t }: { limit: number; text: string; t: Text }) {
  const left = text.length < limit - TELL_LEFT ? limit : limit - lengthOf(text);
  if (left > TELL_LEFT) return null;
  return (
    <span className={cx(styles.left, left < 0 && styles.over)} role="status">
      {left < 0 ? t.talk.over(-left) : t.talk.left(left)}
    </span>
  );
}

function EditBar({ composing, t }: { composing: Composing; t: Text }) {
  return (
    <div className={styles.editing}>
      <span>{t.talk.editing}</span>
      <Button look="quiet" onPress={composing.cancelEdit} small>
        {t.talk.cancelEdit}
      </Button>
    </div>
  );
}

function SendButton({ composing, t }: { composing: Composing; t: Text }) {
  const label = composing.edited ? t.talk.saveEdit : t.talk.send;
  return (
    <Button
      busy={composing.isSaving || composing.isHeld}
      className={styles.send}
      icon={<SendIcon size={18} />}
      isDisabled={!composing.maySend}
      look="primary"
      onPress={composing.send}
      small
    >
      {composing.isHeld ? t.talk.uploadsPending : label}
    </Button>
  );
}

function FileButtons({ composing, isPhone, t }: { composing: Composing; isPhone: boolean; t: Text }) {
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  function take(input: HTMLInputElement) {
    composing.attach([...(input.files ?? [])]);
    input.value = "";
  }
  return (
    <>
      {isPhone && (
        <IconButton label={t.talk.camera} onPress={() => camera.current?.click()} small>
          <CameraIcon size={20} />
        </IconButton>
      )}
      <IconButton label={t.talk.attach} onPress={() => files.current?.click()} small>
        <AttachIcon size={18} />
      </IconButton>
      <input hidden multiple onChange={(event) => take(event.target)} ref={files} type="file" />
      <input
        accept="image/*"
        capture="environment"
        hidden
        onChange={(event) => take(event.target)}
        ref={camera}
        type="file"
      />
    </>
  );
}

/** An @ at the caret opens the choice of whom to call. */
function insertAt(area: { current: HTMLTextAreaElement | null }, composing: Composing): void {
  const element = area.current;
  if (!element) return;
  const { selectionStart: at, value } = element;
  const space = at > 0 && /[\w]/.test(value[at - 1] ?? "") ? " " : "";
  composing.write(`${value.slice(0, at)}${space}@${value.slice(at)}`);
  element.focus();
  const caret = at + space.length + 1;
  requestAnimationFrame(() => element.setSelectionRange(caret, caret));
}

/** Grows with its lines, up to five; then it scrolls. */
function useGrowing(area: { current: HTMLTextAreaElement | null }, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(element);
    const padding = Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom);
    const most = MOST_LINES * Number.parseFloat(lineHeight) + padding;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, most)}px`;
    element.style.overflowY = element.scrollHeight > most + 1 ? "auto" : "hidden";
  }, [area, text]);
}

function useHandle(
  ref: Ref<ComposerHandle>,
  area: { current: HTMLTextAreaElement | null },
  composing: Composing,
): void {
  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    attach: composing.attach,
    quote: (message) => {
      const { draft } = composing;
      const lead = draft.text === "" || draft.text.endsWith("\n") ? draft.text : `${draft.text}\n`;
      composing.write(`${lead}${quoted(message.text)}`);
      const element = area.current;
      element?.focus();
      requestAnimationFrame(() => element?.setSelectionRange(element.value.length, element.value.length));
    },
  }));
}

interface Candidates {
  readonly open: Completing | null;
  readonly active: number;
  press(event: KeyboardEvent): boolean;
  pick(candidate: Candidate): void;
  moved(): void;
  close(): void;
}

function useCandidates(
  room: RoomCard,
  composing: Composing,
  area: { current: HTMLTextAreaElement | null },
): Candidates {
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const [nextCaret, setNextCaret] = useState<number | null>(null);
  const open = useCompletion(room, composing.draft.text, room.kind === "group" ? caret : null);
  const count = open?.candidates.length ?? 0;

  useLayoutEffect(() => {
    if (nextCaret === null) return;
    area.current?.setSelectionRange(nextCaret, nextCaret);
    setNextCaret(null);
  }, [nextCaret, area]);

  function pick(candidate: Candidate) {
    if (open === null) return;
    const { draft, caret: after } = completed(composing.draft, open.at, candidate);
    composing.replace(draft);
    setCaret(null);
    setNextCaret(after);
    area.current?.focus();
  }

  function press(event: KeyboardEvent): boolean {
    if (open === null) return false;
    const candidate = open.candidates[Math.min(active, count - 1)];
    if (event.key === "ArrowDown") setActive((before) => (before + 1) % count);
    else if (event.key === "ArrowUp") setActive((before) => (before - 1 + count) % count);
    else if ((event.key === "Enter" || event.key === "Tab") && candidate && !event.ctrlKey) pick(candidate);
    else if (event.key === "Escape") setCaret(null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    open,
    active: Math.min(active, Math.max(0, count - 1)),
    press,
    pick,
    moved: () => {
      const element = area.current;
      const at = element && element.selectionStart === element.selectionEnd ? element.selectionStart : null;
      if (at !== caret) setActive(0);
      setCaret(at);
    },
    close: () => setCaret(null),
  };
}
