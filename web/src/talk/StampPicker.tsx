import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import type { Stamp as StampCard, Stamps } from "../api/generated";
import { useBilingual } from "../i18n/useBilingual";
import { ask } from "../net/http";
import { cx } from "../parts/cx";
import { Answered } from "../shell/Answered";
import { useAnswer } from "../shell/useAnswer";
import { useSettings } from "../state";
import { Stamp } from "./Stamp";
import styles from "./StampPicker.module.css";
import { words } from "./stampWords";

interface StampPickerProps {
  triggerRef: RefObject<HTMLElement | null>;
  onPick: (stamp: StampCard) => void;
  onClose: () => void;
}

/** The stamps of the body, in its order; a press sends one. */
export default function StampPicker({ triggerRef, onPick, onClose }: StampPickerProps) {
  const w = useBilingual(words);
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => ask<Stamps>("GET", "/api/stamps", { signal }), []),
  );
  return (
    <Popover
      className={cx(styles.popover)}
      isOpen
      offset={6}
      onOpenChange={(open) => open || onClose()}
      placement="top start"
      triggerRef={triggerRef}
    >
      <Dialog aria-label={w.pick} className={cx(styles.dialog)}>
        <Answered answer={answer} failed={w.failed}>
          {({ stamps }) =>
            stamps.length === 0 ? (
              <p className={styles.note}>{w.none}</p>
            ) : (
              <Choice
                onPick={(stamp) => {
                  onPick(stamp);
                  onClose();
                }}
                stamps={stamps}
              />
            )
          }
        </Answered>
      </Dialog>
    </Popover>
  );
}

function Choice({ stamps, onPick }: { stamps: readonly StampCard[]; onPick: (stamp: StampCard) => void }) {
  const grid = useRef<HTMLDivElement>(null);
  const { language } = useSettings();
  useEffect(() => grid.current?.querySelector("button")?.focus(), []);

  /** The arrows move between the stamps, over as many columns as there is room for. */
  function move(event: KeyboardEvent) {
    const buttons = [...(grid.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button.matches(":focus"));
    const top = buttons[0]?.offsetTop;
    const columns = buttons.filter(({ offsetTop }) => offsetTop === top).length;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
    };
    const step = steps[event.key];
    if (step === undefined || at === -1) return;
    event.preventDefault();
    buttons[at + step]?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between the buttons inside.
    <div className={styles.grid} onKeyDown={move} ref={grid}>
      {stamps.map((stamp, i) => (
        <button
          className={styles.stamp}
          data-pick-stamp={stamp.id}
          key={stamp.id}
          onClick={() => onPick(stamp)}
          tabIndex={i === 0 ? 0 : -1}
          title={language === "en" && stamp.en ? stamp.en : undefined}
          type="button"
        >
          <Stamp id={stamp.id} size={64} />
          {stamp.words}
        </button>
      ))}
    </div>
  );
}
