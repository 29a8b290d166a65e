"use strict";
// The reading of a name, guessed from what was typed before it was converted. Without this script it is typed by hand.
(() => {
  const KANA = /^[\u3041-\u3096\u30a1-\u30fa\u30fc]+/;
  const inKatakana = (text) =>
    text.replace(/[\u3041-\u3096]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0x60));
  for (const reading of document.querySelectorAll("input[id$='_kana']")) {
    const name = document.getElementById(reading.id.replace(/_kana$/, ""));
    if (name === null) continue;
    let typed = ""; // of what is being converted: the longest reading that was there
    let guessed = ""; // what was put into the field; whatever else stands there stays
    const put = (text) => {
      if (reading.value !== guessed) return;
      guessed = text;
      reading.value = text;
    };
    name.addEventListener("compositionstart", () => {
      typed = "";
    });
    name.addEventListener("compositionupdate", ({ data }) => {
      const kana = KANA.exec((data ?? "").normalize("NFKC"))?.[0] ?? "";
      // Letters behind it are a syllable that is not finished yet; characters are what it was converted to.
      if (kana !== "" && /^[\x00-\x7f]*$/.test(data.normalize("NFKC").slice(kana.length))) typed = kana;
    });
    name.addEventListener("compositionend", ({ data }) => {
      if (typed !== "" && (data ?? "") !== "") put(guessed + inKatakana(typed));
      typed = "";
    });
    name.addEventListener("input", () => {
      if (name.value === "") put("");
    });
  }
})();
