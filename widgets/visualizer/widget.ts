import { renderUntil } from "@tfx/ui";
import { adoptStyles, defineTrustedWidget } from "@tfx/widget-sdk";
import { h } from "preact";
import { createVisualizerModel, type Ports } from "./model.ts";
import { VisualizerView } from "./view/visualizer-view.tsx";
import styles from "./visualizer.css?inline";

const ports: Ports = {
  frames: { request: (draw) => requestAnimationFrame(draw), cancel: (id) => cancelAnimationFrame(id) },
  pageSeen: {
    now: () => document.visibilityState === "visible",
    on: (change, signal) => document.addEventListener("visibilitychange", change, { signal }),
  },
};

/** Bars, wave, circle and spectrogram of what is heard, and rings around who speaks. */
export const widget = defineTrustedWidget({
  mount(context, root) {
    adoptStyles(root, [styles], context.signal);
    renderUntil(h(VisualizerView, { model: createVisualizerModel(context, ports) }), root, context.signal);
  },
});
