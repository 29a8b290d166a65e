import type { together as words } from "./ja.together";

export const together: typeof words = {
  asksWork: "Keep robots out",
  asksWorkNote:
    "Before it is submitted, the resident's device computes for some seconds by itself; there are no pictures to choose. Who cannot use JavaScript waits about 15 seconds on the page to check answers.",
  alsoHere: (names) => `${names.join(", ")} also ${names.length > 1 ? "have" : "has"} this open`,
  alsoHereMore: (names, count) => `${names.join(", ")} and ${count} more have this open, too`,
  theirsLoaded: (name) => `You now see what ${name} saved.`,
  copyFrom: "Copy another form",
  copyFromNote:
    "Copies the questions, conditions and texts of its draft; not its settings, nor what came in.",
  copyNothing: "Do not copy",
  shownIn: "Language shown",
  notTranslated: "What has no text in this language yet is shown in Japanese.",
};
