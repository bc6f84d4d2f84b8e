import { TfxError, type ParticipantId } from "@tfx/protocol";
import { bridgeVersion, type Surface, type Welcome } from "@tfx/protocol/widgets";
import type { Live } from "@tfx/widget-sdk";
import { createBridgeHost, type BridgeHost } from "./bridge-host.ts";
import { createGate, type Gate, type Use } from "./gate.ts";
import { effectiveGrants, type Granted } from "./granted.ts";
import type { Guest, KnownWidget, OpenGuest } from "./guest-opener.ts";
import { createLive } from "./live.ts";
import type { InstanceServices } from "./services.ts";
import { createTrusted } from "./trusted.ts";

/** What is said of an instance when it is started. */
export interface InstanceFacts {
  /** The same for everybody in the room. */
  readonly id: string;
  readonly startedBy: ParticipantId;
  /** In milliseconds since 1970, as far as clocks agree. */
  readonly startedAt: number;
  readonly reason: "start" | "join" | "restore";
  /** The version of the widget's messages that everybody here speaks. */
  readonly protocol: number;
}

/** How an instance is. */
export type InstancePhase = "loading" | "running" | "hidden" | "unresponsive" | "crashed" | "stopped";

/** An instance as people see it. */
export interface InstanceView {
  readonly phase: InstancePhase;
  /** Why it is unresponsive, crashed or stopped. */
  readonly error: TfxError | undefined;
  readonly uses: ReadonlySet<Use>;
  readonly granted: Granted["permissions"];
  readonly surface: Surface | null;
}

/** One running widget. */
export interface Instance {
  readonly facts: InstanceFacts;
  readonly known: KnownWidget;
  readonly view: Live<InstanceView>;
  /** When its widget last said something of its own, in milliseconds. */
  readonly heardAtMs: () => number;
  /** Whether its run, or the last one, got past its start. */
  readonly hasMounted: () => boolean;
  /** Starts it, again after it ended; does nothing while it runs. */
  start(reason?: InstanceFacts["reason"]): void;
  /** Takes it out at once, without asking it. */
  kill(why: TfxError): void;
  /** Asks it to clean up, and takes it out. */
  stop(): Promise<void>;
}

/** What an instance is made of. */
export interface InstanceOptions {
  readonly facts: InstanceFacts;
  readonly known: KnownWidget;
  readonly services: InstanceServices;
  readonly grants: Live<Granted>;
  readonly openGuest: OpenGuest;
  /** Each time it ends, with the reason. */
  readonly onEnded: (why: TfxError) => void;
  readonly nowMs: () => number;
}

const isHost = ({ participants }: InstanceServices): boolean => participants.value.some(({ isSelf, role }) => isSelf && role === "host");

const welcomeOf = ({ facts, known: { manifest }, services, grants }: InstanceOptions, reason: InstanceFacts["reason"]): Welcome => {
  const { permissions } = effectiveGrants(manifest, { person: grants.value, isHost: isHost(services) });
  const { look, tokens, reducedMotion } = services.theme.value;
  return {
    tfx: "welcome",
    version: bridgeVersion,
    widget: { id: manifest.id, version: manifest.version },
    instance: { ...facts, reason },
    self: services.self,
    surface: services.ui.shown.value,
    granted: [...permissions],
    ...services.locale.value,
    look,
    tokens: { ...tokens },
    reducedMotion,
  };
};

const phaseOf = (why: TfxError): InstancePhase => {
  if (why.code === "widget/stopped") return "stopped";
  return why.code === "widget/unresponsive" ? "unresponsive" : "crashed";
};

/** A page of somebody's can use the network by itself, whatever it asks us for. */
const alwaysUses = ({ manifest: { kind } }: KnownWidget): readonly Use[] => (kind === "hosted" || kind === "companion" ? ["network"] : []);

/** One run, from the opening of the guest to its end. */
interface Run {
  readonly controller: AbortController;
  readonly reason: InstanceFacts["reason"];
  isMounted: boolean;
  guest?: Guest;
  bridge?: BridgeHost;
  gate?: Gate;
}

