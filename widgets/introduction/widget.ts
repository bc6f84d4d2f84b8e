import { adoptStyles, defineWidget } from "@tfx/widget-sdk";
import { h, render } from "preact";
import styles from "./introduction.css?inline";
import { createIntroductionModel } from "./model.ts";
import { readPhoto } from "./photo/read-photo.ts";
import { IntroductionView } from "./view/introduction-view.tsx";

/** Cards by which people introduce themselves, and a tour of the call. */
export const widget = defineWidget({
  mount(context, root) {
    adoptStyles(root, [styles], context.signal);
    render(h(IntroductionView, { model: createIntroductionModel(context, { readPhoto }) }), root);
    context.signal.addEventListener("abort", () => render(null, root), { once: true });
  },
});
