import { entry } from "./entry";
import { parts } from "./parts";
import { people } from "./people";
import { rooms } from "./rooms";
import { search } from "./search";
import { settings } from "./settings";
import { shell } from "./shell";
import { talk } from "./talk";
import { time } from "./time";

export default { entry, parts, people, rooms, search, settings, shell, talk, time };
