import type { PageWords } from "@tfx/app";

/** What the presenter can do on the shared page. */
export interface PageToolActions {
  readonly hold: (tool: "none" | "pen" | "laser") => void;
  readonly clear: () => void;
  readonly allow: (on: boolean) => void;
  readonly close: () => void;
}

/** The tools of the presenter on the shared page. */
export interface PageTools {
  show(words: PageWords, allowed: boolean): void;
}

// The page is not ours and has none of our tokens; the tools look as the stage does.
const sheetText = `
.tools { position: fixed; inset: auto 0 12px 0; margin: auto; width: fit-content; display: flex; gap: 4px; padding: 4px;
  border-radius: 999px; background: rgb(11 13 17 / 0.86); color: #eef1f5; font: 500 13px/18px system-ui, sans-serif;
  pointer-events: auto; opacity: 0.35; transition: opacity 140ms ease-out; }
.tools:hover, .tools:focus-within, .tools:has([aria-pressed="true"]:not([data-quiet])) { opacity: 1; }
button { all: unset; box-sizing: border-box; padding: 6px 12px; border-radius: 999px; cursor: pointer; }
button:hover { background: #252a33; }
button:focus-visible { outline: 2px solid #2fd0b8; outline-offset: 2px; }
button[aria-pressed="true"] { background: #2fd0b8; color: #06231f; }
@media (prefers-reduced-motion: reduce) { .tools { transition: none; } }
`;

/** Puts the presenter's tools into the layer: small, and faint until they are wanted, because everybody sees them. */
export const createPageTools = (root: ShadowRoot, actions: PageToolActions): PageTools => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sheetText);
  root.adoptedStyleSheets = [sheet];
  const bar = document.createElement("div");
  bar.className = "tools";
  bar.setAttribute("role", "toolbar");
  const button = (run: () => void): HTMLButtonElement => {
    const made = document.createElement("button");
    // The page can make clicks of its own; only the person's count.
    made.addEventListener("click", (event) => event.isTrusted && run());
    bar.append(made);
    return made;
  };
  let held: "none" | "pen" | "laser" = "none";
  let isAllowed = false;
  const hold = (tool: "none" | "pen" | "laser") => {
    held = held === tool ? "none" : tool;
    actions.hold(held);
    pen.setAttribute("aria-pressed", String(held === "pen"));
    laser.setAttribute("aria-pressed", String(held === "laser"));
  };
  const pen = button(() => hold("pen"));
  const laser = button(() => hold("laser"));
  const clear = button(actions.clear);
  const allow = button(() => actions.allow(!isAllowed));
  allow.dataset["quiet"] = "";
  const close = button(actions.close);
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && held !== "none") hold("none");
  });
  return {
    show(words, allowed) {
      isAllowed = allowed;
      bar.setAttribute("aria-label", words.tools);
      pen.textContent = words.pen;
      laser.textContent = words.laser;
      clear.textContent = words.clear;
      allow.textContent = words.allow;
      allow.setAttribute("aria-pressed", String(allowed));
      close.textContent = words.close;
      if (!bar.isConnected) root.append(bar);
    },
  };
};
