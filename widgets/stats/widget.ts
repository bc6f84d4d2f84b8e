import { adoptStyles, defineWidget } from "@tfx/widget-sdk";
import { h, render } from "preact";
import plotStyles from "uplot/dist/uPlot.min.css?inline";
import { createStatsModel } from "./model.ts";
import styles from "./stats.css?inline";
import { StatsView } from "./view/stats-view.tsx";

/** Shows how well pictures and sound travel, and why. */
export const widget = defineWidget({
  mount(context, root) {
    adoptStyles(root, [plotStyles, styles], context.signal);
    render(h(StatsView, { model: createStatsModel(context) }), root);
    context.signal.addEventListener("abort", () => render(null, root), { once: true });
  },
});
