import { useEffect, useState } from "react";
import { CloseIcon } from "../../design/icons";
import { IconButton } from "../../parts/IconButton";
import styles from "./Incidents.module.css";
import { useIncidentWords } from "./words";

export interface Photo {
  readonly key: string;
  readonly blob: Blob;
}

interface PhotosProps {
  photos: readonly Photo[];
  onChange: (photos: readonly Photo[]) => void;
}

/** The photos that go with a report. */
export function Photos({ photos, onChange }: PhotosProps) {
  const w = useIncidentWords();
  if (photos.length === 0) return null;
  return (
    <ul className={styles.photos}>
      {photos.map((photo, at) => (
        <li className={styles.photoItem} key={photo.key}>
          <Picture blob={photo.blob} />
          <IconButton
            label={w.dropPhoto(at + 1)}
            onPress={() => onChange(photos.filter(({ key }) => key !== photo.key))}
            small
          >
            <CloseIcon size={16} />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function Picture({ blob }: { blob: Blob }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  if (address === null) return null;
  return <img alt="" className={styles.photo} height={72} src={address} width={96} />;
}
