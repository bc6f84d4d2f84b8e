import type { WidgetManifestInput } from "@tfx/widget-sdk";

/** What Broadcast says of itself. */
export const manifest = {
  id: "app.tfx.broadcast",
  name: "Broadcast",
  description: "Let people watch the call in browsers, VLC and televisions. Everybody in it sees that you do.",
  version: "1.0.0",
  sdk: "1",
  kind: "builtin",
  personal: true,
  icon: "on-air",
  category: "make",
  surfaces: ["panel"],
  permissions: [
    "tracks:raw",
    "media:broadcast",
    "participants:read",
    "participants:identity",
    "media:levels",
    "storage:own",
    "clipboard:write",
    "ui:panel",
    "ui:toast",
  ],
  optionalPermissions: ["chat:read", "captions:read"],
  reasons: {
    "tracks:raw": "To put pictures and sounds together into one.",
    "media:broadcast": "Everybody in the call sees that you broadcast, until you end it.",
    "participants:identity": "To write names on the pictures.",
    "media:levels": "To show whoever speaks large.",
    "clipboard:write": "You can copy links.",
    "chat:read": "To let those who watch your broadcast read the chat. Everybody in the call sees that.",
    "captions:read": "To let those who watch your broadcast read the captions. Everybody in the call sees that.",
  },
} as const satisfies WidgetManifestInput;
