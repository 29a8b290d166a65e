import { useCallback, useState } from "react";
import type { BodyVideoAddress } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { ask } from "../../net/http";
import { SettingsForm } from "../../parts/Section";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { Answered } from "../../shell/Answered";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { words } from "./words";

const VIDEO = "/api/administration/video";

/** Where the body's own video meetings are; rooms start them with one touch. */
export function VideoAddress() {
  const w = useBilingual(words);
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => ask<BodyVideoAddress>("GET", VIDEO, { signal }), []),
  );
  return (
    <Answered answer={answer} failed={w.failed}>
      {(body) => <Form body={body} />}
    </Answered>
  );
}

function Form({ body }: { body: BodyVideoAddress }) {
  const w = useBilingual(words);
  const [address, setAddress] = useState(body.video.address);
  const [revision, setRevision] = useState(body.revision);
  const { busy, problem, run } = useWork({ inline: true });
  async function save() {
    const saved = await run(async () => {
      const kept = await ask<BodyVideoAddress>("PUT", VIDEO, { body: { address }, query: { revision } });
      setAddress(kept.video.address);
      setRevision(kept.revision);
    });
    if (saved) toast.done(w.saved);
  }
  return (
    <SettingsForm busy={busy} onSave={save} problem={problem} title={w.title}>
      <TextField
        hint={w.hint}
        label={w.label}
        markOptional
        maxLength={500}
        onChange={setAddress}
        type="url"
        value={address}
      />
    </SettingsForm>
  );
}
