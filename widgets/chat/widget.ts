import { defineWidget } from "@tfx/widget-sdk";
import { mountChat } from "./view/mount-chat.tsx";

/** The widget. */
export const widget = defineWidget({ mount: mountChat });
