import { OfflineIcon } from "../design/icons";
import { useText } from "../i18n";
import { Button } from "./Button";
import { EmptyState } from "./EmptyState";

/** What was asked for did not come: said in a sentence, with a button that asks again. */
export function Failed({ title, onAgain }: { title: string; onAgain: () => void }) {
  const t = useText();
  return (
    <EmptyState
      action={<Button onPress={onAgain}>{t.parts.retry}</Button>}
      icon={<OfflineIcon />}
      title={title}
    />
  );
}
