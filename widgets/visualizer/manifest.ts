import type { WidgetManifestInput } from "@tfx/widget-sdk";

/** What the visualizer says of itself. */
export const manifest = {
  id: "app.tfx.visualizer",
  name: "Visualizer",
  description: "Shows how people sound: bars, wave, circle, spectrogram, and rings around who speaks.",
  version: "1.0.0",
  sdk: "1",
  kind: "builtin",
  personal: true,
  icon: "activity",
  category: "see",
  surfaces: ["panel", "stage", "tile-overlay"],
  permissions: ["tracks:raw", "participants:read", "participants:identity", "storage:own", "ui:panel", "ui:stage", "ui:tile-overlay"],
  reasons: {
    "tracks:raw": "To draw what is heard. Nothing of it is kept or sent.",
    "participants:identity": "To say who speaks.",
  },
} as const satisfies WidgetManifestInput;
