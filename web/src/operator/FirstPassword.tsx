import { useBilingual } from "../i18n/useBilingual";
import { ShownOnce } from "../parts/ShownOnce";
import { words } from "./words";

interface FirstPasswordProps {
  lead: string;
  title?: string;
  text?: string;
  loginLabel?: string;
  login: string;
  password: string;
  onClose: () => void;
}

/** The first password of an administrator or an operator. */
export function FirstPassword({ lead, login, password, onClose, ...own }: FirstPasswordProps) {
  const w = useBilingual(words);
  return (
    <ShownOnce
      done={w.close}
      facts={[{ label: own.loginLabel ?? w.login, value: login }]}
      lead={lead}
      note={own.text ?? w.issuedText}
      onClose={onClose}
      secret={password}
      title={own.title ?? w.issuedTitle}
    />
  );
}
