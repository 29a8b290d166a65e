import { useId, useRef } from "react";
import { ImageIcon, TrashIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { FormProblem } from "../../parts/Problem";
import { TextField } from "../../parts/TextField";
import { useWork } from "../../shell/useWork";
import { forms } from "../api";
import type { QuestionOf } from "../document";
import { useWords } from "../words";
import styles from "./PictureFields.module.css";

interface PictureFieldsProps {
  formId: string;
  question: QuestionOf<"explanation">;
  set: (part: object) => void;
}

const TYPES = "image/png,image/jpeg,image/webp";
const ALT_MOST = 300;

/** The picture of an explanation, and what is read to whoever does not see it. */
export function PictureFields({ formId, question, set }: PictureFieldsProps) {
  const w = useWords();
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const work = useWork({ inline: true });
  const { picture, alt } = question;
  const choose = (file: File | undefined) =>
    file && work.run(async () => set({ picture: await forms.makePicture(formId, file) }));
  return (
    <fieldset aria-describedby={hint} className={styles.group}>
      <legend>{w.picture}</legend>
      {picture !== null && (
        <img
          alt={alt}
          className={styles.picture}
          height={picture.height}
          src={`/api/files/${encodeURIComponent(picture.id)}/content`}
          width={picture.width}
        />
      )}
      <input
        accept={TYPES}
        hidden
        onChange={({ target }) => {
          choose(target.files?.[0]);
          target.value = "";
        }}
        ref={input}
        type="file"
      />
      <span className={styles.acts}>
        <Button busy={work.busy} icon={<ImageIcon size={18} />} onPress={() => input.current?.click()} small>
          {picture === null ? w.choosePicture : w.changePicture}
        </Button>
        {picture !== null && (
          <Button
            icon={<TrashIcon size={18} />}
            isDisabled={work.busy}
            look="quiet"
            onPress={() => set({ picture: null, alt: "" })}
            small
          >
            {w.removePicture}
          </Button>
        )}
      </span>
      <p className={styles.hint} id={hint}>
        {w.pictureHint}
      </p>
      {work.problem !== null && <FormProblem text={work.problem} />}
      {(picture !== null || alt !== "") && (
        <TextField
          error={picture !== null && alt.trim() === "" ? w.pictureAltMissing : null}
          hint={w.pictureAltHint}
          label={w.pictureAlt}
          lines={2}
          maxLength={ALT_MOST}
          onChange={(said) => set({ alt: said })}
          value={alt}
        />
      )}
    </fieldset>
  );
}
