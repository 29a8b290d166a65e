import { Switch } from "../../parts/Choices";
import { Fields } from "../../parts/Section";
import type { QuestionOf } from "../document";
import { useWords } from "../words";
import styles from "./FileFields.module.css";
import { NumberField } from "./NumberField";

interface FileFieldsProps {
  question: QuestionOf<"file"> | QuestionOf<"photo">;
  set: (part: object) => void;
}

const FILE_KINDS = ["picture", "pdf", "word", "sheet", "slides", "text"] as const;
const FILES_MOST = 20;
const MB_MOST = 50;

/** Which files are taken: of what kinds, how many, how large. */
export function FileFields({ question, set }: FileFieldsProps) {
  const w = useWords();
  return (
    <>
      {question.kind === "file" && <Kinds question={question} set={set} />}
      <Fields>
        <NumberField
          label={w.filesMost}
          least={1}
          most={FILES_MOST}
          onChange={(most) => set({ most: most ?? 1 })}
          value={question.most}
        />
        <NumberField
          hint={question.kind === "photo" ? w.photoMbHint : ""}
          label={w.fileMb}
          least={1}
          most={MB_MOST}
          onChange={(most_mb) => set({ most_mb: most_mb ?? 1 })}
          value={question.most_mb}
        />
      </Fields>
    </>
  );
}

function Kinds({ question, set }: { question: QuestionOf<"file">; set: (part: object) => void }) {
  const w = useWords();
  const chosen = new Set(question.kinds);
  return (
    <fieldset className={styles.group}>
      <legend>{w.fileKinds}</legend>
      {FILE_KINDS.map((kind) => (
        <Switch
          key={kind}
          label={w.fileKindNames[kind]}
          on={chosen.has(kind)}
          onChange={(on) => {
            const kinds = FILE_KINDS.filter((one) => (one === kind ? on : chosen.has(one)));
            if (kinds.length > 0) set({ kinds });
          }}
        />
      ))}
    </fieldset>
  );
}
