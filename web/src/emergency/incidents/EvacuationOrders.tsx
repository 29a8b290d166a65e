import type { EvacuationRow } from "../../api/generated";
import { Button } from "../../parts/Button";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import styles from "./Incidents.module.css";
import { TimeField } from "./TimeField";
import { localOf } from "./times";
import { useIncidentWords } from "./words";

type Order = EvacuationRow["order"];

const NEW: EvacuationRow = {
  order: "elderly",
  area: "",
  issued_at: null,
  lifted_at: null,
  households: null,
  people: null,
};

interface EvacuationOrdersProps {
  orders: readonly EvacuationRow[];
  isTried: boolean;
  onChange: (orders: readonly EvacuationRow[]) => void;
}

/** The orders to evacuate: which, where, since when, for how many. */
export function EvacuationOrders({ orders, isTried, onChange }: EvacuationOrdersProps) {
  const w = useIncidentWords();
  return (
    <fieldset className={styles.field}>
      <legend>{w.orders}</legend>
      {orders.map((one, at) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, and are changed in place.
          key={at}
          isTried={isTried}
          onChange={(changed) => onChange(orders.map((each, place) => (place === at ? changed : each)))}
          onDrop={() => onChange(orders.filter((_, place) => place !== at))}
          one={one}
        />
      ))}
      <Button onPress={() => onChange([...orders, NEW])} small>
        {w.addOrder}
      </Button>
    </fieldset>
  );
}

interface RowProps {
  one: EvacuationRow;
  isTried: boolean;
  onChange: (one: EvacuationRow) => void;
  onDrop: () => void;
}

function Row({ one, isTried, onChange, onDrop }: RowProps) {
  const w = useIncidentWords();
  const instant = (value: string) => (value === "" ? null : new Date(value).getTime());
  const local = (at: number | null) => (at === null ? "" : localOf(at));
  return (
    <div className={styles.items}>
      <Select
        choices={(Object.keys(w.orderKinds) as Order[]).map((id) => ({ id, label: w.orderKinds[id] }))}
        label={w.order}
        onChange={(order) => onChange({ ...one, order })}
        value={one.order}
      />
      <TextField
        error={isTried && one.area.trim() === "" ? w.needText : null}
        label={w.area}
        maxLength={120}
        onChange={(area) => onChange({ ...one, area })}
        value={one.area}
      />
      <TimeField
        hint={w.noTime}
        label={w.orderAt}
        onChange={(value) => onChange({ ...one, issued_at: instant(value) })}
        value={local(one.issued_at)}
      />
      <TimeField
        hint={w.noLift}
        label={w.liftedAt}
        onChange={(value) => onChange({ ...one, lifted_at: instant(value) })}
        value={local(one.lifted_at)}
      />
      <Many
        label={w.households}
        onChange={(households) => onChange({ ...one, households })}
        value={one.households}
      />
      <Many label={w.persons} onChange={(people) => onChange({ ...one, people })} value={one.people} />
      <Button look="quiet" onPress={onDrop} small>
        {w.dropOrder}
      </Button>
    </div>
  );
}

interface ManyProps {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
}

/** A number, or nothing: not confirmed. */
function Many({ label, value, onChange }: ManyProps) {
  const w = useIncidentWords();
  const read = (typed: string) => {
    const digits = typed.normalize("NFKC").replace(/\D/g, "").slice(0, 12);
    onChange(digits === "" ? null : Number(digits));
  };
  return (
    <TextField
      inputMode="numeric"
      label={label}
      onChange={read}
      placeholder={w.unconfirmed}
      value={value === null ? "" : String(value)}
    />
  );
}
