import type { Id } from "../model/types";
import { toast } from "../parts/toasts";
import { navigate } from "../shell/route";
import { DRAFT, handovers } from "./api";
import { words } from "./words";

/** From the menu of a message: my successor should read this. */
export async function markForSuccessor(message: Id): Promise<void> {
  const w = words();
  try {
    await handovers.mark(DRAFT, message, null);
    toast.news(w.marked, { label: w.look, run: () => navigate("/handover") });
  } catch (error) {
    toast.problem(error, w.failed);
  }
}
