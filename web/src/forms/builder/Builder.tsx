import { useState } from "react";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import { useIsPhone } from "../../shell/media";
import forms from "../Forms.module.css";
import { Outlined } from "../Outlined";
import type { SectionProps } from "../section";
import { hasSelection } from "../selection";
import type { Draft } from "../useDraft";
import { useWords } from "../words";
import styles from "./Builder.module.css";
import { useHands } from "./hands";
import { Outline } from "./Outline";
import { Preview } from "./Preview";
import { Properties } from "./Properties";
import { Trial } from "./Trial";

type Pane = "outline" | "preview" | "properties";
const PANES: readonly Pane[] = ["outline", "preview", "properties"];

/** One screen: the outline, the page as applicants see it, and the settings of what is selected. */
export function Builder({ view, draft }: SectionProps) {
  const w = useWords();
  const isPhone = useIsPhone();
  const [pane, setPane] = useState<Pane>(() => (hasSelection(view.form.id) ? "properties" : "preview"));
  const [isTrial, setTrial] = useState(false);
  const hands = useHands(view.form.id, draft, view.form.rights.includes("edit"));
  const { document } = draft;
  const shows = (one: Pane) => !isPhone || pane === one;
  if (isTrial) return <Trial document={document} formId={view.form.id} onClose={() => setTrial(false)} />;
  return (
    <>
      <Copy draft={draft} />
      {isPhone && (
        <fieldset aria-label={w.panes} className={styles.panes}>
          {PANES.map((one) => (
            <Button
              aria-pressed={pane === one}
              className={cx(pane === one && styles.paneHere)}
              key={one}
              look="quiet"
              onPress={() => setPane(one)}
            >
              {w[one]}
            </Button>
          ))}
        </fieldset>
      )}
      <div className={styles.builder}>
        {shows("outline") && <Outline faults={draft.faults} hands={hands} />}
        {shows("preview") && (
          <Preview formId={view.form.id} hands={hands} key={view.form.id} onTrial={() => setTrial(true)} />
        )}
        {shows("properties") && <Properties faults={draft.faults} hands={hands} />}
      </div>
    </>
  );
}

/** After theirs was loaded: my own state, to look at and to take over. */
function Copy({ draft: { mine, dropMine, change } }: { draft: Draft }) {
  const w = useWords();
  const [isSeen, setSeen] = useState(false);
  if (mine === null) return null;
  return (
    <>
      <div className={forms.copy} role="status">
        <p>
          <strong>{w.mineKept}</strong> {w.mineKeptText}
        </p>
        <Button aria-expanded={isSeen} onPress={() => setSeen(!isSeen)} small>
          {isSeen ? w.seeTheirs : w.seeMine}
        </Button>
        <Button
          onPress={() => {
            change({ is: "whole", document: mine });
            dropMine();
          }}
          small
        >
          {w.takeMine}
        </Button>
        <Button look="quiet" onPress={dropMine} small>
          {w.dropMine}
        </Button>
      </div>
      {isSeen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it must scroll by keyboard.
        <section aria-label={w.mineKept} className={styles.mine} tabIndex={0}>
          <Outlined document={mine} />
        </section>
      )}
    </>
  );
}
