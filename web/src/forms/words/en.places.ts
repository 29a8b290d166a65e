import type { places as japanese } from "./ja.places";

const n = (value: number) => value.toLocaleString("en");

export const places: typeof japanese = {
  matrixRows: "Rows (what is asked)",
  matrixOptions: "Columns (options)",
  everyRow: "Every row must be answered",
  everyRowNote: "If off, one row is enough.",
  ranked: "What is put in order",
  rankedMost: "Up to which number",
  rankedMostHint: "0: every one of them.",
  proved: "Prove it with a code by mail",
  provedNote:
    "A code of six digits is sent and entered on the next page. If the server sends no mail, nobody can apply.",
  givenBy: "How places are given",
  givenBys: { order: "First come, first served", lottery: "By lottery" },
  givenByNotes: {
    order: "In the order in which people apply.",
    lottery: "Drawn among all who applied until the end, in “Applications”.",
  },
  waitingMost: "How many may wait (for each place)",
  waitingMostHint: "0: nobody. Once a place is free, who is next moves up and is told by mail.",

  seats: "Place",
  seatStates: {
    applied: "before the draw",
    taken: "has a place",
    waiting: "waiting",
    lost: "not drawn",
    left: "withdrawn",
  },
  turn: (turn: number) => `no. ${n(turn)}`,
  seatSaid: (place: string, state: string) => `${place} (${state})`,
  ahead: (count: number) => (count === 0 ? "They are next." : `${n(count)} are waiting before them.`),
  isWithdrawn: "withdrawn",
  withdrawnNotice: "This application was withdrawn.",
  withdrawApplication: "Withdraw the application",
  withdrawLead:
    "You withdraw it for who applied. Their place goes to who is next in the waiting list, who is told by mail. This cannot be undone.",
  withdrawErasesLead: "This application was withdrawn. Its answers will be erased. This cannot be undone.",
  withdrawReason: "Reason",
  withdrawReasonHint: "Who asked for it, and how. It stays in the record, and the applicant is told.",
  withdrawErases: "Erase the answers, too",
  withdrawErasesNote: "Only the number, the time and the record of the withdrawal stay.",
  withdrawDone: "It was withdrawn.",

  drawTitle: "Lottery",
  takenTitle: (question) => `Taken: ${question}`,
  taken: "Taken",
  takenWaiting: "Waiting",
  takenFull: "Full",
  drawPlace: "Place",
  drawCapacity: "Capacity",
  drawApplied: "Applied",
  draw: "Draw",
  drawLead:
    "Places are drawn once, among all who applied until the end. The result stands in the list, and whoever gave a mail address is told. It cannot be repeated.",
  drawNotYet: "Places can be drawn after its end, or once it was closed.",
  drawDone: "The places were drawn.",
  drawnBy: (when: string, name: string) => `Drawn ${when} by ${name}.`,
  drawSeed: "Seed",
  drawSeedNote:
    "For each place, ranks follow the SHA-256 of “seed:reference number”, the smallest first. Anybody can recompute them.",
};
