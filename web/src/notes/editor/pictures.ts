/** Pictures for a page: sent first, and then put where the cursor is. */
import { sentenceOf, toast } from "../../parts/toasts";
import { api } from "../../state";

type Put = (file: string, alt: string) => void;

/** Sends each; what was refused is told with its name, and the others stand. */
export async function putPictures(put: Put, files: readonly File[], failed: string): Promise<void> {
  for (const file of files) {
    try {
      const card = await api.upload(file, file.name, () => undefined).done;
      if (card.width && card.height) put(card.id, card.name);
      else toast.news(`${file.name}: ${failed}`);
    } catch (error) {
      toast.news(`${file.name}: ${sentenceOf(error, failed)}`);
    }
  }
}

/** Pictures alone: words that come with a picture of themselves, as from a spreadsheet, are words. */
export function picturesIn(data: DataTransfer | null): readonly File[] {
  if (data === null || data.types.includes("text/plain")) return [];
  return [...data.files].filter(({ type }) => type.startsWith("image/"));
}
