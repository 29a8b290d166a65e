import type { ReactElement } from "react";
import { Tooltip, TooltipTrigger } from "react-aria-components/Tooltip";
import { cx } from "./cx";
import styles from "./Tip.module.css";

/** The name of what has no word beside it. Around one button of React Aria. */
export function Tip({ text, children }: { text: string; children: ReactElement }) {
  return (
    <TooltipTrigger closeDelay={0} delay={500}>
      {children}
      <Tooltip className={cx(styles.tip)} offset={6}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  );
}
