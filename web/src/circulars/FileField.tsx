import { useRef } from "react";
import { AttachIcon, CloseIcon } from "../design/icons";
import { Button } from "../parts/Button";
import { IconButton } from "../parts/IconButton";
import { FormProblem } from "../parts/Problem";
import styles from "./Circulars.module.css";
import type { Attached } from "./useAttached";
import { useWords } from "./words";

/** The files of a circular that is being written. */
export function FileField({ attached }: { attached: Attached }) {
  const w = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.files}>
      <ul aria-label={w.files}>
        {attached.files.map((file) => (
          <li className={styles.file} key={file.id}>
            <span className={styles.fileName}>{file.name}</span>
            <IconButton label={w.dropFile(file.name)} onPress={() => attached.drop(file.id)} small>
              <CloseIcon size={16} />
            </IconButton>
          </li>
        ))}
        {attached.sending.map((name, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name.
          <li className={styles.file} key={at}>
            <span className={styles.fileName}>{name}</span>
            <span className={styles.about}>{w.sendingFile}</span>
          </li>
        ))}
      </ul>
      <FormProblem text={attached.problem} />
      <div>
        <Button icon={<AttachIcon size={18} />} onPress={() => input.current?.click()} small>
          {w.attach}
        </Button>
        <input
          hidden
          multiple
          onChange={({ target }) => {
            attached.add([...(target.files ?? [])]);
            target.value = "";
          }}
          ref={input}
          type="file"
        />
      </div>
    </div>
  );
}
