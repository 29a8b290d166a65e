import type { Id } from "../model/types";
import { Question } from "../parts/Question";
import { useWork } from "../shell/useWork";
import { actions } from "../state";
import { bringingWords } from "./bringingWords";
import type { Candidate } from "./candidate";

interface BringInProps {
  room: Id;
  candidate: Candidate;
  onSettled: (candidate: Candidate | null) => void;
}

/** Somebody who is not in the room hears nothing of being called in it: they are brought in first. */
export default function BringIn({ room, candidate, onSettled }: BringInProps) {
  const w = bringingWords();
  const work = useWork();
  const { id, name } = candidate;
  async function bring() {
    if (id === null) return;
    if (await work.run(() => actions.addMembers(room, [id], "since_joining"))) onSettled(candidate);
  }
  return (
    <Question
      busy={work.busy}
      onClose={() => onSettled(null)}
      onYes={bring}
      title={w.bringInTitle(name)}
      verb={w.bringIn}
    >
      {w.bringInText}
    </Question>
  );
}
