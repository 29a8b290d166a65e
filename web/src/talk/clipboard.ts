/** Words for the clipboard, also within networks that browsers call insecure. */
import { text } from "../i18n";
import { toast } from "../parts/toasts";

export async function copy(words: string, done: string): Promise<void> {
  try {
    await (navigator.clipboard ? navigator.clipboard.writeText(words) : copyByHand(words));
    toast.done(done);
  } catch {
    toast.problem(null, text().talk.copyFailed);
  }
}

/** Without a secure context, as within some networks, there is no clipboard object. */
function copyByHand(words: string): void {
  const area = document.createElement("textarea");
  area.value = words;
  area.className = "said";
  document.body.append(area);
  area.select();
  const isDone = document.execCommand("copy");
  area.remove();
  if (!isDone) throw new Error("copy");
}
