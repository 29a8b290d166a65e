import {
  ClockIcon,
  InfoIcon,
  KeyboardIcon,
  LeaveIcon,
  LocationIcon,
  PersonIcon,
  SettingsIcon,
  TransferIcon,
  WarningIcon,
} from "../design/icons";
import { useText } from "../i18n";
import { Avatar } from "../parts/Avatar";
import { MenuButton } from "../parts/Menu";
import { openDialog } from "../shell/dialogs";
import { navigate } from "../shell/route";
import { signOut } from "../shell/signOut";
import { useMay } from "../shell/useMay";
import { useMe } from "../state";
import styles from "./Rail.module.css";

/** My own corner. */
export function MeMenu() {
  const t = useText();
  const { person } = useMe();
  const may = useMay();
  return (
    <MenuButton
      actions={[
        {
          id: "settings",
          label: t.shell.settings,
          icon: <SettingsIcon size={18} />,
          onAction: () => navigate("/settings"),
        },
        ...(may("invite_guest")
          ? [
              {
                id: "guests",
                label: t.shell.guests,
                icon: <PersonIcon size={18} />,
                onAction: () => navigate("/guests"),
              },
            ]
          : []),
        ...(person.kind === "staff"
          ? [
              {
                id: "handover",
                label: t.shell.handover,
                icon: <TransferIcon size={18} />,
                onAction: () => navigate("/handover"),
              },
            ]
          : []),
        ...(may("see_directory")
          ? [
              {
                id: "attendance",
                label: t.shell.attendance,
                icon: <ClockIcon size={18} />,
                onAction: () => navigate("/attendance"),
              },
            ]
          : []),
        {
          id: "broadcasts",
          label: t.shell.broadcasts,
          icon: <WarningIcon size={18} />,
          onAction: () => navigate("/broadcasts"),
        },
        {
          id: "incidents",
          label: t.shell.incidents,
          icon: <LocationIcon size={18} />,
          onAction: () => navigate("/incidents"),
        },
        {
          id: "announcements",
          label: t.shell.announcements,
          icon: <InfoIcon size={18} />,
          onAction: () => navigate("/announcements"),
        },
        {
          id: "keys",
          label: t.shell.keys,
          icon: <KeyboardIcon size={18} />,
          keys: "?",
          onAction: () => openDialog({ kind: "keys" }),
        },
        { id: "out", label: t.shell.signOut, icon: <LeaveIcon size={18} />, apart: true, onAction: signOut },
      ]}
      className={styles.me}
      label={t.shell.me(person.name)}
      placement="right top"
    >
      <Avatar person={person} />
    </MenuButton>
  );
}
