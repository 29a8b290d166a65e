import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { AddReactionIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import type { Id, Message, Person, Reaction } from "../model/types";
import { cx } from "../parts/cx";
import { IconButton } from "../parts/IconButton";
import { Tip } from "../parts/Tip";
import { usePeople } from "../state";
import { useDesk } from "./desk";
import styles from "./Reactions.module.css";

const load = () => import("./ReactionPicker");
const ReactionPicker = lazy(load);

export function Reactions({ message }: { message: Message }) {
  const { mayWrite } = useDesk();
  return (
    <div className={styles.reactions}>
      {message.reactions.map((reaction) => (
        <Chip key={reaction.emoji} message={message} reaction={reaction} />
      ))}
      {mayWrite && (
        <ReactionButton className={styles.add} message={message}>
          <AddReactionIcon size={16} />
        </ReactionButton>
      )}
    </div>
  );
}

function Chip({ message, reaction }: { message: Message; reaction: Reaction }) {
  const t = useText();
  const desk = useDesk();
  const people = usePeople(reaction.member_ids);
  const isMine = reaction.member_ids.includes(desk.me);
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
        isDisabled={!desk.mayWrite}
        onPress={() => desk.react(message, reaction.emoji)}
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
  const desk = useDesk();
  const trigger = useRef<HTMLButtonElement>(null);
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
            onPick={(emoji) => desk.react(message, emoji)}
            triggerRef={trigger}
          />
        </Suspense>
      )}
    </>
  );
}
