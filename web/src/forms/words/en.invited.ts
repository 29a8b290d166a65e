import type { invited as words } from "./ja.invited";

const n = (value: number) => value.toLocaleString("en");

export const invited: typeof words = {
  invitedAudience: "Invited people only (a number each)",
  invitedAudienceNote:
    "Only those with a number can answer, once. Numbers are made on the page “Invited”, and told by letter or mail.",
  isAnonymous: "Anonymous",
  isAnonymousNote:
    "It is counted who has answered, and not kept whose an answer is. Once published, this cannot be taken back.",
  invitedSection: "Invited",
  invitedLead: "Who is invited enters a number, and answers once.",
  invitedRate: (answered, total) => `Answered: ${n(answered)} / ${n(total)}`,
  invitedShare: (percent) => `Response rate ${percent} %`,
  invitedAnonymousNote:
    "Answers are anonymous. How many have answered is exact; who they are is shown once it is five or more together, so that nobody can tell whose an answer is.",
  inviteAdd: "Invite people",
  inviteLead:
    "Everybody gets a number. Name and mail address may be left out; those with an address can be written to from here.",
  inviteFile: "Choose a table (CSV)",
  inviteFileHint: "Its first row has the headings “name” and “mail”. At most 5,000 people at once.",
  inviteCount: "Numbers without names",
  inviteCountHint: "For letters that are printed, for example.",
  inviteCountWrong: "Please enter a number from 1 to 5,000.",
  inviteVerb: "Make numbers",
  inviteDone: (added) => `Numbers made: ${n(added)}.`,
  numbersExport: "Export the numbers",
  numbersExportLead:
    "A table with everybody’s number. Whoever knows a number can answer as that person. That it was exported is recorded.",
  lettersSend: "Write to who has not answered",
  lettersTitle: "Send letters?",
  lettersText: (count) =>
    `People with an address who have not answered: ${n(count)}. They get the address of the form and their number. Whom you wrote to within twenty hours gets none.`,
  lettersVerb: "Send",
  lettersDone: (count) => (count === 0 ? "There is nobody to write to now." : `Letters go out: ${n(count)}.`),
  invitedAll: "Everybody",
  invitedWaiting: "Not answered",
  invitedShow: "Show",
  invitedName: "Name",
  invitedMail: "Mail",
  invitedState: "State",
  invitedMailedAt: "Written to",
  invitedNoName: "(no name)",
  stateAnswered: "Answered",
  stateWaiting: "Not answered",
  stateWithdrawn: "Withdrawn",
  openAnswer: "See the answer",
  withdraw: "Withdraw",
  withdrawOf: (name) => `Withdraw the number of ${name}`,
  withdrawTitle: "Withdraw this number?",
  withdrawText: "Nobody can answer with it any more. This cannot be undone. What came in stays.",
  withdrawn: "The number was withdrawn.",
  noInvited: "Nobody is invited yet",
  noInvitedText: "With “Invite people” you load a table, or say how many: numbers are made.",
  noWaiting: "Nobody is missing",
  noWaitingText: "Everybody who was invited has answered.",
};
