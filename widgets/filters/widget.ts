import { renderUntil } from "@tfx/ui";
import { adoptStyles, defineWidget } from "@tfx/widget-sdk";
import { h } from "preact";
import { drawPicture } from "./background/draw-picture.ts";
import styles from "./filters.css?inline";
import { createFiltersModel } from "./model.ts";
import { FiltersView } from "./view/filters-view.tsx";

/** Filters and backgrounds for the own picture. */
export const widget = defineWidget({
  mount(context, root) {
    adoptStyles(root, [styles], context.signal);
    renderUntil(h(FiltersView, { model: createFiltersModel(context, { drawPicture }) }), root, context.signal);
  },
});
