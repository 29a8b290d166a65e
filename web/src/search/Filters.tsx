import { useState } from "react";
import { ComboBox } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { useText } from "../i18n";
import type { Id } from "../model/types";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import field from "../parts/Field.module.css";
import { Select } from "../parts/Select";
import list from "../parts/Select.module.css";
import { sectionOf } from "../people/names";
import { usePeopleFound } from "../people/useDirectory";
import { nameOf } from "../rooms/name";
import type { SearchRoute } from "../shell/route";
import { useMe, usePerson, useRooms } from "../state";
import styles from "./Filters.module.css";

interface FiltersProps {
  query: SearchRoute;
  onChange: (change: Partial<SearchRoute>) => void;
  hasAny: boolean;
}

const ANY = "any";

/** By room, by person, by period, by what a message carries. */
export function Filters({ query, onChange, hasAny }: FiltersProps) {
  const t = useText();
  const rooms = useRooms();
  return (
    <div className={styles.filters}>
      <div className={styles.wide}>
        <Select
          choices={[
            { id: ANY, label: t.search.anyRoom },
            ...rooms.map((room) => ({ id: room.id, label: nameOf(room, t) })),
          ]}
          label={t.search.room}
          onChange={(id) => onChange({ room: id === ANY ? null : id })}
          value={query.room ?? ANY}
        />
      </div>
      <div className={styles.wide}>
        <Author id={query.author} key={query.author} onChange={(author) => onChange({ author })} />
      </div>
      <DayField
        label={t.search.from}
        max={query.to}
        onChange={(from) => onChange({ from })}
        value={query.from}
      />
      <DayField label={t.search.to} min={query.from} onChange={(to) => onChange({ to })} value={query.to} />
      <Tick isOn={query.files} label={t.search.withFiles} onChange={(files) => onChange({ files })} />
      <Tick isOn={query.me} label={t.search.toMe} onChange={(me) => onChange({ me })} />
      {hasAny && (
        <Button
          look="quiet"
          onPress={() =>
            onChange({ room: null, author: null, from: null, to: null, files: false, me: false })
          }
        >
          {t.search.clear}
        </Button>
      )}
    </div>
  );
}

function Tick({
  label,
  isOn,
  onChange,
}: {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <label className={styles.tick}>
      <input checked={isOn} onChange={(event) => onChange(event.target.checked)} type="checkbox" />
      {label}
    </label>
  );
}

function Author({ id, onChange }: { id: Id | null; onChange: (id: Id | null) => void }) {
  const t = useText();
  const me = useMe();
  const person = usePerson(id);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? person?.name ?? "";
  const found = usePeopleFound(typed ?? "", null);
  return (
    <ComboBox
      allowsEmptyCollection={false}
      className={cx(field.field)}
      inputValue={shown}
      items={found.items}
      menuTrigger="input"
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      onInputChange={(value) => {
        setTyped(value);
        if (value === "" && id !== null) onChange(null);
      }}
      value={id}
    >
      <Label className={cx(field.label)}>{t.search.author}</Label>
      <Input className={cx(field.input, styles.input)} placeholder={t.search.anyAuthor} />
      <Popover className={cx(list.popover)} offset={4}>
        <ListBox className={cx(list.list)}>
          {(each: (typeof found.items)[number]) => (
            <ListBoxItem className={cx(list.item, styles.person)} id={each.id} textValue={each.name}>
              <Avatar person={each} size="small" />
              <span className={list.words}>
                <span>{each.name}</span>
                <span className={list.note}>{sectionOf(each, me.organization.id)}</span>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

interface DayFieldProps {
  label: string;
  value: string | null;
  min?: string | null;
  max?: string | null;
  onChange: (day: string | null) => void;
}

/** The browser's own field for a day: it speaks the person's calendar and every phone knows it. */
function DayField({ label, value, min, max, onChange }: DayFieldProps) {
  return (
    <label className={field.field}>
      <span className={field.label}>{label}</span>
      <input
        className={cx(field.input, styles.input, styles.day)}
        max={max ?? undefined}
        min={min ?? undefined}
        onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
        type="date"
        value={value ?? ""}
      />
    </label>
  );
}
