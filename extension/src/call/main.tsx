import { effect } from "@preact/signals";
import { mountApp } from "@tfx/app";
import { openPage, openPageContext } from "../page.ts";
import { tellWorker } from "../worker-link.ts";
import { createCallPart } from "./call-part.ts";
import { passGate } from "./pass-gate.tsx";

const root = document.querySelector<HTMLElement>("#root");
if (root === null) throw new Error("call.html has no root");

const page = await openPage(createCallPart());
const { platform, server } = page;
const { i18n } = await openPageContext(page);

const lock = await passGate(root, { i18n, server }, platform.place.peek());
if (lock === undefined) {
  window.close();
} else {
  // Another room may come by the address, on a server that nobody has said yes to: the gate asks on reload.
  effect(() => {
    const place = platform.place.value;
    if (place.at === "room" && !server.isKnown(place.invite.server)) location.reload();
  });
  addEventListener("pagehide", () => tellWorker({ type: "call.over" }));
  const unmount = mountApp(root, platform);
  // Another tab took the call over; this one asks at its gate like any second tab.
  void lock.lost.then(() => {
    unmount();
    location.reload();
  });
}
