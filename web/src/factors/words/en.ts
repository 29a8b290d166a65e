import type { Words } from "./ja";

export const en: Words = {
  signedInAs: (name, login) => `${name} (${login})`,
  leave: "Stop signing in",
  failed: "That did not work. Please check your connection and try again.",
  newPasswordTitle: "Please choose a password",
  newPasswordLead:
    "The password you were given is for the first sign-in only. Choose one that only you know.",
  newPassword: "New password",
  newPasswordHint: "At least 12 characters. A long phrase is safer than a complicated row of characters.",
  repeatPassword: "New password (again)",
  passwordMissing: "Please enter your password.",
  passwordShort: "Please use at least 12 characters.",
  passwordMismatch: "The two new passwords differ.",
  setPassword: "Use this password",
  passwordSet: "Your password is set. Please sign in with it from now on.",
  unknownGateTitle: "Signing in is not complete yet",
  unknownGateText: "Please reload the page and finish it.",
  reload: "Reload the page",
  proofTitle: "Please confirm that it is you",
  proofLead: "This is an important change, so we ask once more. What you began then goes on by itself.",
  password: "Password",
  prove: "Confirm and go on",
};
