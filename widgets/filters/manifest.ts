import type { WidgetManifestInput } from "@tfx/widget-sdk";

/** What Filters says of itself. */
export const manifest = {
  id: "app.tfx.filters",
  name: "Filters",
  description: "Colours, blur, cartoon and more for your picture, and another background.",
  version: "1.0.0",
  sdk: "1",
  kind: "builtin",
  personal: true,
  icon: "palette",
  category: "see",
  surfaces: ["panel"],
  permissions: ["media:video-filter", "media:frames", "storage:own", "ui:panel"],
  reasons: {
    "media:video-filter": "To change your picture before it is sent.",
    "media:frames": "To show you what is sent.",
  },
} as const satisfies WidgetManifestInput;
