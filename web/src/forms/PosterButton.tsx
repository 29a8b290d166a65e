import { PrintIcon } from "../design/icons";
import { Button } from "../parts/Button";
import { useWork } from "../shell/useWork";
import { paper } from "./paper";
import { useWords } from "./words";

/** A page to be put up, with a code that opens the form. */
export function PosterButton({ formId }: { formId: string }) {
  const w = useWords();
  const { busy, run } = useWork();
  return (
    <Button
      busy={busy}
      icon={<PrintIcon size={18} />}
      onPress={() => void run(() => paper.poster(formId))}
      small
    >
      {w.poster}
    </Button>
  );
}