const viewOf = (run: Run | undefined, ended: TfxError | undefined, { services, known }: InstanceOptions): InstanceView => {
  const surface = services.ui.shown.value;
  const running = surface === null ? "hidden" : "running";
  const alive = run?.isMounted === true ? running : "loading";
  return {
    phase: run === undefined && ended !== undefined ? phaseOf(ended) : alive,
    error: run === undefined ? ended : undefined,
    uses: new Set([...(run?.gate?.uses.value ?? []), ...(run?.gate === undefined ? [] : alwaysUses(known))]),
    granted: run?.gate?.granted.value.permissions ?? new Set(),
    surface,
  };
};

/** Opens a guest for a run and puts the gate before it. */
const connect = async (
  run: Run,
  options: InstanceOptions,
  { update, hear, end, onReload }: { update: () => void; hear: () => void; end: (why: TfxError) => void; onReload: () => void },
): Promise<void> => {
  const { known, services, grants, openGuest, nowMs, facts } = options;
  const { signal } = run.controller;
  const trusted = createTrusted({ manifest: known.manifest, grants, services, signal });
  const welcome = (): Welcome => welcomeOf(options, run.reason);
  const guest = await openGuest({ known, instance: facts.id, welcome, signal, trusted, onReload });
  if (signal.aborted) {
    guest.port.close();
    return guest.remove();
  }
  run.guest = guest;
  run.bridge = createBridgeHost({
    port: guest.port,
    createGate: (emit, signal) => createGate({ manifest: known.manifest, grants, services, emit, signal, nowMs }),
    onMounted() {
      run.isMounted = true;
      update();
    },
    onHeard: hear,
    onLeave: () => services.ui.leave(),
    onEnded: end,
    onRefused: (name, { code }) => services.log({ level: "warn", text: `${name}: ${code}` }),
    nowMs,
  });
  run.gate = run.bridge.gate;
  run.gate.uses.on(update, { signal });
  run.gate.granted.on(update, { signal });
  services.ui.shown.on(update, { signal });
  update();
};

/** Makes an instance. It does not run before it is started. */
export const createInstance = (options: InstanceOptions): Instance => {
  const { facts, known, onEnded, nowMs } = options;
  let run: Run | undefined;
  let ended: TfxError | undefined;
  let heardAtMs = nowMs();
  let hadMounted = false;
  const view = createLive(viewOf(run, ended, options));
  const update = (): void => view.set(viewOf(run, ended, options));
  const hear = (): void => void (heardAtMs = nowMs());

  /** `told`: why, as its gate hears it. */
  const finish = (which: Run, why: TfxError, told = why): void => {
    if (run !== which) return;
    run = undefined;
    ended = why;
    hadMounted = which.isMounted;
    which.controller.abort();
    which.bridge?.close(told);
    which.guest?.remove();
    update();
    onEnded(why);
  };

  const start = (reason = facts.reason): void => {
    if (run !== undefined) return;
    const next: Run = { controller: new AbortController(), reason, isMounted: false };
    run = next;
    hear();
    update();
    const end = (why: TfxError): void => finish(next, why);
    const onReload = (): void => {
      if (run !== next) return;
      // Nobody asked it to: it comes back, and until then it has lost what it did.
      finish(next, new TfxError("widget/stopped"), new TfxError("widget/crashed", { text: "It was loaded anew." }));
      start("restore");
    };
    connect(next, options, { update, hear, end, onReload }).catch((error: unknown) => end(TfxError.from(error)));
  };

  return {
    facts,
    known,
    view,
    heardAtMs: () => heardAtMs,
    start,
    kill(why) {
      if (run !== undefined) finish(run, why);
    },
    hasMounted: () => run?.isMounted ?? hadMounted,
    async stop() {
      const current = run;
      await current?.bridge?.stop();
      if (current !== undefined) finish(current, new TfxError("widget/stopped"));
      if (run === undefined && ended?.code !== "widget/stopped") {
        ended = new TfxError("widget/stopped");
        update();
      }
    },
  };
};
