import type { IdentityWords } from "./ja";

export const en: IdentityWords = {
  title: "Identity",
  failed: "This could not be loaded.",
  saved: "Saved.",
  provedBy: (label, when) => `${label} (${when})`,
  marks: { certified: "As certified", changed: "Changed by the applicant", unsaid: "Not answered" },
  certifiedWas: (said) => `Certified: ${said}`,

  signature: "Signed",
  verified: (when) => `The signature by the card was verified (${when}).`,
  verifiedUnder: (authority, listed) =>
    `Certificate issued by ${authority}; not revoked, by the list of ${listed}.`,
  signedBefore: "A correction changed the answers since. What was signed is what was sent.",
  signatureKept: "The document is kept, with the signature and its certificate.",
  signatureNotKept:
    "The document is kept, and what its verification found; the signature and its certificate are not.",
  saveSigned: "Save what was signed",

  termsLead:
    "Applicants show who they are before they fill anything in. How people without a card apply stands on the first page, too. A change holds also for who is filling in now, before they submit.",
  level: "What is asked before anything is filled in",
  levels: {
    none: "Nothing",
    mail: "A proved mail address",
    account: "Signing in to My page",
    card: "Identity, by card or the like",
    signed: "Identity by card, and a signature",
  },
  levelNotes: {
    none: "Anybody fills it in.",
    mail: "Applicants enter a code that is sent to them.",
    account: "Applicants sign in by a code that is sent to them; the application stays on their page.",
    card: "By the services that the organisation has set up.",
    signed:
      "Who was identified signs what they filled in with the certificate on their card, before it is sent.",
  },
  otherTitle: "Another way",
  ways: "How",
  noWays: "There is no provider to be used. Set one up under Administration, or ask your administrator.",
  wayOff: "cannot be used now",
  otherWay: "How people apply who have no card, are under 15, or whose certificate has lapsed",
  otherWayHint: "At the window, by post … It is shown before anything is filled in.",
  places: "Where what is certified goes",
  placesLead: "It is filled in there. Where the applicant changes it, that is shown.",
  nowhere: "Nowhere",
  facts: {
    name: "Name",
    address: "Address",
    birth_date: "Date of birth",
    gender: "Gender",
    mail: "Mail address",
  },
  mayNotChange: "Who may publish the form may change this.",

  providersTitle: "Identity of applicants",
  providersLead:
    "Who vouches for applicants. After you applied for a service, enter the client id you were given. Keys and secrets are sealed and never shown.",
  noIssuers: "The operator allows no provider, so none can be used.",
  profiles: { digital_auth: "Digital Authentication App", gbiz: "gBizID", other: "Another provider" },
  isOn: "Use it",
  label: "Name shown to applicants",
  issuer: "Issuer",
  noIssuer: "Please choose",
  clientId: "Client id",
  proof: "How the server proves itself",
  proofs: {
    private_key_jwt: "Public key (private_key_jwt)",
    client_secret_basic: "Secret (client_secret_basic)",
    client_secret_post: "Secret (client_secret_post)",
  },
  secret: "Client secret",
  scopes: "What is asked for (scope)",
  acrValues: "Strength asked for (acr_values)",
  requiredAcr: "Strengths accepted (acr)",
  requiredAcrHint: "Separated by spaces. Empty: any.",
  keepsSignatures: "Keep signatures with their certificates",
  keepsSignaturesHint:
    "Only where the law lets your organisation keep them. Otherwise the document is kept, and what its verification found.",
  isKept: "Kept. Enter it only to change it.",
  isMissing: "Not there yet.",
  makeKey: "Make a key",
  makeKeyAgain: "Make a new key",
  keyMade: "A key was made. The public key to be registered is another one now.",
  tell: "What the provider must be told",
  back: "Where it sends back to (redirect_uri)",
  keys: "Public key (jwks_uri)",
};
