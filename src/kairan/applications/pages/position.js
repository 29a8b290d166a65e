"use strict";
// Where one is, entered once a button was pressed. Without this script the fields are filled in by hand.
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
