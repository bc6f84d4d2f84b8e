import { widget as chat } from "@tfx/widget-chat";
import { adoptStyles, defineWidget } from "@tfx/widget-sdk";

// Filled in by pack.ts: what our pages have as style sheets.
declare const bundledStyles: string;

// Our pages give a widget a place of a height; the page of a frame gives itself none.
const pageStyles = "html, body { block-size: 100%; }";

/** The chat as it is, with the styles that our pages would have given it. */
export const widget = defineWidget({
  mount(context, root) {
    adoptStyles(root, [bundledStyles, pageStyles], context.signal);
    return chat.mount(context, root);
  },
});
