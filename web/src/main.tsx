import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./design/tokens.css";
import "./design/base.css";
import { App } from "./app/App";
import { wearAtStart } from "./design/look";
import { startTips } from "./parts/tips";
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
