import type { WidgetManifestInput } from "@tfx/widget-sdk";

/** What Connection says of itself. */
export const manifest = {
  id: "app.tfx.stats",
  name: "Connection",
  description: "How well pictures and sound travel, and why.",
  version: "1.0.0",
  sdk: "1",
  kind: "builtin",
  personal: true,
  icon: "activity",
  category: "inspect",
  surfaces: ["panel"],
  permissions: ["stats:read", "participants:read", "participants:identity", "ui:panel"],
  optionalPermissions: ["download"],
  reasons: {
    "stats:read": "To show how well pictures and sound travel.",
    "participants:identity": "To say whose connection it is.",
    download: "To save what was measured as a file.",
  },
} as const satisfies WidgetManifestInput;
