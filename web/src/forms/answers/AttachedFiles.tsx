import type { FileShown } from "../../api/generated";
import { sizeOf } from "../../parts/size";
import { useWords } from "../words";
import styles from "./Answers.module.css";

interface AttachedFilesProps {
  files: readonly FileShown[];
  /** Where a file lies, by its id. */
  pathOf: (id: string) => string;
}

/** What was attached: pictures are looked at, everything else is downloaded; what is not checked may have to wait. */
export function AttachedFiles({ files, pathOf }: AttachedFilesProps) {
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li className={styles.file} key={file.id}>
          <AttachedFile file={file} path={pathOf(file.id)} />
        </li>
      ))}
    </ul>
  );
}

const KB = 1024;

/** What is smaller than a megabyte in kilobytes: papers mostly are. */
const sizeShown = (bytes: number) =>
  bytes < KB * KB ? `${Math.max(1, Math.round(bytes / KB))} KB` : sizeOf(bytes);

function AttachedFile({ file, path }: { file: FileShown; path: string }) {
  const w = useWords();
  return (
    <>
      {file.may_open && file.is_picture && (
        <a className={styles.look} href={path} rel="noreferrer" target="_blank">
          <img alt={file.name} height={96} loading="lazy" src={`${path}/thumbnail`} width={96} />
        </a>
      )}
      <span className={styles.fileText}>
        {file.may_keep ? (
          <a download={file.name} href={`${path}?download=true`}>
            {file.name}
          </a>
        ) : (
          file.name
        )}
        <span className={styles.fileNote}>
          {sizeShown(file.size)}　{w.fileStates[file.state]}
          {file.state === "unchecked" && !file.may_open && `　${w.fileWaits}`}
        </span>
      </span>
    </>
  );
}
