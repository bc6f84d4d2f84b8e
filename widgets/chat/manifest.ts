import type { WidgetManifestInput } from "@tfx/widget-sdk";

/** What Chat says of itself. */
export const manifest = {
  id: "app.tfx.chat",
  name: "Chat",
  description: "Text, pictures and files between the people in the call.",
  version: "1.0.0",
  sdk: "1",
  kind: "builtin",
  icon: "message",
  category: "talk",
  surfaces: ["panel"],
  permissions: [
    "channel:use",
    "state:shared",
    "storage:own",
    "participants:read",
    "participants:identity",
    "ui:panel",
    "ui:toast",
    "room:read",
  ],
} as const satisfies WidgetManifestInput;
