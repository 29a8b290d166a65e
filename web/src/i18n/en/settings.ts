import type { Text } from "../text";

export const settings: Text["settings"] = {
  browserOn: (browser, system) =>
    system === null ? (browser ?? "Unknown browser") : `${browser ?? "Browser"} on ${system}`,
};
