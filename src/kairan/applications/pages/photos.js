// Photos are made smaller before they are sent, where the browser can: without this they are sent as they are.
"use strict";
(() => {
  const QUALITY = 0.85;
  const LARGE = 1024 * 1024; // bytes from which it is worth the work
  if (typeof createImageBitmap !== "function" || typeof DataTransfer !== "function") return;

  const smaller = async (file, most) => {
    if (!file.type.startsWith("image/") || file.size < LARGE) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const by = Math.min(1, most / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * by);
      canvas.height = Math.round(picture.height * by);
      const brush = canvas.getContext("2d");
      brush.fillStyle = "#fff";
      brush.fillRect(0, 0, canvas.width, canvas.height);
      brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
      if (made === null || made.size >= file.size) return file;
      return new File([made], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" });
    } catch {
      return file;
    }
  };

  let work = Promise.resolve();
  let busy = 0;
  for (const field of document.querySelectorAll("input[type=file][data-pixels]")) {
    field.addEventListener("change", () => {
      busy += 1;
      work = work
        .then(async () => {
          const chosen = [...field.files];
          const made = await Promise.all(chosen.map((one) => smaller(one, Number(field.dataset.pixels))));
          if (made.every((one, at) => one === chosen[at])) return;
          const all = new DataTransfer();
          for (const one of made) all.items.add(one);
          field.files = all.files;
        })
        .catch(() => undefined)
        .then(() => {
          busy -= 1;
        });
    });
  }
  // Who presses a button meanwhile waits until it is done.
  document.querySelector("form[enctype]")?.addEventListener("submit", (event) => {
    if (busy === 0) return;
    event.preventDefault();
    const { submitter, target } = event;
    work.then(() => target.requestSubmit(submitter));
  });
})();
