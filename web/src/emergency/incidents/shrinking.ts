/** Photos of the field as they are kept and sent: small enough for a weak line, and without what a camera adds. */

const LONGEST_PX = 1_600;
const QUALITY = 0.8;

/** The photo made smaller; as it was where the browser cannot. */
export async function smaller(file: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return made ?? file;
  } catch {
    return file; // not a picture, or too large for the device: the server decides
  }
}
