// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { closeDialog, currentDialog, openDialog } from "./dialogs";
import { isDialogStep } from "./overlayHistory";
import { navigate } from "./route";

describe("an open dialog", () => {
  beforeEach(() => {
    vi.restoreAllMocks();
    closeDialog();
    history.replaceState(null, "", "/");
  });

  it("is a step of the browser's history, once", () => {
    const steps = vi.spyOn(history, "pushState");
    openDialog({ kind: "room-settings", room: "r1" });
    openDialog({ kind: "add-members", room: "r1" });
    expect(steps).toHaveBeenCalledTimes(1);
    expect(isDialogStep(history.state)).toBe(true);
    expect(location.pathname).toBe("/");
  });

  it("closes when one goes back", () => {
    openDialog({ kind: "switcher" });
    history.replaceState(null, "", "/");
    dispatchEvent(new PopStateEvent("popstate"));
    expect(currentDialog()).toBeNull();
  });

  it("takes its step back when it is closed", async () => {
    const back = vi.spyOn(history, "back").mockImplementation(() => undefined);
    openDialog({ kind: "keys" });
    closeDialog();
    await vi.waitFor(() => expect(back).toHaveBeenCalledTimes(1));
  });

  it("gives its step to the page it leads to", async () => {
    const back = vi.spyOn(history, "back").mockImplementation(() => undefined);
    openDialog({ kind: "switcher" });
    const steps = vi.spyOn(history, "pushState");
    closeDialog();
    navigate("/rooms/01abc");
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(location.pathname).toBe("/rooms/01abc");
    expect(steps).not.toHaveBeenCalled();
    expect(back).not.toHaveBeenCalled();
  });
});
