import type { ReadonlySignal } from "@preact/signals";
import { TfxError } from "@tfx/protocol";
import type { WidgetManifest } from "@tfx/protocol/widgets";
import { mayFetch, readBundle, type Bundle, type BundleStore, type WidgetRegistry } from "@tfx/widget-host";
import { effectUntil } from "../scope/effect-until.ts";
import type { AddingPart } from "./adding.ts";
import type { OpenSurfaces } from "./open-surfaces.ts";
import { fetchAddress, type AskServer, type Fetched } from "./outside-fetch.ts";

const lookEveryMs = 1_000;

/** What following a developer's work needs. */
export interface DevelopingOptions {
  /** Whether the person develops widgets. */
  readonly on: ReadonlySignal<boolean>;
  readonly registry: WidgetRegistry;
  readonly bundles: BundleStore;
  readonly surfaces: Pick<OpenSurfaces, "surfaceOf" | "open">;
  readonly propose: AddingPart["propose"];
  readonly ask: AskServer;
  /** Told once for each version that cannot be read, with its first wrong field. */
  readonly onWrong: (widget: WidgetManifest, field: string) => void;
  readonly end: AbortSignal;
}

/**
 * For developers: what was added from this machine and runs is looked at once a second, by its text rather than by
 * headers, which small servers leave out; when it has changed it starts again, with its state. What the new version
 * wants more is asked first. (A page that loads itself again, as by Vite, is seen by its frame.)
 */
export const followDevelopment = ({ on, registry, bundles, surfaces, propose, ask, onWrong, end }: DevelopingOptions): void => {
  const restart = async (id: string): Promise<void> => {
    for (const { manifest, id: instance, startedBy, startedAt, protocol } of registry.running.value) {
      if (manifest.id !== id) continue;
      const surface = surfaces.surfaceOf(instance);
      await registry.remove(instance);
      registry.start(manifest.id, { id: instance, startedBy, startedAt, protocol, reason: "restore" });
      if (surface !== null) surfaces.open(instance, surface);
    }
  };
  const isLocal = (address: string | undefined): address is string =>
    address !== undefined && mayFetch(address, true) && !mayFetch(address, false);
  const seen = new Set<string>();
  let wrong = "";
  const readNew = async (manifest: WidgetManifest, { text, address }: Fetched): Promise<Bundle | undefined> => {
    try {
      return await readBundle(text, address);
    } catch (error) {
      const { details } = TfxError.from(error);
      if (text !== wrong) onWrong(manifest, "path" in details ? String(details.path) : "");
      wrong = text;
      return undefined;
    }
  };
  const look = async (): Promise<void> => {
    const running = new Set(registry.running.value.map(({ manifest }) => manifest.id));
    for (const { manifest, address, sha256 } of bundles.bundles.value) {
      if (!running.has(manifest.id) || !isLocal(address)) continue;
      const found = await fetchAddress(ask, address, end);
      const now = await readNew(manifest, found);
      if (now === undefined) continue;
      // Who has said no to a version is not asked about it again each second.
      if (now.sha256 === sha256 || now.manifest.id !== manifest.id || seen.has(now.sha256)) continue;
      seen.add(now.sha256);
      if ((await propose(now, { from: "address", by: address })) === "known") await restart(manifest.id);
    }
  };
  effectUntil(end, () => {
    if (!on.value) return undefined;
    let isLooking = false;
    const timer = setInterval(() => {
      if (isLooking) return;
      isLooking = true;
      // The server is being restarted, or what is being written cannot be read yet: the next look shows.
      void look()
        .catch(() => undefined)
        .finally(() => (isLooking = false));
    }, lookEveryMs);
    return () => clearInterval(timer);
  });
};
