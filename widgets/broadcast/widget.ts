import { defineTrustedWidget } from "@tfx/widget-sdk";
import { mountBroadcast } from "./view/mount-broadcast.tsx";

/** The widget. */
export const widget = defineTrustedWidget({ mount: mountBroadcast });
