// Messages that stand on a page somebody looks at are read: says so by itself what the button says without a script.
"use strict";
(() => {
  const form = document.querySelector("form[data-read]");
  if (form === null || typeof fetch !== "function") return;
  let isTold = false;
  const tell = () => {
    if (isTold || document.visibilityState !== "visible") return;
    isTold = true;
    fetch(form.action, { method: "POST", redirect: "manual", credentials: "same-origin" })
      .then(() => form.remove())
      .catch(() => undefined);
  };
  document.addEventListener("visibilitychange", tell);
  tell();
})();
