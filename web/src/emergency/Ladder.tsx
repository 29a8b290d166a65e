import type { BroadcastView } from "../api/generated";
import { Share } from "../parts/Share";
import styles from "./Emergency.module.css";
import { useWords } from "./words";

const STEPS = ["device", "seen", "confirmed", "answered"] as const;
const SHOWN: Readonly<Record<BroadcastView["broadcast"]["asked"], number>> = {
  read: 2,
  confirm: 3,
  question: 4,
  safety: 4,
};

/** How many have reached each step, and what they answered: in words with their denominators. */
export function Ladder({ view }: { view: BroadcastView }) {
  const w = useWords();
  const { asked, rungs } = view.broadcast;
  const people = rungs.people;
  return (
    <section aria-label={w.reached} className={styles.ladder}>
      {STEPS.slice(0, SHOWN[asked])
        .filter((step) => step !== "confirmed" || asked === "confirm")
        .map((step) => (
          <Share
            isGoal
            key={step}
            label={w.steps[step] ?? step}
            most={people}
            text={w.done(rungs[step], people)}
            used={rungs[step]}
          />
        ))}
      {view.choices.length > 0 && (
        <dl className={styles.counts}>
          {view.choices.map(({ choice, people: count }) => (
            <div data-trouble={choice === "hurt" || choice === "help"} key={choice}>
              <dt>{saidOf(view, choice, w)}</dt>
              <dd>{w.people(count)}</dd>
            </div>
          ))}
          {view.near.map(({ choice, people: count }) => (
            <div key={choice}>
              <dt>{wordOf(w.nears, choice)}</dt>
              <dd>{w.people(count)}</dd>
            </div>
          ))}
          {view.coming.map(({ choice, people: count }) => (
            <div key={choice}>
              <dt>{wordOf(w.comings, choice)}</dt>
              <dd>{w.people(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function wordOf(words: Readonly<Record<string, string>>, id: string): string {
  return words[id] ?? id;
}

/** What a choice says. */
export function saidOf(view: BroadcastView, choice: string, w: ReturnType<typeof useWords>): string {
  if (view.broadcast.asked === "safety") return w.safetyShort[choice] ?? choice;
  return view.questions.choices[Number(choice)] ?? choice;
}
