import { computed, signal } from "@preact/signals";
import { mountApp, openAppContext, type CallReport } from "@tfx/app";
import { formatInvite } from "@tfx/protocol";
import { render } from "preact";
import { findExtension, openInExtension, pageMessenger } from "./ask-extension.ts";
import { ExtensionOffer } from "./extension-offer.tsx";
import { createWebPlatform } from "./web-platform.ts";

const root = document.querySelector<HTMLElement>("#root");
if (root === null) throw new Error("index.html has no root");

const report = signal<CallReport | undefined>(undefined);
const platform = createWebPlatform((now) => {
  report.value = now;
});
mountApp(root, platform);

// The call never waits for this: the page works alone, and whoever has the extension is told in one line.
const send = pageMessenger();
const extension = await findExtension(import.meta.env.TFX_EXTENSION_IDS, send);
const offer = document.querySelector("#offer");
if (send !== undefined && extension !== undefined && offer !== null) {
  const { i18n } = await openAppContext(platform, new AbortController().signal);
  const open = async (): Promise<boolean> => {
    const place = platform.place.peek();
    const taken = place.at === "room" && (await openInExtension(extension, send, formatInvite(place.invite)));
    // Leaves the lobby, so that camera and microphone are free for the extension.
    if (taken) platform.go({ at: "start" });
    return taken;
  };
  const shown = computed(() => report.value?.phase === "lobby");
  render(<ExtensionOffer i18n={i18n} shown={shown} open={open} />, offer);
}
