/** What stands under the field one writes in. */
import { type RefObject, Suspense, useRef } from "react";
import { AtIcon, AttachIcon, CameraIcon, SendIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import type { Id, RoomCard } from "../model/types";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { IconButton } from "../parts/IconButton";
import { lazyPart } from "../parts/lazyPart";
import { useIsPhone } from "../shell/media";
import { useMay } from "../shell/useMay";
import { useMe } from "../state";
import styles from "./Composer.module.css";
import { type Composing, lengthOf } from "./useComposer";

interface ToolsProps {
  room: RoomCard;
  composing: Composing;
  area: RefObject<HTMLTextAreaElement | null>;
  /** A message of the timeline can ask to be confirmed. */
  root: Id | null;
}

/** Near the limit one is told how much is left. */
const TELL_LEFT = 500;

const StampButton = lazyPart(() => import("./StampButton"));
const PositionButton = lazyPart(() => import("./PositionButton"));
const PlanButton = lazyPart(() => import("./PlanButton"));
const AskWhileWriting = lazyPart(() => import("./AskWhileWriting"));

export function ComposerTools({ room, root, composing, area }: ToolsProps) {
  const t = useText();
  const { limits, person } = useMe();
  const isPhone = useIsPhone();
  const may = useMay();
  const mayAttach = may("attach", room);
  const { draft, edited } = composing;
  return (
    <div className={styles.tools}>
      {edited === null && mayAttach && <FileButtons composing={composing} isPhone={isPhone} t={t} />}
      {room.kind === "group" && (
        <IconButton
          label={t.talk.mention}
          onPress={() => insertAt(area, composing)}
          preventFocusOnPress
          small
        >
          <AtIcon size={18} />
        </IconButton>
      )}
      {edited === null && room.stamps && may("stamp", room) && (
        <Suspense>
          <StampButton room={room} root={root} />
        </Suspense>
      )}
      {edited === null && (
        <Suspense>
          <PositionButton composing={composing} />
        </Suspense>
      )}
      {root === null && edited === null && person.kind === "staff" && room.member_count > 1 && (
        <Suspense>
          <AskWhileWriting composing={composing} room={room} />
        </Suspense>
      )}
      {edited === null && (
        <Suspense>
          <PlanButton composing={composing} room={room} root={root} />
        </Suspense>
      )}
      <Outsiders room={room} t={t} />
      <Left limit={limits.text} t={t} text={draft.text} />
      <SendButton composing={composing} isPhone={isPhone} t={t} />
    </div>
  );
}

export function isOutsidersRead(room: RoomCard): boolean {
  return room.guest_count > 0 || room.organizations.length > 0 || Boolean(room.alliance_id);
}

/** More are told by their number. */
const BODIES_NAMED = 2;

function Outsiders({ room, t }: { room: RoomCard; t: Text }) {
  if (!isOutsidersRead(room)) return null;
  const guests = room.guest_count > 0 ? [t.talk.outsideGuests(room.guest_count)] : [];
  const { length } = room.organizations;
  const more = length > BODIES_NAMED ? [t.talk.moreBodies(length - BODIES_NAMED)] : [];
  const names = [...guests, ...room.organizations.slice(0, BODIES_NAMED), ...more];
  return (
    <span className={styles.who}>
      {t.talk.outsiders((names.length > 0 ? names : [t.shell.alliances]).join(t.talk.between))}
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

/** A press leaves the caret in the field: one writes on, and a phone's keyboard stays. */
function SendButton({ composing, isPhone, t }: { composing: Composing; isPhone: boolean; t: Text }) {
  const label = composing.edited ? t.talk.saveEdit : t.talk.send;
  const isBusy = composing.isSaving;
  if (isPhone) {
    return (
      <IconButton
        className={cx(styles.round, composing.maySend && styles.ready)}
        isDisabled={!composing.maySend || isBusy}
        label={label}
        onPress={composing.send}
        preventFocusOnPress
      >
        <SendIcon size={20} />
      </IconButton>
    );
  }
  return (
    <Button
      busy={isBusy}
      className={styles.send}
      icon={<SendIcon size={18} />}
      isDisabled={!composing.maySend}
      look="primary"
      onPress={composing.send}
      preventFocusOnPress
      small
    >
      {label}
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
function insertAt(area: RefObject<HTMLTextAreaElement | null>, composing: Composing): void {
  const element = area.current;
  if (!element) return;
  const { selectionStart: at, value } = element;
  const space = at > 0 && /[\w]/.test(value[at - 1] ?? "") ? " " : "";
  composing.write(`${value.slice(0, at)}${space}@${value.slice(at)}`);
  element.focus();
  const caret = at + space.length + 1;
  requestAnimationFrame(() => element.setSelectionRange(caret, caret));
}
