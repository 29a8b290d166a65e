import type { topics as words } from "./ja.topics";

export const topics: typeof words = {
  topic: "Topic",
  topicHint: "In the list of residents it stands under this heading.",
  topics: {
    moving: "Moving and housing",
    family: "Pregnancy, birth and children",
    school: "School and learning",
    work: "Work and business",
    welfare: "Health, welfare and care",
    bereavement: "Bereavement",
    records: "Certificates and registration",
    tax: "Taxes, insurance and pensions",
    waste: "Waste, pets and environment",
    disaster: "Disasters",
    events: "Events and facilities",
    opinion: "Opinions and surveys",
    "": "Other",
  },
};
