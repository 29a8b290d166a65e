import { useCallback, useState } from "react";
import { DevicesIcon, SettingsIcon } from "../../design/icons";
import { words } from "../../devices/words";
import { useBilingual } from "../../i18n/useBilingual";
import { Filters, List } from "../../list/List";
import { SelectionBar } from "../../list/Selection";
import { useList } from "../../list/useList";
import { useSelection } from "../../list/useSelection";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { SearchField } from "../../parts/SearchField";
import { Select } from "../../parts/Select";
import { toast } from "../../parts/toasts";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useSettled } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useMe } from "../../state";
import { OnlyMine } from "../delegation/OnlyMine";
import { reachOf } from "../delegation/tasks";
import { devices } from "./api";
import { type Asked, Decision } from "./Decision";
import { DeviceRow } from "./DeviceRow";
import { Rules } from "./Rules";

const ANY = "any";
const STATES = ["waiting", "approved", "known", "refused", "cut_off", "lost"] as const;

/** The body's devices: what waits first; approve or stop one or many. */
export function Devices({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBilingual(words);
  const isWhole = reachOf(useMe(), "devices") === null; // the rules are the whole body's
  const [typed, setTyped] = useState("");
  const [state, setState] = useState<string>(ANY);
  const selection = useSelection();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [ruling, setRuling] = useState(false);
  const work = useWork();
  const q = useSettled(typed.trim());
  const found = useList(
    "devices",
    useCallback(
      (after: string | null, signal: AbortSignal) =>
        devices.find({ q, after, status: state === ANY ? null : state }, signal),
      [q, state],
    ),
  );
  const { page, restart } = found;
  const chosen = [...selection.ids];

  async function decide({ decision, ids }: Asked, reason = ""): Promise<void> {
    if (!(await work.run(() => devices.decide({ device_ids: [...ids], decision, reason })))) return;
    toast.done(w.done);
    setAsked(null);
    selection.stop();
    restart();
  }

  return (
    <>
      <PageHead
        note={page === null ? undefined : w.waitingCount(page.waiting)}
        onBack={onBack}
        title={w.title}
      >
        {isWhole && (
          <Button icon={<SettingsIcon size={18} />} onPress={() => setRuling(true)} small>
            {w.rules}
          </Button>
        )}
      </PageHead>
      <Filters>
        <SearchField label={w.find} onChange={setTyped} value={typed} />
        <Select
          choices={[{ id: ANY, label: w.any }, ...STATES.map((id) => ({ id, label: w.status[id] ?? id }))]}
          hideLabel
          label={w.filter}
          onChange={setState}
          value={state}
        />
      </Filters>
      <PageBody edge>
        <OnlyMine task="devices" />
        <List
          empty={
            <EmptyState icon={<DevicesIcon />} title={w.noneTitle}>
              {w.noneText}
            </EmptyState>
          }
          failed={w.failed}
          found={found}
          row={(device) => (
            <DeviceRow
              device={device}
              key={device.id}
              onAsk={(decision) =>
                decision === "approve"
                  ? void decide({ decision, ids: [device.id] })
                  : setAsked({ decision, ids: [device.id] })
              }
              selection={selection}
            />
          )}
          wide
        />
      </PageBody>
      {chosen.length > 0 && (
        <SelectionBar label={w.title} said={w.chosen(chosen.length)}>
          <Button
            busy={work.busy}
            look="primary"
            onPress={() => decide({ decision: "approve", ids: chosen })}
            small
          >
            {w.approve}
          </Button>
          <Button onPress={() => setAsked({ decision: "refuse", ids: chosen })} small>
            {w.refuse}
          </Button>
          <Button onPress={() => setAsked({ decision: "cut_off", ids: chosen })} small>
            {w.cutOff}
          </Button>
        </SelectionBar>
      )}
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
