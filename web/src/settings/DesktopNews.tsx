import { useState } from "react";
import { useText } from "../i18n";
import { Switch } from "../parts/Choices";
import { keepNews, wantsNews } from "./news";

/** Whether this device shows new messages while the window is behind others. Decided per device. */
export function DesktopNews() {
  const t = useText();
  const [on, setOn] = useState(wantsNews);
  const [isRefused, setRefused] = useState(false);
  async function change(wanted: boolean) {
    const granted = await keepNews(wanted);
    setOn(wanted && granted);
    setRefused(wanted && !granted);
  }
  return (
    <Switch
      label={t.settings.desktopNews}
      note={isRefused ? t.settings.desktopNewsRefused : t.settings.desktopNewsNote}
      on={on}
      onChange={change}
    />
  );
}
