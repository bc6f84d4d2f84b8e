import type { WidgetManifestInput } from "@tfx/widget-sdk";

/** What Recording says of itself. */
export const manifest = {
  id: "app.tfx.recording",
  name: "Recording",
  description: "Record the call into a file on this device. Everybody sees that you do.",
  version: "1.0.0",
  sdk: "1",
  kind: "builtin",
  personal: true,
  icon: "record",
  category: "make",
  surfaces: ["panel"],
  permissions: ["tracks:raw", "participants:read", "participants:identity", "media:levels", "storage:own", "ui:panel", "ui:toast"],
  optionalPermissions: ["media:record"],
  reasons: {
    "tracks:raw": "To put pictures and sounds together into one file.",
    "media:record": "Everybody in the call sees that you record, until you stop.",
    "participants:identity": "To write names on the pictures.",
    "media:levels": "To show whoever speaks large.",
  },
} as const satisfies WidgetManifestInput;
