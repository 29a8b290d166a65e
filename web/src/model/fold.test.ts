import { expect, test } from "vitest";
import { fold, learnVariants } from "./fold";
import vectors from "./fold.vectors.json";

test("words are folded as the server folds them", async () => {
  await learnVariants();
  for (const [written, folded] of vectors) expect(fold(written ?? ""), written).toBe(folded);
});
