import { TfxError } from "@tfx/protocol";
import type { WidgetManifest } from "@tfx/protocol/widgets";
import type { Composition, Live, RecordingLease, TrustedParts } from "@tfx/widget-sdk";
import type { Granted } from "./granted.ts";
import { lendTexts } from "./lend-texts.ts";
import { createLive } from "./live.ts";
import { reportBug } from "./report-bug.ts";
import type { InstanceServices, TrustedServices } from "./services.ts";

interface TrustedOptions {
  readonly manifest: WidgetManifest;
  readonly grants: Live<Granted>;
  readonly services: Pick<InstanceServices, "trusted" | "ask">;
  /** The end of the run. */
  readonly signal: AbortSignal;
}

/** Aborts with the outer signal, and when what is checked no longer holds. */
const whileAllowed = (grants: Live<Granted>, holds: (granted: Granted) => boolean, outer: AbortSignal): AbortController => {
  const controller = new AbortController();
  const { signal } = controller;
  outer.addEventListener("abort", () => controller.abort(outer.reason), { once: true, signal });
  if (outer.aborted) controller.abort(outer.reason);
  grants.on((now) => !holds(now) && controller.abort(new TfxError("widget/revoked")), { signal });
  return controller;
};

/** A value that is empty once the signal has aborted. */
const until = <T>(source: Live<T>, nothing: T, signal: AbortSignal): Live<T> => {
  const live = createLive(signal.aborted ? nothing : source.value);
  source.on((next) => live.set(next), { signal });
  signal.addEventListener("abort", () => live.set(nothing), { once: true });
  return live;
};

const createRecord =
  ({ manifest, grants, services, end }: TrustedOptions & { end: AbortSignal }, trusted: TrustedServices): TrustedParts["record"] =>
  async () => {
    const declared = [...manifest.permissions, ...manifest.optionalPermissions];
    if (!declared.includes("media:record")) throw new TfxError("widget/denied", { permission: "media:record" });
    if (end.aborted) throw new TfxError("widget/revoked");
    const allowed = await services.ask(["media:record"], end);
    if (!allowed.includes("media:record") || end.aborted) return undefined;
    const controller = whileAllowed(grants, ({ permissions }) => permissions.has("media:record"), end);
    const lease: RecordingLease = {
      signal: controller.signal,
      setPaused: (paused) => void (controller.signal.aborted || trusted.announce("recordingPaused", paused)),
      end: () => controller.abort(),
    };
    controller.signal.addEventListener(
      "abort",
      () => {
        trusted.announce("recording", false);
        trusted.announce("recordingPaused", false);
        trusted.giveBack("media:record").catch(reportBug);
      },
      { once: true },
    );
    trusted.announce("recording", true);
    return lease;
  };

/** Shows everybody the break of a broadcast, until it goes on or ends. */
const createBreak = (trusted: TrustedServices, end: AbortSignal): ((isOn: boolean) => void) => {
  let isShown = false;
  const show = (isOn: boolean): void => {
    if (isOn !== isShown) trusted.announce("onAirPaused", isOn);
    isShown = isOn;
  };
  end.addEventListener("abort", () => show(false), { once: true });
  return (isOn) => show(isOn && !end.aborted);
};

type Outward = Pick<TrustedParts, "broadcast" | "broadcastGateway" | "broadcastPlace">;

/** What leaves the call: shown to everybody from its beginning to its end, whoever ends it. */
const createOutward = ({ manifest, grants, end }: TrustedOptions & { end: AbortSignal }, trusted: TrustedServices): Outward => {
  let open = 0;
  const check = (): void => {
    if (!manifest.permissions.includes("media:broadcast")) throw new TfxError("widget/denied", { permission: "media:broadcast" });
    if (end.aborted || !grants.value.permissions.has("media:broadcast")) throw new TfxError("widget/revoked");
  };
  const hold = (): AbortController => {
    const held = whileAllowed(grants, ({ permissions }) => permissions.has("media:broadcast"), end);
    if ((open += 1) === 1) trusted.announce("onAir", true);
    held.signal.addEventListener("abort", () => (open -= 1) === 0 && trusted.announce("onAir", false), { once: true });
    return held;
  };
  return {
    async broadcast(wish) {
      check();
      // Everybody is told before the first picture leaves.
      const held = hold();
      try {
        const broadcast = await trusted.broadcast(wish);
        const showBreak = createBreak(trusted, held.signal);
        const setPaused = (paused: boolean): void => {
          showBreak(paused);
          broadcast.setPaused(paused);
        };
        const close = async (): Promise<void> => {
          held.abort();
          await broadcast.close();
        };
        held.signal.addEventListener("abort", () => void broadcast.close().catch(reportBug), { once: true });
        if (held.signal.aborted) await close();
        return { ...broadcast, setPaused, close };
      } catch (error) {
        held.abort();
        throw error;
      }
    },
    async broadcastGateway() {
      check();
      return trusted.broadcastGateway();
    },
    async broadcastPlace() {
      check();
      const place = await trusted.broadcastPlace();
      if (place === undefined) return undefined;
      const life = new AbortController();
      const announce: TrustedServices["announce"] = (what, on) => trusted.announce(what, on);
      const texts = lendTexts(place, { grants, announce, isOnAir: () => open > 0, signal: life.signal });
      const close = (): void => {
        end.removeEventListener("abort", close);
        life.abort();
        texts.close();
        place.close();
      };
      end.addEventListener("abort", close);
      return { ...place, ...texts, close };
    },
  };
};

/**
 * What a widget of ours has beyond the rest, for one run: only where it is ours, its manifest asks for
 * `tracks:raw`, and that was not taken back. Once it is, tracks are gone and compositions are closed
 * without the widget's help.
 */
export const createTrusted = (options: TrustedOptions): TrustedParts | undefined => {
  const { manifest, grants, services, signal } = options;
  const { trusted } = services;
  const isOurs = manifest.kind === "builtin" && manifest.permissions.includes("tracks:raw");
  if (!isOurs || trusted === undefined || !grants.value.permissions.has("tracks:raw")) return undefined;
  const { signal: end } = whileAllowed(grants, ({ permissions }) => permissions.has("tracks:raw"), signal);
  return {
    tracks: until(trusted.tracks, [], end),
    leftOut: until(trusted.leftOut, new Set<string>(), end),
    compose(wish): Composition {
      if (end.aborted) throw new TfxError("widget/revoked");
      const composition = trusted.compose(wish);
      const close = (): void => {
        end.removeEventListener("abort", close);
        composition.close();
      };
      end.addEventListener("abort", close);
      return { ...composition, close };
    },
    analyser(participant) {
      if (end.aborted) throw new TfxError("widget/revoked");
      const analyser = trusted.analyser(participant);
      const close = (): void => {
        end.removeEventListener("abort", close);
        analyser.close();
      };
      end.addEventListener("abort", close);
      return { ...analyser, close };
    },
    record: createRecord({ ...options, end }, trusted),
    ...createOutward({ ...options, end }, trusted),
  };
};
