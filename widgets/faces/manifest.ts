import type { WidgetManifestInput } from "@tfx/widget-sdk";

/** What Faces says of itself. */
export const manifest = {
  id: "app.tfx.faces",
  name: "Faces",
  description: "Hats, glasses and moustaches for your face, hidden faces, and a picture that follows you.",
  version: "1.0.0",
  sdk: "1",
  kind: "builtin",
  personal: true,
  icon: "smile",
  category: "see",
  surfaces: ["panel"],
  permissions: ["media:video-filter", "media:frames", "storage:own", "ui:panel"],
  reasons: {
    "media:video-filter": "To put things on your face before your picture is sent.",
    "media:frames": "To show you what is sent, and how many faces are found.",
  },
} as const satisfies WidgetManifestInput;
