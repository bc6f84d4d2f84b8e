import { defineTrustedWidget } from "@tfx/widget-sdk";
import { mountRecording } from "./view/mount-recording.tsx";

/** The widget. */
export const widget = defineTrustedWidget({ mount: mountRecording });
