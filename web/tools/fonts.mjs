// The font of printed sheets, from its package to where the server finds it: complete, with its licence, never fetched.
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const from = join(here, "../node_modules/@expo-google-fonts/noto-sans-jp");
const to = join(here, "../../src/kairan/core/kit/typesetting/fonts");

mkdirSync(to, { recursive: true });
copyFileSync(join(from, "400Regular/NotoSansJP_400Regular.ttf"), join(to, "NotoSansJP-Regular.ttf"));
copyFileSync(join(from, "LICENSE_FONT"), join(to, "OFL.txt"));
