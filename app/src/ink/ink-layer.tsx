import { useEffect, useRef } from "preact/hooks";
import { classNames } from "@tfx/ui";
import { containedIn } from "../screen/zoom-view.ts";
import type { ShareInk } from "./ink-model.ts";
import { paintInk } from "./paint-ink.ts";
import type { InkPoint } from "./pen.ts";
import "./ink.css";

/** Properties of an ink layer. */
export interface InkLayerProps {
  readonly ink: ShareInk;
  /** Size of the picture that lies below; undefined while there is none. */
  readonly picture: () => { readonly width: number; readonly height: number } | undefined;
}

const sizeOf = (canvas: HTMLCanvasElement): { readonly width: number; readonly height: number } => {
  const { clientWidth, clientHeight, ownerDocument } = canvas;
  const scale = ownerDocument.defaultView?.devicePixelRatio ?? 1;
  return { width: Math.round(clientWidth * scale), height: Math.round(clientHeight * scale) };
};

const paint = (canvas: HTMLCanvasElement, { ink, picture }: InkLayerProps): boolean => {
  const scene = ink.board.scene(performance.now());
  const { width, height } = sizeOf(canvas);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  const part = containedIn({ width, height }, picture() ?? { width, height });
  context?.clearRect(0, 0, width, height);
  if (context !== null)
    paintInk(context, scene, { x: part.x * width, y: part.y * height, width: part.width * width, height: part.height * height });
  return scene.lines.length > 0 || scene.spots.length > 0;
};

/** Where a pointer is on the picture; undefined beside it. */
const placeOf = (event: PointerEvent, canvas: HTMLCanvasElement, picture: InkLayerProps["picture"]): InkPoint | undefined => {
  const box = canvas.getBoundingClientRect();
  const part = containedIn(box, picture() ?? box);
  const x = ((event.clientX - box.left) / box.width - part.x) / part.width;
  const y = ((event.clientY - box.top) / box.height - part.y) / part.height;
  return x < 0 || y < 0 || x > 1 || y > 1 ? undefined : { x, y };
};

/** What a pointer does with the tool in hand. */
const pointerHandlers = ({ ink, picture }: InkLayerProps) => {
  const { tool } = ink;
  const act = (event: PointerEvent, run: (point: InkPoint) => void) => {
    if (!(event.currentTarget instanceof HTMLCanvasElement)) return;
    const point = placeOf(event, event.currentTarget, picture);
    if (point !== undefined) run(point);
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0 || !event.isPrimary) return;
      event.preventDefault();
      event.stopPropagation();
      act(event, (point) => (tool.peek() === "pen" ? ink.pen.down(point) : ink.pen.point(point)));
      if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      if (!event.isPrimary) return;
      // The pointer reports more often than the page draws; a curve needs all of it.
      const steps = event.getCoalescedEvents().length > 0 ? event.getCoalescedEvents() : [event];
      const canvas = event.currentTarget;
      if (!(canvas instanceof HTMLCanvasElement)) return;
      for (const step of steps) {
        const point = placeOf(step, canvas, picture);
        if (point === undefined) continue;
        if (tool.peek() === "laser") ink.pen.point(point);
        else if (event.buttons !== 0) ink.pen.move(point);
      }
    },
    onPointerUp: () => ink.pen.up(),
    onPointerCancel: () => ink.pen.up(),
    onDblClick: (event: MouseEvent) => event.stopPropagation(),
  };
};

/** Ink over a picture; takes the pointer only while a tool is in hand. Draws nothing, and wakes nobody, while there is no ink. */
export const InkLayer = (props: InkLayerProps) => {
  const { ink } = props;
  const element = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return undefined;
    let frame: number | undefined;
    const turn = () => {
      frame = paint(canvas, latest.current) ? requestAnimationFrame(turn) : undefined;
    };
    const stop = ink.news.subscribe(() => {
      frame ??= requestAnimationFrame(turn);
    });
    return () => {
      stop();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [ink]);
  const tool = ink.tool.value;
  const isHeld = tool !== "none";
  return (
    <canvas
      ref={element}
      class={classNames("tfx-ink", isHeld && "tfx-ink--held")}
      data-tool={tool}
      aria-hidden="true"
      {...(isHeld ? pointerHandlers(props) : {})}
    />
  );
};
