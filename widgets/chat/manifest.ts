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
  // Its end takes what everybody wrote with it.
  stop: "host",
  permissions: [
    "channel:use",
    "state:shared",
    "storage:own",
    "participants:read",
    "participants:identity",
    "ui:panel",
    "ui:toast",
    "room:read",
    "files:send",
    "download",
    "clipboard:write",
    "chat:write",
  ],
  provides: ["chat"],
  reasons: {
    "participants:identity": "Messages stand under the name of whoever wrote them.",
    "files:send": "You choose each file, and who can fetch it.",
    "clipboard:write": "You can copy messages and code.",
    "chat:write": "Widgets that you let read the chat are told what is written to everybody.",
    download: "Files that you fetch are saved where you say.",
  },
  channels: [
    { name: "private", maxBytes: 49_152, perSecond: 5 },
    { name: "picture", lane: "bulk", maxBytes: 65_536, perSecond: 50 },
  ],
  absent: { summary: "People are writing to each other in Chat." },
} as const satisfies WidgetManifestInput;
