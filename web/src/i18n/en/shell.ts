import type { Text } from "../text";

export const shell: Text["shell"] = {
  product: "Kairan",
};
