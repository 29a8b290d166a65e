import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./design/tokens.css";
import "./design/base.css";
import { App } from "./app/App";
import { wearAtStart } from "./design/look";
import { startTips } from "./parts/tips";
import { keepFocus } from "./shell/focus";
import { drawPanesAtStart } from "./shell/paneWidths";
import { holdOffStrayFiles } from "./shell/stray";
import { actions } from "./state";

wearAtStart();
drawPanesAtStart();
startTips();
keepFocus();
holdOffStrayFiles();
actions.begin();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
