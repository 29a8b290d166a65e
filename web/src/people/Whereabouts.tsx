import type { Id } from "../model/types";
import { Tag } from "../parts/Badge";
import { useNow } from "../shell/useNow";
import { useWhereabouts } from "./whereabouts";
import { saidOf, useWhereaboutsWords } from "./whereaboutsWords";

/** Beside a name: 会議中 15:00まで. Nothing for who reported nothing. */
export function Whereabouts({ id }: { id: Id }) {
  const w = useWhereaboutsWords();
  const now = useNow();
  const one = useWhereabouts(id);
  return one === null ? null : <Tag>{saidOf(one, now, w)}</Tag>;
}
