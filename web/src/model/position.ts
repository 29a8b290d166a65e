/** Whether a photo says where it was taken: a JPEG whose EXIF has a block of GPS. */

export const LOOKED_AT = 128 * 1024; // bytes; EXIF stands at the front, and has at most 64 KiB

const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const GPS = 0x8825;
const ENTRIES_MOST = 200;

export function hasPosition(head: ArrayBuffer): boolean {
  try {
    const view = new DataView(head);
    return view.byteLength > 4 && view.getUint16(0) === 0xffd8 && anySegment(view);
  } catch (error) {
    if (error instanceof RangeError) return false; // it ends before it has said everything
    throw error;
  }
}

function anySegment(view: DataView): boolean {
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xda || marker === 0xd9) return false;
    if (marker === 0xe1 && EXIF.every((byte, place) => view.getUint8(at + 4 + place) === byte)) {
      return hasGps(view, at + 10);
    }
    at += 2 + view.getUint16(at + 2);
  }
  return false;
}

function hasGps(view: DataView, tiff: number): boolean {
  const isLittle = view.getUint16(tiff) === 0x4949;
  const first = tiff + view.getUint32(tiff + 4, isLittle);
  const entries = Math.min(view.getUint16(first, isLittle), ENTRIES_MOST);
  for (let entry = 0; entry < entries; entry += 1) {
    if (view.getUint16(first + 2 + entry * 12, isLittle) === GPS) return true;
  }
  return false;
}
