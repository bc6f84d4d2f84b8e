import { createSession } from "@tfx/core";
import { createRoomState, type InstanceState } from "@tfx/core/state";
import { widgetManifest } from "@tfx/protocol/widgets";
import { createGuestOpener, createWidgetRegistry, openBundleStore, openGrants, type TextStorage } from "@tfx/widget-host";
import { defineWidget } from "@tfx/widget-sdk";
import { createServices } from "../../bridge/pages/services.ts";
import { cursorWidget, type MemberControl } from "../control.ts";

// The page that is measured: a call's data, the widget host with its gate and bridge, and a widget that draws pointers.

const server = location.hash.slice(1);
const counts = { changes: 0, longTaskMs: 0 };
const pointers = new Map<string, HTMLElement>();

const manifest = widgetManifest.parse({
  id: cursorWidget,
  name: "Cursors",
  description: "Shows where everybody points.",
  version: "1.0.0",
  sdk: "1",
  kind: "builtin",
});

const widget = defineWidget({
  mount: (context, root) => {
    const presence = context.state.presence<{ x: number; y: number }>();
    presence.others.on((others) => {
      counts.changes += 1;
      for (const [from, { x, y }] of others) {
        const known = pointers.get(from);
        const element = known ?? root.appendChild(document.createElement("div"));
        if (known === undefined) {
          element.textContent = from.slice(0, 4);
          element.style.cssText = "position:absolute;padding:4px;background:#7a2a6d;color:#fff";
          pointers.set(from, element);
        }
        element.style.transform = `translate(${x}px, ${y}px)`;
      }
    });
  },
});

new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) counts.longTaskMs = Math.max(counts.longTaskMs, duration);
}).observe({ type: "longtask" });

const nothingKept: TextStorage = { get: () => Promise.resolve(undefined), set: () => Promise.resolve() };

const openRegistry = async (state: InstanceState, room: string) =>
  createWidgetRegistry({
    builtins: [{ manifest, load: () => Promise.resolve(widget) }],
    bundles: await openBundleStore(nothingKept),
    grants: await openGrants(nothingKept),
    room,
    openGuest: createGuestOpener({ elementOf: () => document.body, wrapper: "about:blank", isDeveloper: () => false }),
    services: () => ({ ...createServices(), state }),
  });

const control: MemberControl = {
  async mount(room) {
    const joined = await createSession({ server }).join({ room, name: "Amara" });
    const state = createRoomState(joined);
    const { id, name, version, kind } = manifest;
    const { instance } = state.start({ widget: { id, name, version, kind }, protocol: 1, documents: [], stop: "everybody" });
    const registry = await openRegistry(state.instance(instance), room);
    const running = new Promise<void>((resolve) => {
      registry.running.on((list) => list.some(({ phase }) => phase === "running") && resolve());
    });
    registry.start(id, { id: instance, startedBy: joined.self, startedAt: Date.now(), reason: "start", protocol: 1 });
    await running;
  },
  reset: () => void Object.assign(counts, { changes: 0, longTaskMs: 0 }),
  counted: () => ({ ...counts, people: pointers.size }),
};

Object.assign(globalThis, { bench: control });
