import { type ReactNode, Suspense, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { AddReactionIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import type { Id, Message, Person, Reaction } from "../model/types";
import { cx } from "../parts/cx";
import { IconButton } from "../parts/IconButton";
import { lazyPart } from "../parts/lazyPart";
import { Tip } from "../parts/Tip";
import { swallowClick } from "../parts/useLongPress";
import { usePeople } from "../state";
import { useTabStop } from "./Body";
import { useConversation } from "./conversationContext";
import styles from "./Reactions.module.css";

const load = () => import("./ReactionPicker");
const ReactionPicker = lazyPart(load);

export function Reactions({ message }: { message: Message }) {
  const { mayReact } = useConversation();
  return (
    <div className={styles.reactions}>
      {message.reactions.map((reaction) => (
        <Chip key={reaction.emoji} message={message} reaction={reaction} />
      ))}
      {mayReact && (
        <ReactionButton className={styles.add} message={message}>
          <AddReactionIcon size={16} />
        </ReactionButton>
      )}
    </div>
  );
}

/** A finger cannot point without pressing: held, the sign tells whose it is. */
const HELD_MS = 450;

function Chip({ message, reaction }: { message: Message; reaction: Reaction }) {
  const t = useText();
  const conversation = useConversation();
  const people = usePeople(reaction.member_ids);
  const isMine = reaction.member_ids.includes(conversation.me);
  const tabIndex = useTabStop();
  const held = useRef({ timer: 0, isLong: false });
  const who = t.talk.reactedBy(
    reaction.emoji,
    reaction.member_ids.length,
    namesOf(people, reaction.member_ids, t),
  );
  return (
    <Tip text={who}>
      <AriaButton
        aria-label={`${who} ${isMine ? t.talk.takeBack(reaction.emoji) : t.talk.react(reaction.emoji)}`}
        aria-pressed={isMine}
        className={cx(styles.chip, isMine && styles.mine)}
        data-own-press=""
        excludeFromTabOrder={tabIndex === -1}
        isDisabled={!(isMine ? conversation.mayWrite : conversation.mayReact)}
        onPress={() => {
          if (!held.current.isLong) conversation.react(message, reaction.emoji);
        }}
        onPressEnd={() => clearTimeout(held.current.timer)}
        onPressStart={({ pointerType }) => {
          held.current.isLong = false;
          if (pointerType !== "touch") return;
          held.current.timer = window.setTimeout(() => {
            held.current.isLong = true;
            swallowClick();
            conversation.showReactions(message);
          }, HELD_MS);
        }}
      >
        <span aria-hidden="true" className={styles.emoji}>
          {reaction.emoji}
        </span>
        <span aria-hidden="true" className={styles.number}>
          {reaction.member_ids.length}
        </span>
      </AriaButton>
    </Tip>
  );
}

const NAMED = 8;

function namesOf(people: readonly Person[], ids: readonly Id[], t: Text): string {
  const names = people
    .slice(0, NAMED)
    .map((person) => person.name)
    .join(t.talk.nameSeparator);
  const rest = ids.length - Math.min(NAMED, people.length);
  return rest > 0 && names !== "" ? t.talk.reactedByMore(names, rest) : names;
}

interface ReactionButtonProps {
  message: Message;
  className?: string | undefined;
  small?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** Opens the choice of reactions beside it. */
export function ReactionButton({ message, className, small, onOpenChange, children }: ReactionButtonProps) {
  const t = useText();
  const conversation = useConversation();
  const trigger = useRef<HTMLButtonElement>(null);
  const tabIndex = useTabStop();
  const [isOpen, setOpen] = useState(false);

  function open(next: boolean) {
    setOpen(next);
    onOpenChange?.(next);
  }

  return (
    <>
      <IconButton
        className={className}
        data-react
        excludeFromTabOrder={tabIndex === -1}
        label={t.talk.addReaction}
        onHoverStart={load}
        onPress={() => open(true)}
        ref={trigger}
        small={small ?? false}
      >
        {children}
      </IconButton>
      {isOpen && (
        <Suspense>
          <ReactionPicker
            onClose={() => open(false)}
            onPick={(emoji) => conversation.react(message, emoji)}
            triggerRef={trigger}
          />
        </Suspense>
      )}
    </>
  );
}
