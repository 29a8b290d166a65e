import type { publishing as words } from "./ja.publishing";

export const publishing: typeof words = {
  formRules: "Rules for forms",
  takesTwo: "Publishing takes two persons",
  takesTwoNote:
    "One asks for a publication, somebody else who may publish looks at it and agrees. Both are recorded.",
  takesTwoHint:
    "Here publishing takes two persons. Once you ask, somebody else who may publish looks at it on this page, and agrees.",
  askToPublish: "Ask to publish",
  publicationAsked: "You asked for the publication.",
  publicationDropped: "It is asked for no more.",
  askedBy: (name, when) => `${name} asks to publish this (${when})`,
  askedByMe: "You cannot agree to what you asked for. Please tell somebody else who may publish.",
  askedOfYou:
    "Please look at what differs, and at what residents will see, before you agree. It is published at once.",
  askedOutdated: "The draft has changed since. Please take it back, and ask again.",
  agreeToPublish: "Agree and publish",
  takeAskedBack: "Take it back",
  disagree: "Do not agree",
};
