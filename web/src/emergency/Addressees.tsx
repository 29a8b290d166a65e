import { useCallback } from "react";
import type { BroadcastAddressees, BroadcastAudience } from "../api/generated";
import type { Person } from "../model/types";
import { Rounds, Switch } from "../parts/Choices";
import { FormProblem } from "../parts/Problem";
import { PeoplePicker } from "../people/PeoplePicker";
import { useAnswer } from "../shell/useAnswer";
import { broadcasts } from "./api";
import { ChosenCalled } from "./ChosenCalled";
import { ChosenDepartments } from "./ChosenDepartments";
import { useWords } from "./words";

export type Whom = "all" | "departments" | "titles" | "people";

export interface Chosen {
  readonly whom: Whom;
  readonly departments: readonly string[];
  readonly titles: readonly string[];
  readonly people: readonly Person[];
  readonly guests: boolean;
  readonly affiliations: readonly string[];
}

export const EVERYBODY: Chosen = {
  whom: "all",
  departments: [],
  titles: [],
  people: [],
  guests: false,
  affiliations: [],
};
const NONE: BroadcastAddressees = { titles: [], affiliations: [] };

/** Whom it goes to, as the server is told. */
export function audienceOf(chosen: Chosen): BroadcastAudience {
  const { whom, departments, titles, people, guests, affiliations } = chosen;
  return {
    everybody: whom === "all",
    guests,
    department_ids: whom === "departments" ? [...departments] : [],
    titles: whom === "titles" ? [...titles] : [],
    member_ids: whom === "people" ? people.map(({ id }) => id) : [],
    affiliations: guests ? [] : [...affiliations],
  };
}

/** What is missing: a choice without anything chosen, unless guests are. */
export function missingOf(chosen: Chosen): Exclude<Whom, "all"> | null {
  const { whom, guests, affiliations } = chosen;
  if (whom === "all" || guests || affiliations.length > 0) return null;
  return chosen[whom].length === 0 ? whom : null;
}

interface AddresseesProps {
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  isTried: boolean;
}

export function Addressees({ chosen, onChange, isTried }: AddresseesProps) {
  const w = useWords();
  const found = useAnswer(useCallback((signal: AbortSignal) => broadcasts.addressees(signal), []));
  const { titles, affiliations } = found.value ?? NONE;
  const change = (part: Partial<Chosen>) => onChange({ ...chosen, ...part });
  const missing = isTried ? missingOf(chosen) : null;
  return (
    <>
      <Rounds
        choices={[
          { id: "all", label: w.toAll },
          { id: "departments", label: w.toSome, note: w.below },
          { id: "titles", label: w.toTitles },
          { id: "people", label: w.toPeople },
        ]}
        label={w.to}
        onChange={(whom) => change({ whom })}
        value={chosen.whom}
      />
      {chosen.whom === "departments" && (
        <ChosenDepartments
          chosen={chosen.departments}
          error={missing === "departments" ? w.needDepartment : null}
          onChange={(departments) => change({ departments })}
        />
      )}
      {chosen.whom === "titles" && (
        <ChosenCalled
          all={titles}
          chosen={chosen.titles}
          error={missing === "titles" ? w.needTitle : null}
          label={w.titles}
          none={w.titlesNone}
          onChange={(some) => change({ titles: some })}
        />
      )}
      {chosen.whom === "people" && (
        <>
          <PeoplePicker chosen={chosen.people} onChange={(people) => change({ people })} />
          <FormProblem text={missing === "people" ? w.needPeople : null} />
        </>
      )}
      <Switch label={w.withGuests} on={chosen.guests} onChange={(guests) => change({ guests })} />
      {!chosen.guests && affiliations.length > 0 && (
        <ChosenCalled
          all={affiliations}
          chosen={chosen.affiliations}
          error={null}
          label={w.affiliations}
          none=""
          onChange={(some) => change({ affiliations: some })}
        />
      )}
    </>
  );
}
