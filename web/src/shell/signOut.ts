import { text } from "../i18n";
import { toast } from "../parts/toasts";
import { actions } from "../state";

export async function signOut(): Promise<void> {
  try {
    await actions.signOut();
  } catch (error) {
    toast.problem(error, text().shell.signOutFailed);
  }
}
