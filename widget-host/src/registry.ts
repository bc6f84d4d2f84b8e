import { TfxError } from "@tfx/protocol";
import type { WidgetId, WidgetManifest } from "@tfx/protocol/widgets";
import type { Live } from "@tfx/widget-sdk";
import { createBundleHangs } from "./bundle-hangs.ts";
import type { BundleStore } from "./bundle-store.ts";
import { createCrashRule } from "./crash-rule.ts";
import type { GrantsStore } from "./grants.ts";
import type { KnownWidget, OpenGuest } from "./guest-opener.ts";
import { createInstance, type Instance, type InstanceFacts, type InstanceView } from "./instance.ts";
import { createLive, derive } from "./live.ts";
import type { InstanceServices } from "./services.ts";

/** A running widget as a list shows it. */
export interface RunningWidget extends InstanceView, InstanceFacts {
  readonly manifest: WidgetManifest;
  /** Crashed too often: it cannot be started again in this call. */
  readonly isOff: boolean;
}

/** What a registry is made of. */
export interface RegistryOptions {
  readonly builtins: readonly KnownWidget[];
  readonly bundles: BundleStore;
  readonly grants: GrantsStore;
  readonly room: string;
  readonly openGuest: OpenGuest;
  /** Made once for each instance, and the same after a crash. The signal aborts when it is removed. */
  readonly services: (facts: InstanceFacts & { readonly manifest: WidgetManifest; readonly signal: AbortSignal }) => InstanceServices;
  readonly nowMs?: (() => number) | undefined;
}

/** The widgets of a call: those that are known and those that run. */
export interface WidgetRegistry {
  readonly known: Live<readonly KnownWidget[]>;
  readonly running: Live<readonly RunningWidget[]>;
  /** Makes a page known that is kept nowhere, such as an extension's; answers the undo. One of ours keeps its name. @throws {TfxError} widget/invalid */
  addPage(manifest: WidgetManifest, sha256?: string): () => void;
  /** Starts an instance; what the person has to be asked was asked before. @throws {TfxError} widget/invalid, widget/crashed */
  start(widget: WidgetId, facts: InstanceFacts): void;
  /** Starts one again that crashed or hung, unless it is off. */
  retry(instance: string): void;
  /** Ends an instance and forgets it. */
  remove(instance: string): Promise<void>;
  /** Ends all, at the end of the call. */
  close(): Promise<void>;
}

interface Entry {
  readonly instance: Instance;
  readonly end: AbortController;
}

/** What crashes are counted of: whoever mends a widget gets a new try, and nobody's text is changed without the person. */
const versionOf = ({ manifest, sha256 = "" }: KnownWidget): string => `${manifest.id} ${sha256}`;

/** All that can be started: ours first, and nobody takes the name of another. */
const knownOf = (lists: readonly (readonly KnownWidget[])[]): readonly KnownWidget[] => {
  const byId = new Map<string, KnownWidget>();
  for (const known of lists.flat()) if (!byId.has(known.manifest.id)) byId.set(known.manifest.id, known);
  return [...byId.values()];
};

/** The instances of a call, with what happens when one crashes or hangs. */
const createInstances = (options: RegistryOptions) => {
  const { grants, room, openGuest, nowMs = () => performance.now() } = options;
  const crashes = createCrashRule(nowMs);
  const entries = new Map<string, Entry>();
  const running = createLive<readonly RunningWidget[]>([]);
  const viewOf = ({ instance: { facts, known, view } }: Entry): RunningWidget => {
    const { manifest } = known;
    return { ...facts, manifest, isOff: crashes.isOff(versionOf(known)), ...view.value };
  };
  const update = (): void => running.set([...entries.values()].map((entry) => viewOf(entry)));
  const hangs = createBundleHangs(() => [...entries.values()].map(({ instance }) => instance));
  let isHandlingHang = false;
  const handleEnd = (instance: Instance, why: TfxError): void => {
    if (why.code === "widget/stopped" || isHandlingHang) return;
    isHandlingHang = why.code === "widget/unresponsive" && instance.known.manifest.kind === "bundle";
    const culprit = isHandlingHang ? hangs.handleHang(instance) : instance;
    isHandlingHang = false;
    crashes.count(versionOf(culprit.known));
    update();
  };
  const start = (known: KnownWidget, facts: InstanceFacts): void => {
    const end = new AbortController();
    const { manifest } = known;
    const instance = createInstance({
      facts,
      known,
      services: options.services({ ...facts, manifest, signal: end.signal }),
      grants: grants.granted(manifest, { instance: facts.id, room, signal: end.signal }),
      openGuest,
      onEnded: (why) => handleEnd(instance, why),
      nowMs,
    });
    instance.view.on(update, { signal: end.signal });
    entries.set(facts.id, { instance, end });
    instance.start();
    update();
  };
  const remove = async (id: string): Promise<void> => {
    const entry = entries.get(id);
    if (entry === undefined) return;
    await entry.instance.stop();
    // It may have been removed, and even started anew, while it cleaned up.
    if (entries.get(id) !== entry) return;
    entry.end.abort();
    entries.delete(id);
    grants.endRun(id);
    update();
  };
  return { entries, running, crashes, start, remove };
};

/** Makes the registry of one call. */
export const createWidgetRegistry = (options: RegistryOptions): WidgetRegistry => {
  const { builtins, bundles, grants } = options;
  const life = new AbortController();
  const pages = createLive<readonly KnownWidget[]>([]);
  const { entries, running, crashes, start, remove } = createInstances(options);
  // What was allowed to an extension is kept; its page is there only while the extension is.
  const isThere = ({ manifest }: KnownWidget): boolean => manifest.kind !== "companion";
  const list = (): readonly KnownWidget[] => knownOf([builtins, bundles.bundles.value.filter((known) => isThere(known)), pages.value]);
  const known = derive([bundles.bundles, pages], list, { signal: life.signal });
  return {
    known,
    running,
    addPage(manifest, sha256) {
      if (manifest.kind !== "hosted" && manifest.kind !== "companion") throw new TfxError("widget/invalid", { path: "kind" });
      const page: KnownWidget = { manifest, sha256 };
      pages.set([...pages.value.filter((other) => other.manifest.id !== manifest.id), page]);
      return () => pages.set(pages.value.filter((other) => other !== page));
    },
    start(widget, facts) {
      if (entries.has(facts.id)) return;
      const found = known.value.find(({ manifest }) => manifest.id === widget);
      if (found === undefined || found.manifest.kind === "declarative") throw new TfxError("widget/invalid", { path: "id" });
      if (crashes.isOff(versionOf(found))) throw new TfxError("widget/crashed", { text: "It crashed too often and is off for this call." });
      start(found, facts);
    },
    retry(id) {
      const entry = entries.get(id);
      if (entry !== undefined && !crashes.isOff(versionOf(entry.instance.known))) entry.instance.start("restore");
    },
    remove,
    async close() {
      await Promise.all([...entries.keys()].map((id) => remove(id)));
      grants.endCall();
      life.abort();
    },
  };
};
