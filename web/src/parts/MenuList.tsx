import type { RefObject } from "react";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { CheckIcon } from "../design/icons";
import { cx } from "./cx";
import styles from "./Menu.module.css";
import type { MenuAction, MenuPlacement } from "./menuAction";

interface MenuListProps {
  actions: readonly MenuAction[];
  label: string;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  placement: MenuPlacement;
  triggerRef: RefObject<HTMLElement | null>;
}

export default function MenuList({
  actions,
  label,
  isOpen,
  onOpenChange,
  placement,
  triggerRef,
}: MenuListProps) {
  return (
    <Popover
      aria-label={label}
      className={cx(styles.popover)}
      isOpen={isOpen}
      offset={4}
      onOpenChange={onOpenChange}
      placement={placement}
      triggerRef={triggerRef}
    >
      <Menu
        aria-label={label}
        autoFocus="first"
        className={cx(styles.menu)}
        onClose={() => onOpenChange(false)}
      >
        {actions.map((action) => (
          <MenuItem
            className={cx(styles.item, action.danger && styles.danger, action.apart && styles.apart)}
            id={action.id}
            isDisabled={action.disabled ?? false}
            key={action.id}
            onAction={action.onAction}
            textValue={action.label}
          >
            <span className={styles.icon}>{action.chosen ? <CheckIcon size={18} /> : action.icon}</span>
            <span>{action.label}</span>
            {action.keys && <kbd className={styles.keys}>{action.keys}</kbd>}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
