/** What must survive a reload, of whoever is here. */
import { BrowserStorage } from "../net/browserStorage";

/** What was kept to be read can be fetched again; what was written cannot. */
export const disk = new BrowserStorage(() => import("../net/kept").then(({ eraseKept }) => eraseKept()));
