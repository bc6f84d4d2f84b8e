import { adoptStyles, defineWidget } from "@tfx/widget-sdk";
import { h, render } from "preact";
import { drawPicture } from "./background/draw-picture.ts";
import styles from "./filters.css?inline";
import { createFiltersModel } from "./model.ts";
import { FiltersView } from "./view/filters-view.tsx";

/** Filters and backgrounds for the own picture. */
export const widget = defineWidget({
  mount(context, root) {
    adoptStyles(root, [styles], context.signal);
    render(h(FiltersView, { model: createFiltersModel(context, { drawPicture }) }), root);
    context.signal.addEventListener("abort", () => render(null, root), { once: true });
  },
});
