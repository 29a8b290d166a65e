import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./design/tokens.css";
import "./design/base.css";
import { App } from "./app/App";
import { applyStoredAppearance } from "./design/appearance";
import { takeLinkAnswer } from "./entry/wayBack";
import { startTooltips } from "./parts/tooltips";
import { startFocusRestoration } from "./shell/focusRestoration";
import { drawPanesAtStart } from "./shell/paneWidths";
import { preventFileNavigation } from "./shell/preventFileNavigation";
import { actions } from "./state";

applyStoredAppearance();
drawPanesAtStart();
startTooltips();
startFocusRestoration();
preventFileNavigation();
takeLinkAnswer();
actions.begin();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
