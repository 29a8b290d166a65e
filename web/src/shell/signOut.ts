import { text } from "../i18n";
import { toast } from "../parts/toasts";
import { actions } from "../state";
import { navigate } from "./route";

export async function signOut(): Promise<void> {
  try {
    await actions.signOut();
    // Whoever signs in next begins at the beginning.
    navigate("/", { replace: true });
  } catch (error) {
    toast.problem(error, text().shell.signOutFailed);
  }
}
