import { useCallback, useState } from "react";
import type { Decided, DeviceView } from "../../api/generated";
import { DevicesIcon, OfflineIcon, SettingsIcon } from "../../design/icons";
import { words } from "../../devices/words";
import { useText } from "../../i18n";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { SearchField } from "../../parts/SearchField";
import { Select } from "../../parts/Select";
import { SkeletonRows } from "../../parts/Skeleton";
import { toast } from "../../parts/toasts";
import { PageHead } from "../../shell/PageHead";
import { type OnePage, usePages, useSettled } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useMe } from "../../state";
import { OnlyMine } from "../delegation/OnlyMine";
import { reachOf } from "../delegation/tasks";
import { useBoth } from "../words/both";
import { devices } from "./api";
import { Decision } from "./Decision";
import { DeviceRow } from "./DeviceRow";
import styles from "./Devices.module.css";
import { Rules } from "./Rules";

const ANY = "any";
const STATES = ["waiting", "approved", "known", "refused", "cut_off", "lost"] as const;

export type Asked = { readonly decision: Decided["decision"]; readonly ids: readonly string[] };

/** The body's devices: what waits first; approve or stop one or many. */
export function Devices({ onBack }: { onBack: (() => void) | undefined }) {
  const t = useText();
  const w = useBoth(words);
  const isWhole = reachOf(useMe(), "devices") === null; // the rules are the whole body's
  const [typed, setTyped] = useState("");
  const [state, setState] = useState<string>(ANY);
  const [waiting, setWaiting] = useState<number | null>(null);
  const [round, setRound] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked | null>(null);
  const [ruling, setRuling] = useState(false);
  const work = useWork();
  const q = useSettled(typed.trim());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round begins the same list again.
  const ask = useCallback(
    async (after: string | null, signal: AbortSignal): Promise<OnePage<DeviceView>> => {
      const page = await devices.find({ q, after, status: state === ANY ? null : state }, signal);
      setWaiting(page.waiting);
      return { items: page.devices, next: page.next };
    },
    [q, state, round],
  );
  const { items, phase, hasMore, more, again } = usePages(ask);

  async function decide({ decision, ids }: Asked, reason = ""): Promise<void> {
    if (!(await work.run(() => devices.decide({ device_ids: [...ids], decision, reason })))) return;
    toast.done(w.done);
    setAsked(null);
    setChosen(new Set());
    setRound((n) => n + 1);
  }

  function choose(id: string) {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }

  return (
    <>
      <PageHead note={waiting === null ? undefined : w.waitingCount(waiting)} onBack={onBack} title={w.title}>
        {isWhole && (
          <Button icon={<SettingsIcon size={18} />} onPress={() => setRuling(true)} small>
            {w.rules}
          </Button>
        )}
      </PageHead>
      <div className={styles.filters}>
        <SearchField label={w.find} onChange={setTyped} value={typed} />
        <Select
          choices={[{ id: ANY, label: w.any }, ...STATES.map((id) => ({ id, label: w.status[id] ?? id }))]}
          hideLabel
          label={w.filter}
          onChange={setState}
          value={state}
        />
      </div>
      {chosen.size > 0 && (
        <div className={styles.bulk} role="status">
          <span>{w.chosen(chosen.size)}</span>
          <Button
            busy={work.busy}
            look="primary"
            onPress={() => decide({ decision: "approve", ids: [...chosen] })}
            small
          >
            {w.approve}
          </Button>
          <Button onPress={() => setAsked({ decision: "refuse", ids: [...chosen] })} small>
            {w.refuse}
          </Button>
          <Button onPress={() => setAsked({ decision: "cut_off", ids: [...chosen] })} small>
            {w.cutOff}
          </Button>
        </div>
      )}
      <div className={styles.scroll}>
        <OnlyMine task="devices" />
        {items.length === 0 && phase === "asking" && <SkeletonRows rows={6} />}
        {items.length === 0 && phase === "failed" && (
          <EmptyState
            action={<Button onPress={again}>{t.parts.retry}</Button>}
            icon={<OfflineIcon />}
            title={w.failed}
          />
        )}
        {items.length === 0 && phase !== "asking" && phase !== "failed" && (
          <EmptyState icon={<DevicesIcon />} title={w.noneTitle}>
            {w.noneText}
          </EmptyState>
        )}
        <ul className={styles.list}>
          {items.map((device) => (
            <DeviceRow
              device={device}
              isChosen={chosen.has(device.id)}
              key={device.id}
              onAsk={(decision) =>
                decision === "approve"
                  ? void decide({ decision, ids: [device.id] })
                  : setAsked({ decision, ids: [device.id] })
              }
              onChoose={() => choose(device.id)}
            />
          ))}
        </ul>
        {hasMore && (
          <div className={styles.more}>
            <Button busy={phase === "asking"} onPress={more}>
              {t.parts.loadMore}
            </Button>
          </div>
        )}
      </div>
      {asked && (
        <Decision
          asked={asked}
          busy={work.busy}
          onClose={() => setAsked(null)}
          onDecide={(reason) => decide(asked, reason)}
        />
      )}
      {ruling && <Rules onClose={() => setRuling(false)} />}
    </>
  );
}
