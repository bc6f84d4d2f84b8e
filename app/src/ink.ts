export { createInkBoard, type InkAuthor, type InkBoard, type InkMark } from "./ink/ink-board.ts";
export { paintInk } from "./ink/paint-ink.ts";
export { createPen, type Pen } from "./ink/pen.ts";
