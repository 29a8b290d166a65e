import { type ReactNode, useState } from "react";
import type { PasskeyView } from "../api/generated";
import { Dialog } from "../parts/Dialog";
import { FormDialog } from "../parts/FormDialog";
import { Question } from "../parts/Question";
import { TextField } from "../parts/TextField";
import { useWork } from "../shell/useWork";
import { AppForm } from "./AppForm";
import { factors } from "./api";
import { CodesKept } from "./CodesKept";
import { PasskeyForm } from "./PasskeyForm";
import { useWords } from "./words";

export type Asked =
  | { readonly kind: "app" | "passkey" | "codes" | "remove-app" }
  | { readonly kind: "rename" | "remove-passkey"; readonly passkey: PasskeyView };

interface Props {
  asked: Asked;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** One thing to do with one's factors. */
export function SafetyDialog({ asked, onClose, onDone }: Props) {
  const w = useWords();
  switch (asked.kind) {
    case "app":
      return <Adding onClose={onClose} onDone={() => onDone(w.appAdded)} way="app" />;
    case "passkey":
      return <Adding onClose={onClose} onDone={() => onDone(w.passkeyAdded)} way="passkey" />;
    case "codes":
      return <Anew onClose={onClose} />;
    case "rename":
      return <Rename onClose={onClose} passkey={asked.passkey} />;
    case "remove-app":
      return (
        <Removal
          onClose={onClose}
          onDone={onDone}
          remove={factors.removeApp}
          text={w.removeAppText}
          title={w.removeAppTitle}
        />
      );
    case "remove-passkey":
      return (
        <Removal
          onClose={onClose}
          onDone={onDone}
          remove={() => factors.removePasskey(asked.passkey.id)}
          text={w.removePasskeyText(asked.passkey.name)}
          title={w.removePasskeyTitle}
        />
      );
    default:
      return null;
  }
}

function Adding({
  way,
  onClose,
  onDone,
}: {
  way: "app" | "passkey";
  onClose: () => void;
  onDone: () => void;
}) {
  const w = useWords();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const added = (given: readonly string[] | null) => (given === null ? onDone() : setCodes(given));
  const title = way === "app" ? w.appTitle : w.passkeyTitle;
  if (codes !== null) {
    return (
      <Dialog holds onClose={onClose} size="narrow" title={w.codesTitle}>
        <CodesKept codes={codes} onKept={onDone} />
      </Dialog>
    );
  }
  const Form = way === "app" ? AppForm : PasskeyForm;
  const frame = (submit: () => void, children: ReactNode) => (
    <Dialog holds onClose={onClose} onSubmit={submit} size="narrow" title={title}>
      {children}
    </Dialog>
  );
  return <Form frame={frame} onAdded={added} />;
}

function Anew({ onClose }: { onClose: () => void }) {
  const w = useWords();
  const work = useWork();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) {
    return (
      <Dialog holds onClose={onClose} size="narrow" title={w.codesTitle}>
        <CodesKept codes={codes} onKept={onClose} />
      </Dialog>
    );
  }
  return (
    <Question
      busy={work.busy}
      onClose={onClose}
      onYes={() => void work.run(async () => setCodes((await factors.newCodes()).codes))}
      title={w.codesAnewTitle}
      verb={w.codesAnew}
    >
      {w.codesAnewText}
    </Question>
  );
}

function Rename({ passkey, onClose }: { passkey: PasskeyView; onClose: () => void }) {
  const w = useWords();
  const [name, setName] = useState(passkey.name);
  const [missing, setMissing] = useState<string | null>(null);
  const work = useWork({ inline: true });
  async function submit() {
    setMissing(name.trim() === "" ? w.passkeyNameMissing : null);
    if (name.trim() === "") return;
    if (await work.run(() => factors.namePasskey(passkey.id, name))) onClose();
  }
  return (
    <FormDialog
      busy={work.busy}
      onClose={onClose}
      onSubmit={submit}
      problem={work.problem}
      size="narrow"
      title={w.renameTitle}
      verb={w.save}
    >
      <TextField
        autoFocus
        error={missing}
        label={w.passkeyName}
        maxLength={60}
        onChange={setName}
        value={name}
      />
    </FormDialog>
  );
}

interface RemovalProps {
  title: string;
  text: string;
  remove: () => Promise<void>;
  onClose: () => void;
  onDone: (said: string) => void;
}

function Removal({ title, text, remove, onClose, onDone }: RemovalProps) {
  const w = useWords();
  const work = useWork();
  return (
    <Question
      busy={work.busy}
      danger
      onClose={onClose}
      onYes={async () => {
        if (await work.run(remove)) onDone(w.removed);
      }}
      title={title}
      verb={w.remove}
    >
      {text}
    </Question>
  );
}
