import { useRef } from "react";
import { UploadIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { FormProblem } from "../../parts/Problem";
import type { FormDocument } from "../document";
import styles from "../Forms.module.css";
import { useWords } from "../words";
import { type FormFileWrong, readFile } from "./formFile";

/** What was chosen: a form, or what is wrong with the file. */
export interface Chosen {
  readonly name: string;
  readonly found: FormDocument | FormFileWrong;
}

interface FromFileProps {
  chosen: Chosen | null;
  onChosen: (chosen: Chosen) => void;
}

/** A file in which a form was kept. */
export function FromFile({ chosen, onChosen }: FromFileProps) {
  const w = useWords();
  const input = useRef<HTMLInputElement>(null);
  const choose = async (file: File | undefined) => {
    if (file !== undefined) onChosen({ name: file.name, found: await readFile(file) });
  };
  return (
    <div>
      <input
        accept=".json,application/json"
        aria-label={w.fromFile}
        className="said"
        onChange={({ target }) => {
          void choose(target.files?.[0]);
          target.value = "";
        }}
        ref={input}
        tabIndex={-1}
        type="file"
      />
      <Button icon={<UploadIcon size={18} />} onPress={() => input.current?.click()}>
        {chosen?.name ?? w.fromFile}
      </Button>
      <p className={styles.hint}>{w.fromFileNote}</p>
      {typeof chosen?.found === "string" && <FormProblem text={w.fileWrong[chosen.found]} />}
    </div>
  );
}
