import { useState } from "react";
import type { OwnNotifications } from "../api/generated";
import { InfoIcon } from "../design/icons";
import { useBilingual } from "../i18n/useBilingual";
import { isPushed, subscribePush, unsubscribePush } from "../net/push";
import { Button } from "../parts/Button";
import { Switch } from "../parts/Choices";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { notifications } from "./api";
import { areNotificationsOn, canNotify, setNotificationsOn } from "./desktop";
import styles from "./Notifications.module.css";
import { abilities, obstacleOf } from "./obstacle";
import { words } from "./words";

interface ThisDeviceProps {
  own: OwnNotifications;
  onChanged: () => void;
}

/** Whether this browser is told, also while no page is open; and what to do where it cannot be. */
export function ThisDevice({ own, onChanged }: ThisDeviceProps) {
  const w = useBilingual(words);
  const { person } = useMe();
  const [busy, setBusy] = useState(false);
  const trial = useWork();
  const able = abilities();
  const obstacle = obstacleOf(own.push, able);
  const isOn = obstacle === null && own.is_told_here && isPushed(person.id);

  async function change(wanted: boolean) {
    setBusy(true);
    try {
      if (!wanted) await unsubscribePush();
      else if ((await Notification.requestPermission()) === "granted") await subscribePush(person.id);
      onChanged();
    } catch (error) {
      toast.problem(error, w.serviceFailed);
    } finally {
      setBusy(false);
    }
  }
  async function tryIt() {
    if (await trial.run(notifications.tryHere)) toast.done(w.tried);
  }
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>{w.here}</h3>
      {obstacle === null ? (
        <Switch busy={busy} label={w.tellHere} note={w.tellHereNote} on={isOn} onChange={change} />
      ) : (
        <p className={styles.obstacle}>
          <InfoIcon />
          <span>{w.obstacle[obstacle]}</span>
        </p>
      )}
      {!isOn && able.isSecure && !able.isDenied && canNotify() && <WhileOpen />}
      <div className={styles.line}>
        {isOn && (
          <Button busy={trial.busy} onPress={tryIt} small>
            {w.tryIt}
          </Button>
        )}
        <p className={styles.note}>{w.devices(own.devices)}</p>
      </div>
    </section>
  );
}

/** The page's own notices, while the window is behind others. Decided per device. */
function WhileOpen() {
  const w = useBilingual(words);
  const [on, setOn] = useState(areNotificationsOn);
  const [isRefused, setRefused] = useState(false);
  async function change(wanted: boolean) {
    const granted = await setNotificationsOn(wanted);
    setOn(wanted && granted);
    setRefused(wanted && !granted);
  }
  return (
    <Switch
      label={w.whileOpen}
      note={isRefused ? w.whileOpenRefused : w.whileOpenNote}
      on={on}
      onChange={change}
    />
  );
}
