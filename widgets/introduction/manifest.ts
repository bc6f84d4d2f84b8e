import type { WidgetManifestInput } from "@tfx/widget-sdk";

/** What Introduction says of itself. */
export const manifest = {
  id: "app.tfx.introduction",
  name: "Introduction",
  description: "Cards by which people introduce themselves, and a tour of the call.",
  version: "1.0.0",
  sdk: "1",
  kind: "builtin",
  icon: "id-card",
  category: "see",
  surfaces: ["panel"],
  // Its end takes what everybody wrote with it.
  stop: "host",
  permissions: ["state:shared", "storage:own", "participants:read", "participants:identity", "ui:panel"],
  optionalPermissions: ["clipboard:write"],
  reasons: {
    "participants:identity": "To say whose card it is.",
    "clipboard:write": "To copy a link from a card.",
  },
  absent: { summary: "People introduce themselves with cards." },
} as const satisfies WidgetManifestInput;
