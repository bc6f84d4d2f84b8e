import { useEffect } from "preact/hooks";
import type { RefObject } from "preact";
import { useSignal, type Signal } from "@preact/signals";
import { panBy, wheelFactor, wholeView, zoomAt, zoomStep, type ViewPoint, type ZoomView } from "./zoom-view.ts";

const arrows: Readonly<Record<string, ViewPoint>> = {
  ArrowLeft: { x: 0.1, y: 0 },
  ArrowRight: { x: -0.1, y: 0 },
  ArrowUp: { x: 0, y: 0.1 },
  ArrowDown: { x: 0, y: -0.1 },
};

/** What a key makes of a view; undefined where it means nothing here. */
export const viewByKey = (view: ZoomView, key: string): ZoomView | undefined => {
  if (key === "+" || key === "=") return zoomAt(view, zoomStep);
  if (key === "-") return zoomAt(view, 1 / zoomStep);
  if (key === "0") return wholeView;
  const arrow = arrows[key];
  return arrow === undefined || view.scale === 1 ? undefined : panBy(view, arrow);
};

const shareOf = (element: Element, { clientX, clientY }: { readonly clientX: number; readonly clientY: number }): ViewPoint => {
  const box = element.getBoundingClientRect();
  return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
};

/** Fingers, or one mouse button: one moves the picture, two magnify it. */
const followPointers = (element: HTMLElement, view: Signal<ZoomView>, until: AbortSignal): void => {
  const down = new Map<number, ViewPoint>();
  const spread = (points: readonly ViewPoint[]) =>
    Math.hypot((points[0]?.x ?? 0) - (points[1]?.x ?? 0), (points[0]?.y ?? 0) - (points[1]?.y ?? 0));
  const middle = (points: readonly ViewPoint[]): ViewPoint => ({
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  });
  const move = (event: PointerEvent) => {
    if (!down.has(event.pointerId)) return;
    const before = [...down.values()];
    down.set(event.pointerId, shareOf(element, event));
    const now = [...down.values()];
    const [from, to] = [middle(before), middle(now)];
    if (before.length === 2 && spread(before) > 0) view.value = zoomAt(view.peek(), spread(now) / spread(before), to);
    if (view.peek().scale > 1) view.value = panBy(view.peek(), { x: to.x - from.x, y: to.y - from.y });
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest("button,[popover]") !== null)) return;
    down.set(event.pointerId, shareOf(element, event));
    if (view.peek().scale > 1) element.setPointerCapture(event.pointerId);
  };
  const lift = (event: PointerEvent) => void down.delete(event.pointerId);
  element.addEventListener("pointerdown", press, { signal: until });
  element.addEventListener("pointermove", move, { signal: until });
  for (const end of ["pointerup", "pointercancel", "pointerleave"] as const) element.addEventListener(end, lift, { signal: until });
};

/** Lets wheel, fingers and keys magnify and move what is in an element. */
export const useZoom = (part: RefObject<HTMLElement | null>): Signal<ZoomView> => {
  const view = useSignal(wholeView);
  useEffect(() => {
    const element = part.current;
    if (element === null) return undefined;
    const life = new AbortController();
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      view.value = zoomAt(view.peek(), wheelFactor(event), shareOf(element, event));
    };
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target !== element) return;
      const next = viewByKey(view.peek(), event.key);
      if (next === undefined) return;
      event.preventDefault();
      view.value = next;
    };
    // Not passive: the page must not magnify itself meanwhile.
    element.addEventListener("wheel", turn, { passive: false, signal: life.signal });
    element.addEventListener("keydown", press, { signal: life.signal });
    followPointers(element, view, life.signal);
    return () => life.abort();
  }, [part, view]);
  return view;
};
