import type { groups as japanese } from "./ja.groups";

export const groups: typeof japanese = {
  noun: "What one is called",
  nounHint: "For example “Member”, “Item”; shown with its number.",
  counter: "Counted in",
  counterHint: "For example “people”, “items”",
  leastMembers: "At least",
  mostMembers: "At most",
  inTable: "Columns in the table for",
  inTableHint: "So many stand beside each other in one row of the CSV. To see all, write one row for each.",
  memberQuestions: "Asked of each",
  noMemberQuestions: "Nothing is asked yet. Add questions with the button below.",
  addMemberQuestion: "Add a question asked of each",

  formula: "How it is calculated",
  formulaHint:
    "The lines are added up. To subtract, use a negative amount. What is not answered counts as 0.",
  complexFormula: "This calculation cannot be changed on this screen.",
  removeFormula: "Remove the calculation",
  addLine: "Add a line",
  removeLine: "Remove this line",
  line: (number) => `Line ${number}`,
  sources: {
    prices: "An amount for each option",
    number: "A number entered × an amount",
    count: "How many × an amount",
    fixed: "A fixed amount",
  },
  lineQuestion: "Question",
  ofEach: (question) => `${question} (sum over the group)`,
  amountEach: "Amount for one",
  fixedAmount: "Amount",
  timesBy: "Multiplied by",
  timesNone: "Nothing more",
  lineWhen: "When it is added",
  lineAlways: "Always.",
  leastAmount: "Never less than",
  mostAmount: "Never more than",
  rounding: "Rounding",
  roundings: { down: "Down", half_up: "Half up", up: "Up" },
  otherOption: "Other",

  parameter: "Name in the link",
  parameterHint: (name) =>
    `Put “?${name}=value” behind the form’s address: the value is kept with the application, and shown to applicants before they submit. Letters and digits.`,

  rowsOfTable: "Rows of the table",
  rowPerApplication: "One row for each application",
  rowPerMember: (group) => `One row for each of “${group}”`,
  rowPerMemberNote: "The other answers are repeated in each row.",
};
