import { parts } from "./parts";
import { shell } from "./shell";
import { talk } from "./talk";
import { time } from "./time";

export default { parts, shell, talk, time };
