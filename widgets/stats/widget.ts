import { defineWidget } from "@tfx/widget-sdk";

/** The widget. */
export const widget = defineWidget({
  mount(context, root) {
    root.textContent = context.widget.id;
  },
});
