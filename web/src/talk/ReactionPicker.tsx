import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { useText } from "../i18n";
import { cx } from "../parts/cx";
import { REACTIONS } from "./conversationContext";
import styles from "./ReactionPicker.module.css";

interface ReactionPickerProps {
  triggerRef: RefObject<HTMLElement | null>;
  onPick: (emoji: string) => void;
  onClose: () => void;
}

const COLUMNS = 6;
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -COLUMNS,
  ArrowDown: COLUMNS,
};

/** Two dozen signs in a square; arrows move between them. */
export default function ReactionPicker({ triggerRef, onPick, onClose }: ReactionPickerProps) {
  const t = useText();
  return (
    <Popover
      className={cx(styles.popover)}
      isOpen
      offset={6}
      onOpenChange={(open) => open || onClose()}
      placement="top end"
      triggerRef={triggerRef}
    >
      <Dialog aria-label={t.talk.pickReaction} className={cx(styles.dialog)}>
        <Signs
          onPick={(emoji) => {
            onPick(emoji);
            onClose();
          }}
        />
      </Dialog>
    </Popover>
  );
}

function Signs({ onPick }: { onPick: (emoji: string) => void }) {
  const t = useText();
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => grid.current?.querySelector("button")?.focus(), []);

  function move(event: KeyboardEvent) {
    const step = STEPS[event.key];
    const buttons = [...(grid.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button.matches(":focus"));
    if (step === undefined || at === -1) return;
    event.preventDefault();
    buttons[at + step]?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between the buttons inside.
    <div className={styles.grid} onKeyDown={move} ref={grid}>
      {REACTIONS.map((emoji, i) => (
        <button
          aria-label={t.talk.react(emoji)}
          className={styles.sign}
          key={emoji}
          onClick={() => onPick(emoji)}
          tabIndex={i === 0 ? 0 : -1}
          type="button"
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}
