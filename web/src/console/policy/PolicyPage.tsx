import { useCallback, useState } from "react";
import type { PolicyPage as Page, Policy } from "../../api/generated";
import { Button } from "../../parts/Button";
import { Failed } from "../../parts/Failed";
import { Select } from "../../parts/Select";
import { SkeletonRows } from "../../parts/Skeleton";
import { Tabs } from "../../parts/Tabs";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { policies } from "./api";
import { FaceNotes } from "./FaceNotes";
import { History } from "./History";
import { Matrix } from "./Matrix";
import { networksIn, withRules } from "./model";
import styles from "./PolicyPage.module.css";
import { Review } from "./Review";
import { Simulate } from "./Simulate";
import { faceName, usePolicyWords } from "./words";

/** What may be done from where: set, looked at before it is saved, tried out, taken back. */
export function PolicyPage({ onBack }: { onBack: (() => void) | undefined }) {
  const w = usePolicyWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => policies.page(signal), []));
  const [saved, setSaved] = useState<Page | null>(null);
  const [tab, setTab] = useState<"rules" | "simulate" | "history">("rules");
  const page = saved ?? answer.value;
  if (page === null) {
    return (
      <>
        <PageHead onBack={onBack} title={w.title} />
        {answer.phase === "failed" ? <Failed onAgain={answer.again} title={w.failed} /> : <SkeletonRows />}
      </>
    );
  }
  return (
    <>
      <PageHead onBack={onBack} title={w.title} />
      <div className={styles.page}>
        <Tabs
          chosen={tab}
          label={w.title}
          onChoose={setTab}
          tabs={[
            {
              id: "rules",
              label: w.tabs.rules,
              panel: <Rules key={page.policy.revision} onSaved={setSaved} page={page} />,
            },
            { id: "simulate", label: w.tabs.simulate, panel: <Simulate faces={page.faces} /> },
            { id: "history", label: w.tabs.history, panel: <History onUndone={setSaved} page={page} /> },
          ]}
        />
      </div>
    </>
  );
}

function Rules({ page, onSaved }: { page: Page; onSaved: (page: Page) => void }) {
  const w = usePolicyWords();
  const [policy, setPolicy] = useState<Policy>(page.policy);
  const [face, setFace] = useState(page.faces[0] ?? "single");
  const [reviewing, setReviewing] = useState(false);
  const hasChanges = policy !== page.policy;

  function take(name: string) {
    const preset = page.presets.find((each) => each.name === name);
    if (preset === undefined) return;
    setPolicy(withRules(policy, preset.rules));
    toast.done(w.presetTaken(w.presets[name]?.name ?? name));
  }

  return (
    <div className={styles.rules}>
      <p className={styles.lead}>{w.lead}</p>
      <FaceNotes onDecide={() => setReviewing(true)} onForgotten={onSaved} page={page} />
      <div className={styles.tools}>
        <Select
          choices={([1, 2, 3] as const).map((each) => ({ id: String(each), label: w.classes[each] }))}
          label={w.defaultClass}
          onChange={(id) => setPolicy({ ...policy, default_class: id === "1" ? 1 : id === "2" ? 2 : 3 })}
          value={String(policy.default_class)}
        />
        <span className={styles.preset}>
          <Select
            choices={page.presets.map(({ name }) => ({
              id: name,
              label: w.presets[name]?.name ?? name,
              note: w.presets[name]?.note ?? "",
            }))}
            label={w.preset}
            onChange={take}
            placeholder={w.choosePreset}
            value={null}
          />
        </span>
      </div>
      <Tabs
        chosen={face}
        label={w.face}
        onChoose={setFace}
        tabs={page.faces.map((each) => ({
          id: each,
          label: faceName(each, w),
          panel: (
            <>
              <Matrix face={each} onChange={setPolicy} page={page} policy={policy} />
              <Networks address={page.address} face={each} onChange={setPolicy} policy={policy} />
            </>
          ),
        }))}
      />
      {hasChanges && (
        <div className={styles.saving} role="status">
          <span className={styles.unsaved}>{w.unsaved}</span>
          <Button onPress={() => setPolicy(page.policy)}>{w.discard}</Button>
          <Button look="primary" onPress={() => setReviewing(true)}>
            {w.review}
          </Button>
        </div>
      )}
      {reviewing && (
        <Review
          onClose={() => setReviewing(false)}
          onSaved={(after) => {
            setReviewing(false);
            onSaved(after);
          }}
          policy={policy}
        />
      )}
    </div>
  );
}

interface NetworksProps {
  policy: Policy;
  face: string;
  address: string;
  onChange: (policy: Policy) => void;
}

function Networks({ policy, face, address, onChange }: NetworksProps) {
  const w = usePolicyWords();
  const [typed, setTyped] = useState((policy.networks[face] ?? []).join("\n"));
  return (
    <div className={styles.networks}>
      <TextField
        hint={w.networksHint(address)}
        label={w.networks}
        lines={3}
        onChange={(next) => {
          setTyped(next);
          onChange({ ...policy, networks: { ...policy.networks, [face]: networksIn(next) } });
        }}
        value={typed}
      />
    </div>
  );
}
