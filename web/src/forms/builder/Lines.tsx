import { useState } from "react";
import { TextField } from "../../parts/TextField";
import { LABEL_MOST, type Option, type Place } from "../document";
import { linesOf, optionsFrom, placesFrom } from "../pasted";
import { useWords } from "../words";

/** Options, one a line: typed, or pasted as a list. The rows of a matrix are written alike. */
export function OptionLines({
  options,
  label,
  onChange,
}: {
  options: readonly Option[];
  /** What they are called, where they are no options. */
  label?: string;
  onChange: (options: readonly Option[]) => void;
}) {
  const w = useWords();
  const written = options.map((one) => one.label).join("\n");
  return (
    <Lines
      hint={w.optionsHint}
      label={`${label ?? w.options}（${w.optionsCount(options.length)}）`}
      onLines={(lines) => onChange(optionsFrom(lines, options))}
      written={written}
    />
  );
}

/** Places with how many there are, one a line. */
export function PlaceLines({
  places,
  onChange,
}: {
  places: readonly Place[];
  onChange: (places: readonly Place[]) => void;
}) {
  const w = useWords();
  const written = places.map(({ label, capacity }) => `${label}, ${capacity}`).join("\n");
  return (
    <Lines
      hint={w.placesHint}
      label={`${w.places}（${w.optionsCount(places.length)}）`}
      onLines={(lines) => onChange(placesFrom(lines, places))}
      written={written}
    />
  );
}

interface LinesProps {
  label: string;
  hint: string;
  written: string;
  onLines: (lines: readonly string[]) => void;
}

/** A list as text. While it is typed it stays as it is typed, with empty lines and all. */
function Lines({ label, hint, written, onLines }: LinesProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      hint={hint}
      label={label}
      lines={Math.min(14, Math.max(4, written.split("\n").length + 1))}
      onBlur={() => setTyped(null)}
      onChange={(text) => {
        setTyped(text);
        onLines(linesOf(text).map((line) => line.trim().slice(0, LABEL_MOST)));
      }}
      value={typed ?? written}
    />
  );
}
