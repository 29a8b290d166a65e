import { useState } from "react";
import type { Losses } from "../../api/generated";
import { DownloadIcon } from "../../design/icons";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { Rounds, Switch } from "../../parts/Choices";
import { Dialog } from "../../parts/Dialog";
import { FormProblem } from "../../parts/Problem";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { type Encoding, roster, saveRoster } from "./api";
import styles from "./Roster.module.css";
import { words } from "./words";

/** The roster as a file; what an encoding cannot carry is told before. */
export function Export() {
  const r = useBilingual(words);
  const [encoding, setEncoding] = useState<Encoding>("utf-8");
  const [left, setLeft] = useState(false);
  const [losses, setLosses] = useState<Losses | null>(null);
  const work = useWork({ inline: true });

  async function save() {
    await saveRoster(encoding, left);
    setLosses(null);
    toast.done(r.saved);
  }
  const start = () =>
    work.run(async () => {
      const found = encoding === "cp932" ? await roster.losses(left) : null;
      if (found && found.losses.length > 0) setLosses(found);
      else await save();
    });

  return (
    <div className={styles.part}>
      <p className={styles.lead}>{r.exportLead}</p>
      <Rounds
        choices={[
          { id: "utf-8", label: r.utf8, note: r.utf8Note },
          { id: "cp932", label: r.cp932, note: r.cp932Note },
        ]}
        label={r.encoding}
        onChange={setEncoding}
        value={encoding}
      />
      <Switch label={r.withLeft} on={left} onChange={setLeft} />
      <FormProblem text={work.problem} />
      <div className={styles.buttons}>
        <Button busy={work.busy} icon={<DownloadIcon size={18} />} look="primary" onPress={start}>
          {r.save}
        </Button>
      </div>
      {losses && (
        <Lost
          busy={work.busy}
          losses={losses}
          onClose={() => setLosses(null)}
          onSave={() => work.run(save)}
        />
      )}
    </div>
  );
}

interface LostProps {
  losses: Losses;
  busy: boolean;
  onSave: () => void;
  onClose: () => void;
}

function Lost({ losses: { losses }, busy, onSave, onClose }: LostProps) {
  const r = useBilingual(words);
  return (
    <Dialog
      actions={
        <Button busy={busy} look="primary" type="submit">
          {r.lossSave}
        </Button>
      }
      onClose={onClose}
      onSubmit={onSave}
      size="wide"
      title={r.lossTitle(losses.length)}
    >
      <p>{r.lossText}</p>
      <ul className={styles.list}>
        {losses.map((loss) => (
          <li className={styles.fault} key={`${loss.member_id} ${loss.column}`}>
            <span className={styles.where}>
              {loss.name}（{loss.column}）
            </span>
            <span className={styles.faulty}>{loss.characters.join(" ")}</span>
            <span>
              {r.written}: {loss.written}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
