/** A button that opens a list of actions. The list itself is fetched when it is first wanted. */

import { type ReactNode, Suspense, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { MoreIcon } from "../design/icons";
import { useText } from "../i18n";
import { cx } from "./cx";
import iconStyles from "./IconButton.module.css";
import { lazyPart } from "./lazyPart";
import type { MenuAction, MenuPlacement } from "./menuAction";

export type { MenuAction };

interface MenuButtonProps {
  label?: string;
  actions: readonly MenuAction[];
  children?: ReactNode;
  small?: boolean;
  className?: string | undefined;
  placement?: MenuPlacement;
  onOpenChange?: (open: boolean) => void;
}

const load = () => import("./MenuList");
const MenuList = lazyPart(load);

export function MenuButton({
  label,
  actions,
  children,
  small,
  className,
  placement,
  onOpenChange,
}: MenuButtonProps) {
  const t = useText();
  const trigger = useRef<HTMLButtonElement>(null);
  const [wanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const name = label ?? t.parts.more;

  function open(next: boolean) {
    if (next) setWanted(true);
    setOpen(next);
    onOpenChange?.(next);
  }

  return (
    <>
      <AriaButton
        aria-expanded={isOpen}
        aria-haspopup="menu"
        aria-label={name}
        data-tip={isOpen ? undefined : name}
        className={cx(iconStyles.button, small && iconStyles.small, isOpen && iconStyles.open, className)}
        onHoverStart={load}
        onPress={() => open(!isOpen)}
        ref={trigger}
      >
        {children ?? <MoreIcon />}
      </AriaButton>
      {wanted && (
        <Suspense>
          <MenuList
            actions={actions}
            isOpen={isOpen}
            label={name}
            onOpenChange={open}
            placement={placement ?? "bottom end"}
            triggerRef={trigger}
          />
        </Suspense>
      )}
    </>
  );
}
