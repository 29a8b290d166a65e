import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./design/tokens.css";
import "./design/base.css";
import { wearAtStart } from "./design/look";
import { startTips } from "./parts/tips";
import { App } from "./shell/App";
import { actions } from "./state";

wearAtStart();
startTips();
actions.begin();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
