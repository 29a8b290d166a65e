import { Checkbox } from "react-aria-components/Checkbox";
import type { Decided, DeviceView } from "../../api/generated";
import { words } from "../../devices/words";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { Button } from "../../parts/Button";
import { TickBox } from "../../parts/Choices";
import { MenuButton } from "../../parts/Menu";
import { useBoth } from "../words/both";
import styles from "./Devices.module.css";

type Choice = Decided["decision"];

interface Props {
  device: DeviceView;
  isChosen: boolean;
  onChoose: () => void;
  onAsk: (decision: Choice) => void;
}

const MAY: Record<DeviceView["status"], readonly Choice[]> = {
  known: ["approve", "cut_off", "lost"],
  waiting: ["approve", "refuse", "lost"],
  approved: ["cut_off", "lost"],
  refused: ["approve", "lost"],
  cut_off: ["approve", "lost"],
  lost: ["approve"],
};

export function DeviceRow({ device, isChosen, onChoose, onAsk }: Props) {
  const t = useText();
  const w = useBoth(words);
  const names: Record<Choice, string> = {
    approve: w.approve,
    refuse: w.refuse,
    cut_off: w.cutOff,
    lost: w.markLost,
  };
  const notes = [
    t.settings.browserOn(device.browser, device.system),
    device.owner === null ? null : w[device.owner],
    device.status === "waiting" && device.applied_at !== null
      ? w.appliedAt(whenOf(device.applied_at, Date.now(), t))
      : w.lastUsed(whenOf(device.seen_at, Date.now(), t)),
    device.status === "lost" ? (device.wiped_at === null ? w.notWiped : w.wiped) : null,
    device.reason === "" ? null : w.reason(device.reason),
  ].filter((note) => note !== null);
  return (
    <li className={styles.row}>
      <Checkbox
        aria-label={w.choose(device.name, device.person)}
        className={styles.tick ?? ""}
        isSelected={isChosen}
        onChange={onChoose}
      >
        <TickBox />
      </Checkbox>
      <div className={styles.words}>
        <p className={styles.first}>
          <span className={styles.name}>{device.name}</span>
          <span className={styles.status} data-status={device.status}>
            {w.status[device.status]}
          </span>
        </p>
        <p className={styles.second}>
          {[device.person, device.department].filter(Boolean).join(" ")}
          {w.between}
          {notes.join(w.between)}
        </p>
      </div>
      {device.status === "waiting" && (
        <Button onPress={() => onAsk("approve")} small>
          {w.approve}
        </Button>
      )}
      <MenuButton
        actions={MAY[device.status].map((id) => ({ id, label: names[id], onAction: () => onAsk(id) }))}
        label={w.menu(device.name, device.person)}
        small
      />
    </li>
  );
}
