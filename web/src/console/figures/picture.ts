import { saveBlob } from "../../parts/saving";

const SCALE = 2; // sharp on paper

/** The picture to the clipboard; where the browser does not let us, as a file. Tells which it was. */
export async function copyPicture(svg: string, name: string): Promise<"copied" | "saved"> {
  const picture = drawn(svg);
  try {
    // The clipboard is asked within the press; what it gets may still be on its way.
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    return "copied";
  } catch {
    saveBlob(await picture, name);
    return "saved";
  }
}

async function drawn(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * SCALE;
  canvas.height = image.height * SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png");
  });
}
