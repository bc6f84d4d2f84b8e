import { expose, transfer, wrap, type Remote } from "comlink";
import { bridgeVersion, hello, welcome, widgetManifest } from "@tfx/protocol/widgets";
import { createBridgeHost, createFrameHost, createGate, createLive, type Granted, type InstanceServices } from "@tfx/widget-host";
import {
  baselinePorts,
  stored,
  type Arrived,
  type BaselineGuest,
  type BaselineHost,
  type GuestControl,
  type HostControl,
} from "../control.ts";
import { atTheirPace, createPictures } from "./pictures.ts";
import { createServices } from "./services.ts";

// The page around the frame: our bridge and gate on one port, Comlink on another, both into the same frame.

const manifest = widgetManifest.parse({
  id: "org.example.bench",
  name: "Bench",
  description: "Asks for a value and takes pictures.",
  version: "1.0.0",
  sdk: "1",
  kind: "bundle",
  permissions: ["storage:own", "media:frames"],
});

/** As many as our streams let be under way. */
const mostUnderWay = 2;

/** A clock of which a second passes between two looks: the limits are kept account of and never reached. */
const createFastClock = (): (() => number) => {
  let now = 0;
  return () => (now += 1_000);
};

const openFrame = async (): Promise<ReturnType<ReturnType<typeof createFrameHost>["place"]>> => {
  const frame = createFrameHost(document.body).place({ src: "/guest", sandbox: "allow-scripts", title: "Widget" });
  await new Promise<void>((resolve) => {
    const take = ({ source, data }: MessageEvent): void => {
      if (!frame.isSource(source) || !hello.safeParse(data).success) return;
      removeEventListener("message", take);
      resolve();
    };
    addEventListener("message", take);
  });
  return frame;
};

const welcomeOf = ({ self, ui, theme, locale }: InstanceServices) =>
  welcome.parse({
    tfx: "welcome",
    version: bridgeVersion,
    widget: { id: manifest.id, version: manifest.version },
    instance: { id: "bench", startedBy: self, startedAt: Date.now(), reason: "start", protocol: 1 },
    self,
    surface: ui.shown.value,
    granted: manifest.permissions,
    ...locale.value,
    ...theme.value,
  });

/** Our end, as the registry opens it; resolves when the widget has mounted. */
const openOurs = (port: MessagePort, services: InstanceServices): Promise<void> =>
  new Promise((resolve, reject) => {
    const grants = createLive<Granted>({ permissions: new Set(manifest.permissions), origins: new Set() });
    const nowMs = createFastClock();
    createBridgeHost({
      port,
      createGate: (emit, signal) => createGate({ manifest, grants, services, emit, signal, nowMs }),
      onMounted: resolve,
      onEnded: (why) => (reject(why), reportError(why)),
      nowMs,
    });
  });

/** Pictures through Comlink as well as it can: moved, at the same pace, with as many under way as our stream has. */
const sendThroughComlink = async (guest: Remote<BaselineGuest>, control: Remote<GuestControl>, ms: number): Promise<Arrived> => {
  const take = createPictures();
  await control.countFrames();
  const send = async (): Promise<void> => {
    const frame = await take();
    await guest.frame(transfer(frame, [frame]));
  };
  await atTheirPace(send, { ms, most: mostUnderWay });
  return control.countedFrames();
};

const makeFrames = async (ms: number): Promise<Arrived> => {
  const take = createPictures();
  let frames = 0;
  await atTheirPace(async () => ((await take()).close(), void (frames += 1)), { ms, most: 1 });
  return { frames, seconds: ms / 1_000 };
};

const start = async (): Promise<HostControl> => {
  const services = createServices();
  const frame = await openFrame();
  const [ours, control, baseline] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
  frame.post(baselinePorts, { origin: "*", transfer: [control.port2, baseline.port2] });
  frame.post(welcomeOf(services), { origin: "*", transfer: [ours.port2] });
  await openOurs(ours.port1, services);
  const guestControl = wrap<GuestControl>(control.port1);
  const guest = wrap<BaselineGuest>(baseline.port1);
  const answers: BaselineHost = { get: async ({ key }) => ({ value: key === stored.key ? stored.value : "" }) };
  expose(answers, baseline.port1);
  return {
    timeCall: (side, calls) => guestControl.timeCall(side, calls),
    sendFrames: (side, ms) => (side === "ours" ? guestControl.takeFrames(ms) : sendThroughComlink(guest, guestControl, ms)),
    makeFrames,
  };
};

Object.assign(globalThis, { bench: start() });
