import { useState } from "react";
import type { AllianceView } from "../api/generated";
import { Rounds, Switch } from "../parts/Choices";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { alliances } from "./api";
import { useWords } from "./words";

interface ChangeAllianceProps {
  /** Null: one is founded. */
  view: AllianceView | null;
  onDone: (view: AllianceView) => void;
  onClose: () => void;
}

const OPENED_BY = ["everybody", "moderators"] as const;

/** Found an alliance, or change its name, its terms and whether it is listed. */
export function ChangeAlliance({ view, onDone, onClose }: ChangeAllianceProps) {
  const w = useWords();
  const [name, setName] = useState(view?.card.name ?? "");
  const [purpose, setPurpose] = useState(view?.card.purpose ?? "");
  const [terms, setTerms] = useState(view?.terms ?? "");
  const [welcome, setWelcome] = useState(view?.welcome ?? "");
  const [openedBy, setOpenedBy] = useState<AllianceView["opened_by"]>(view?.opened_by ?? "everybody");
  const [isListed, setListed] = useState(view?.is_listed ?? true);
  const [asked, setAsked] = useState(false);
  const work = useWork({ inline: true });
  const isGood = name.trim() !== "" && terms.trim() !== "";

  function save() {
    setAsked(true);
    if (!isGood) return;
    return work.run(async () => {
      const wanted = {
        name: name.trim(),
        purpose: purpose.trim(),
        terms: terms.trim(),
        welcome: welcome.trim(),
        opened_by: openedBy,
        is_listed: isListed,
      };
      const done =
        view === null
          ? await alliances.found(wanted)
          : await alliances.change(view.card.id, { revision: view.revision, ...wanted });
      if (view !== null) toast.done(w.changed);
      onClose();
      onDone(done);
    });
  }

  return (
    <FormDialog
      busy={work.busy}
      holds
      lead={view === null ? w.foundLead : undefined}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      size="wide"
      title={view === null ? w.found : w.change}
      {...(view === null ? { verb: w.found } : {})}
    >
      <TextField
        autoFocus
        error={asked && name.trim() === "" ? w.nameNeeded : null}
        isRequired
        label={w.name}
        maxLength={60}
        onChange={setName}
        placeholder={w.namePlaceholder}
        value={name}
      />
      <TextField
        label={w.purpose}
        lines={2}
        markOptional
        maxLength={500}
        onChange={setPurpose}
        placeholder={w.purposePlaceholder}
        value={purpose}
      />
      <TextField
        error={asked && terms.trim() === "" ? w.termsNeeded : null}
        hint={w.termsHint}
        isRequired
        label={w.terms}
        lines={8}
        maxLength={10_000}
        onChange={setTerms}
        value={terms}
      />
      <TextField
        hint={w.welcomeHint}
        label={w.welcome}
        lines={4}
        markOptional
        maxLength={2_000}
        onChange={setWelcome}
        value={welcome}
      />
      <Rounds
        choices={OPENED_BY.map((id) => ({ id, label: w.openedByChoices[id] }))}
        inline
        label={w.openedBy}
        onChange={setOpenedBy}
        value={openedBy}
      />
      <Switch label={w.listed} note={w.listedNote} on={isListed} onChange={setListed} />
    </FormDialog>
  );
}
