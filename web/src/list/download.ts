import { text } from "../i18n";
import { toast } from "../parts/toasts";
import { api } from "../state";

/** Save what the server exports there. A download cannot ask for a proof by itself, so it is asked for before. */
export async function download(url: string): Promise<void> {
  try {
    await api.freshProof();
    location.assign(url);
  } catch (error) {
    toast.problem(error, text().shell.failed);
  }
}
