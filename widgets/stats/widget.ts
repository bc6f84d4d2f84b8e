import { renderUntil } from "@tfx/ui";
import { adoptStyles, defineWidget } from "@tfx/widget-sdk";
import { h } from "preact";
import plotStyles from "uplot/dist/uPlot.min.css?inline";
import { createStatsModel } from "./model.ts";
import styles from "./stats.css?inline";
import { StatsView } from "./view/stats-view.tsx";

/** Shows how well pictures and sound travel, and why. */
export const widget = defineWidget({
  mount(context, root) {
    adoptStyles(root, [plotStyles, styles], context.signal);
    renderUntil(h(StatsView, { model: createStatsModel(context) }), root, context.signal);
  },
});
