import type { Text } from "../text";
import { parts } from "./parts";
import { shell } from "./shell";
import { talk } from "./talk";
import { time } from "./time";

const en: Text = { parts, shell, talk, time };
export default en;
