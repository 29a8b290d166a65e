"use strict";
// Where one is, entered once a button was pressed, or pressed on a map. Without this script the fields are filled in by
// hand.
for (const box of document.querySelectorAll("[data-locate]")) {
  const button = box.querySelector("button");
  const said = box.querySelector("[role=status]");
  const field = (part) => document.getElementById(`${box.dataset.locate}-${part}`);
  if (!("geolocation" in navigator) || !window.isSecureContext) continue;
  box.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = box.dataset.locating;
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.disabled = false;
        field("latitude").value = coords.latitude.toFixed(6);
        field("longitude").value = coords.longitude.toFixed(6);
        field("longitude").dispatchEvent(new Event("change")); // to the map, where it is open
        said.textContent = box.dataset.located.replace("{metres}", String(Math.max(1, Math.round(coords.accuracy))));
      },
      (error) => {
        button.disabled = false;
        said.textContent = error.code === error.PERMISSION_DENIED ? box.dataset.denied : box.dataset.failed;
      },
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 },
    );
  });
}
// The map and its script come when somebody opens it.
for (const box of document.querySelectorAll("[data-map]")) {
  const button = box.querySelector("[aria-expanded]");
  const part = document.getElementById(button.getAttribute("aria-controls"));
  let isOpened = false;
  box.hidden = false;
  button.addEventListener("click", async () => {
    part.hidden = !part.hidden;
    button.setAttribute("aria-expanded", String(!part.hidden));
    button.textContent = part.hidden ? box.dataset.open : box.dataset.close;
    if (isOpened) return;
    isOpened = true;
    try {
      (await import(box.dataset.script)).open(box);
    } catch {
      isOpened = false;
      box.querySelector("[role=status]").textContent = box.dataset.failed;
    }
  });
}
