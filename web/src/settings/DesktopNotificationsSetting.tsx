import { useState } from "react";
import { Switch } from "../parts/Choices";
import { areNotificationsOn, setNotificationsOn } from "./desktopNotifications";
import { useWords } from "./words";

/** Whether this device shows new messages while the window is behind others. Decided per device. */
export function DesktopNotificationsSetting() {
  const s = useWords();
  const [on, setOn] = useState(areNotificationsOn);
  const [isRefused, setRefused] = useState(false);
  async function change(wanted: boolean) {
    const granted = await setNotificationsOn(wanted);
    setOn(wanted && granted);
    setRefused(wanted && !granted);
  }
  return (
    <Switch
      label={s.desktopNews}
      note={isRefused ? s.desktopNewsRefused : s.desktopNewsNote}
      on={on}
      onChange={change}
    />
  );
}
