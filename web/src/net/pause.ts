const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 15_000;
const GROWTH = 1.7;

/** Growing, and never the same for two clients that were cut off together. */
export function pauseMs(failures: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * GROWTH ** failures);
  return Math.round(longest * (0.5 + random() / 2));
}
