import { Rounds, Switch } from "../../parts/Choices";
import type { QuestionOf } from "../document";
import { useWords } from "../words";
import type { KindFieldsProps } from "./kindProps";
import { PlaceLines } from "./Lines";
import { NumberField } from "./NumberField";

const WAITING_MOST = 1_000_000;

/** Places, who gets them, and how many may wait. */
export function PlacesFields({ question, set }: KindFieldsProps<QuestionOf<"places">>) {
  const w = useWords();
  return (
    <>
      <PlaceLines onChange={(places) => set({ places })} places={question.places} />
      <Rounds
        choices={(["order", "lottery"] as const).map((id) => ({
          id,
          label: w.givenBys[id],
          note: w.givenByNotes[id],
        }))}
        label={w.givenBy}
        onChange={(given_by) => set({ given_by })}
        value={question.given_by}
      />
      <NumberField
        hint={w.waitingMostHint}
        label={w.waitingMost}
        most={WAITING_MOST}
        onChange={(waiting) => set({ waiting: waiting ?? 0 })}
        value={question.waiting}
      />
      <Switch label={w.placesLeft} on={question.shows_left} onChange={(shows_left) => set({ shows_left })} />
    </>
  );
}
