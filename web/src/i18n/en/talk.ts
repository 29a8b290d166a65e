import type { Text } from "../text";

export const talk: Text["talk"] = {
  sendFailed: "This could not be sent. Check it and try again.",
  uploadFailed: "This could not be attached. Check the connection and try again.",
};
