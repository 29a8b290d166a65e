/** What another app shared with this one; the latest only, for an hour, on this device alone. */
import { SHARED_FILES, SHARED_MS, SHARED_TEXT, type Shared } from "../model/worker";
import { BrowserDatabase, FULL } from "./database";

const DATABASE = new BrowserDatabase("kairan-shared", ["shared"]);

/** By the worker. False: the device has no room for it. */
export async function keepShared(form: FormData): Promise<boolean> {
  const words = ["title", "text", "url"].map((name) => form.get(name));
  const said = words.filter((word): word is string => typeof word === "string" && word.trim() !== "");
  const files = form.getAll("files").filter((one): one is File => one instanceof File && one.size > 0);
  const shared: Shared = {
    key: "latest",
    text: [...new Set(said)].join("\n").slice(0, SHARED_TEXT),
    files: files.slice(0, SHARED_FILES),
    at: Date.now(),
  };
  const done = await DATABASE.run("shared", "readwrite", (store) => store.put(shared));
  return done !== FULL && done !== null;
}

export async function readShared(): Promise<Shared | null> {
  const found = await DATABASE.run<Shared | undefined>("shared", "readonly", (store) => store.get("latest"));
  if (found === FULL || !found) return null;
  if (Date.now() - found.at <= SHARED_MS) return found;
  await forgetShared();
  return null;
}

export async function forgetShared(): Promise<void> {
  await DATABASE.run("shared", "readwrite", (store) => store.clear());
}
