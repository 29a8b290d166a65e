import type { Text } from "../text";

export const talk: Text["talk"] = {};
