"use strict";
// Prefecture, city and town by the postal code. Without this script, or the operator's file, they are typed by hand.
for (const said of document.querySelectorAll("[data-postcode]")) {
  const field = (part) => document.getElementById(`${said.dataset.postcode}-${part}`);
  const [code, ...fields] = ["postcode", "prefecture", "city", "street"].map(field);
  const guessed = ["", "", ""]; // whatever else stands in a field stays
  const digitsOf = () => code.value.normalize("NFKC").replace(/[^0-9]/g, "");
  code.addEventListener("input", async () => {
    said.textContent = "";
    const digits = digitsOf();
    if (digits.length !== 7) return;
    let found;
    try {
      const answer = await fetch(`/f/-/postcodes/${digits.slice(0, 3)}`);
      found = answer.ok ? (await answer.json())[digits] : undefined;
    } catch {
      return;
    }
    if (found === undefined || digits !== digitsOf()) return;
    for (const [at, one] of fields.entries()) {
      if (one.value !== "" && one.value !== guessed[at]) continue;
      one.value = found[at];
      guessed[at] = found[at];
    }
    said.textContent = said.dataset.filled;
  });
}
