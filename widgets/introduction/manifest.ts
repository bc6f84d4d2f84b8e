import type { WidgetManifestInput } from "@tfx/widget-sdk";

/** What Introduction says of itself. */
export const manifest = {
  id: "app.tfx.introduction",
  name: "Introduction",
  description: "Cards by which people introduce themselves.",
  version: "1.0.0",
  sdk: "1",
  kind: "builtin",
  icon: "id-card",
  category: "see",
  surfaces: ["panel"],
  permissions: ["state:shared", "storage:own", "participants:read", "participants:identity", "ui:panel", "room:read"],
} as const satisfies WidgetManifestInput;
