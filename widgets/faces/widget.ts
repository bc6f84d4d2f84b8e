import { renderUntil } from "@tfx/ui";
import { adoptStyles, defineWidget } from "@tfx/widget-sdk";
import { h } from "preact";
import styles from "./faces.css?inline";
import { createFacesModel } from "./model.ts";
import { drawPicture } from "./pieces/draw-picture.ts";
import { FacesView } from "./view/faces-view.tsx";

/** Hats, glasses and moustaches for the own face, hidden faces, and a picture that follows. */
export const widget = defineWidget({
  mount(context, root) {
    adoptStyles(root, [styles], context.signal);
    renderUntil(h(FacesView, { model: createFacesModel(context, { drawPicture }) }), root, context.signal);
  },
});
