import { text } from "../i18n";
import { toast } from "./toasts";

/** Put words on the clipboard, and say whether it worked. */
export async function copyText(words: string, done = text().parts.copied): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    toast.done(done);
  } catch (error) {
    toast.problem(error, text().shell.failed);
  }
}
