import { renderUntil } from "@tfx/ui";
import { adoptStyles, defineWidget } from "@tfx/widget-sdk";
import { h } from "preact";
import styles from "./introduction.css?inline";
import { createIntroductionModel } from "./model.ts";
import { readPhoto } from "./photo/read-photo.ts";
import { IntroductionView } from "./view/introduction-view.tsx";

/** Cards by which people introduce themselves, and a tour of the call. */
export const widget = defineWidget({
  mount(context, root) {
    adoptStyles(root, [styles], context.signal);
    renderUntil(h(IntroductionView, { model: createIntroductionModel(context, { readPhoto }) }), root, context.signal);
  },
});
