import type { Decided, DeviceView } from "../../api/generated";
import { words } from "../../devices/words";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { LineRow, RowWords } from "../../list/Row";
import { Tick } from "../../list/Selection";
import type { Selection } from "../../list/useSelection";
import { Button } from "../../parts/Button";
import { MenuButton } from "../../parts/Menu";
import styles from "./Devices.module.css";

type Choice = Decided["decision"];

interface Props {
  device: DeviceView;
  selection: Selection;
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

export function DeviceRow({ device, selection, onAsk }: Props) {
  const t = useText();
  const w = useBilingual(words);
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
    <LineRow>
      <Tick id={device.id} label={w.choose(device.name, device.person)} selection={selection} />
      <RowWords
        beside={
          <span className={styles.status} data-status={device.status}>
            {w.status[device.status]}
          </span>
        }
        name={device.name}
        second={[[device.person, device.department].filter(Boolean).join(" "), ...notes].join(w.between)}
      />
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
    </LineRow>
  );
}
