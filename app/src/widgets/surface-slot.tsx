import { useLayoutEffect, useRef } from "preact/hooks";
import type { Signal } from "@preact/signals";
import type { Box } from "../call/grid-plan.ts";

const isSame = (one: Box | undefined, other: Box): boolean =>
  one !== undefined && one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;

/**
 * Room for a widget's surface. The surface itself lies in a layer above and never moves in the document, for
 * a frame that is moved loads anew; this tells it where to lie, and follows what the page does.
 */
export const SurfaceSlot = ({ box, class: name = "tfx-slot" }: { box: Signal<Box | undefined>; class?: string }) => {
  const slot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = slot.current;
    const call = element?.closest("main");
    if (element === null || call === null || call === undefined) return undefined;
    let told: Box | undefined;
    const tell = () => {
      const [at, from] = [element.getBoundingClientRect(), call.getBoundingClientRect()];
      const next = { x: at.x - from.x, y: at.y - from.y, width: at.width, height: at.height };
      if (!isSame(told, next)) box.value = told = next;
    };
    tell();
    // The call changes its size with the window; the slot, when something beside it does.
    const observer = new ResizeObserver(tell);
    for (const watched of [element, call]) observer.observe(watched);
    return () => {
      observer.disconnect();
      if (box.peek() === told) box.value = undefined;
    };
  });
  return <div ref={slot} class={name} />;
};
