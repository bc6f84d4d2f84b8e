import { createInkBoard, createPen, paintInk, type InkAuthor, type InkBoard, type InkMark, type Pen } from "@tfx/app/ink";

/** The layer of ink over a page. */
export interface PageLayer {
  readonly board: InkBoard;
  /** The root that tools may be put into; the page sees nothing of it. */
  readonly root: ShadowRoot;
  /** Something is to be painted. */
  wake(): void;
  /** Gives the presenter a tool, or lets the page have the pointer. */
  hold(tool: "none" | "pen" | "laser", author?: InkAuthor): void;
  remove(): void;
}

// Every property is set, and as important, because the page's own sheets reach the host element.
const hostStyle: Readonly<Record<string, string>> = {
  all: "initial",
  display: "block",
  position: "fixed",
  inset: "0",
  width: "100vw",
  height: "100vh",
  "max-width": "none",
  "max-height": "none",
  margin: "0",
  padding: "0",
  border: "0",
  background: "none",
  overflow: "hidden",
  "pointer-events": "none",
  "z-index": "2147483647",
};

const createHost = (): { host: HTMLElement; canvas: HTMLCanvasElement; root: ShadowRoot } => {
  const host = document.createElement("div");
  for (const [name, value] of Object.entries(hostStyle)) host.style.setProperty(name, value, "important");
  // A popover stands above everything of the page, dialogs and full screen included, whatever its z-index.
  host.popover = "manual";
  const root = host.attachShadow({ mode: "closed" });
  const canvas = document.createElement("canvas");
  canvas.style.cssText = "position:absolute;inset:0;width:100vw;height:100vh;pointer-events:none";
  root.append(canvas);
  document.documentElement.append(host);
  return { host, canvas, root };
};

const paint = (canvas: HTMLCanvasElement, board: InkBoard): boolean => {
  const scene = board.scene(performance.now());
  const [width, height] = [Math.round(innerWidth * devicePixelRatio), Math.round(innerHeight * devicePixelRatio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  context?.clearRect(0, 0, width, height);
  if (context !== null) paintInk(context, scene, { x: 0, y: 0, width, height });
  return scene.lines.length > 0 || scene.spots.length > 0;
};

/** Lets the presenter's pointer draw while a tool is in hand. */
const followPointer = (canvas: HTMLCanvasElement, pen: Pen, tool: "pen" | "laser"): AbortController => {
  const life = new AbortController();
  const at = (event: PointerEvent) => ({ x: event.clientX / innerWidth, y: event.clientY / innerHeight });
  const on = (name: "pointerdown" | "pointermove" | "pointerup" | "pointercancel", run: (event: PointerEvent) => void) =>
    canvas.addEventListener(name, run, { signal: life.signal });
  on("pointerdown", (event) => {
    if (event.button !== 0 || !event.isTrusted) return;
    canvas.setPointerCapture(event.pointerId);
    if (tool === "pen") pen.down(at(event));
  });
  on("pointermove", (event) => {
    if (tool === "laser") pen.point(at(event));
    else if (event.buttons !== 0) pen.move(at(event));
  });
  on("pointerup", () => pen.up());
  on("pointercancel", () => pen.up());
  canvas.style.pointerEvents = "auto";
  canvas.style.cursor = "crosshair";
  life.signal.addEventListener("abort", () => {
    canvas.style.pointerEvents = "none";
    canvas.style.cursor = "";
  });
  return life;
};

/** Puts a layer over the page; the page can neither read it nor draw into it. */
export const createPageLayer = (): PageLayer => {
  const board = createInkBoard();
  const { host, canvas, root } = createHost();
  const life = new AbortController();
  let frame: number | undefined;
  let held: AbortController | undefined;
  const turn = () => {
    frame = paint(canvas, board) ? requestAnimationFrame(turn) : undefined;
  };
  const wake = () => {
    frame ??= requestAnimationFrame(turn);
  };
  const raise = () => {
    if (!host.isConnected) document.documentElement.append(host);
    if (host.matches(":popover-open")) host.hidePopover();
    host.showPopover();
  };
  raise();
  // What goes full screen later would stand above.
  document.addEventListener("fullscreenchange", raise, { signal: life.signal });
  addEventListener("resize", wake, { signal: life.signal });
  return {
    board,
    root,
    wake() {
      if (!host.isConnected) raise();
      wake();
    },
    hold(tool, author) {
      held?.abort();
      held = undefined;
      if (tool === "none" || author === undefined) return;
      const end = new AbortController();
      const emit = (mark: InkMark) => {
        board.take(author, mark, performance.now());
        wake();
      };
      const pointer = followPointer(canvas, createPen(emit, end.signal), tool);
      end.signal.addEventListener("abort", () => pointer.abort());
      held = end;
    },
    remove() {
      held?.abort();
      life.abort();
      if (frame !== undefined) cancelAnimationFrame(frame);
      host.remove();
    },
  };
};
