import { TfxError } from "@tfx/protocol";
import { findEntry, type ApiEntry, type EntryKind, type WidgetManifest } from "@tfx/protocol/widgets";
import type { Live } from "@tfx/widget-sdk";
import { byteSize } from "./byte-size.ts";
import { createCalls, createSignals } from "./gate-calls.ts";
import { sendEvents, type Emit } from "./gate-events.ts";
import { createManifestRules, createMessageRule, isMet, needsOf, spend, type Need } from "./gate-rules.ts";
import { createStreams, discard, type Sink } from "./gate-streams.ts";
import { effectiveGrants, isSameGranted, isSameSet, type Granted } from "./granted.ts";
import { createLive, derive } from "./live.ts";
import type { InstanceServices } from "./services.ts";
import { lendVideo } from "./video-lease.ts";
import { createTokenBucket, type TokenBucket } from "./token-bucket.ts";

/** What an instance receives or does right now, that a lamp shows. */
export type Use = "levels" | "frames" | "filter" | "network";

/** The way of a widget to everything: nothing reaches it and nothing is done for it but through here. */
export interface Gate {
  /** @throws {TfxError} protocol/unknown-call, protocol/invalid, protocol/too-large, rate/limited, widget/denied, widget/revoked, widget/stopped, and those of the call */
  call(name: string, params: unknown, signal: AbortSignal): Promise<unknown>;
  /** Answers what was wrong with a signal; nobody waits for it. */
  tell(name: string, params: unknown): TfxError | undefined;
  /** Runs a stream into a sink; resolves when its source has ended, and rejects as a call does. */
  stream(name: string, params: unknown, sink: Omit<Sink, "end" | "fail">): Promise<void>;
  /** What is allowed now, all told. */
  readonly granted: Live<Granted>;
  /** What is used now. */
  readonly uses: Live<ReadonlySet<Use>>;
}

/** What a gate stands between. */
export interface GateOptions {
  readonly manifest: WidgetManifest;
  /** What the person allowed; permissions that come by themselves or by role are added here. */
  readonly grants: Live<Granted>;
  readonly services: InstanceServices;
  readonly emit: Emit;
  /** Ends everything. */
  readonly signal: AbortSignal;
  readonly nowMs?: (() => number) | undefined;
}

interface Admitted {
  readonly name: string;
  readonly params: unknown;
  readonly needs: readonly Need[];
}

const lamps = new Map<string, Use>([
  ["media.levels", "levels"],
  ["media.bands", "levels"],
  ["media.frames", "frames"],
  ["media.faces", "frames"],
  ["filter.preview", "frames"],
  ["filter.pictures", "frames"],
  ["net.fetch", "network"],
]);

/** Decides which uses of the table are let through, in the order: name, rate, permission, size, schema, manifest. */
const createAdmission = ({ manifest, granted, nowMs }: { manifest: WidgetManifest; granted: Live<Granted>; nowMs: () => number }) => {
  const buckets = new Map<string, TokenBucket>();
  const breaks = createManifestRules(manifest, nowMs);
  const bucketOf = (name: string, { limits }: ApiEntry): TokenBucket => {
    const bucket = buckets.get(name) ?? createTokenBucket({ ...limits, nowMs });
    buckets.set(name, bucket);
    return bucket;
  };
  const denied = (needs: readonly Need[]): TfxError | undefined => {
    const missing = needs.find((need) => !isMet(need, granted.value));
    return missing && new TfxError("widget/denied", { permission: missing.permission });
  };
  return (kind: EntryKind, name: string, given: unknown): Admitted => {
    const entry = findEntry(name);
    if (entry?.kind !== kind) throw new TfxError("protocol/unknown-call");
    const early = spend(bucketOf(name, entry)) ?? denied(entry.permission === "none" ? [] : [{ permission: entry.permission }]);
    if (early !== undefined) throw early;
    const limit = entry.limits.maxBytes;
    if (byteSize(given, limit) > limit) throw new TfxError("protocol/too-large", { limit });
    const parsed = entry.params.safeParse(given);
    if (!parsed.success) throw new TfxError("protocol/invalid", { call: name, path: parsed.error.issues[0]?.path.join(".") ?? "" });
    const needs = needsOf(entry, name, parsed.data);
    const late = denied(needs) ?? breaks(name, parsed.data);
    if (late !== undefined) throw late;
    return { name, params: parsed.data, needs };
  };
};

/** Keeps account of what is under way, and ends what is not allowed any more. */
const createUnderWay = ({ granted, signal }: { granted: Live<Granted>; signal: AbortSignal }) => {
  const open = new Set<{ readonly admitted: Admitted; readonly controller: AbortController }>();
  const uses = createLive<ReadonlySet<Use>>(new Set());
  const countUses = (): void => {
    const now = new Set([...open].flatMap(({ admitted }) => lamps.get(admitted.name) ?? []));
    if (!isSameSet(now, uses.value)) uses.set(now);
  };
  granted.on(
    (now) => {
      for (const { admitted, controller } of open)
        if (!admitted.needs.every((need) => isMet(need, now))) controller.abort(new TfxError("widget/revoked"));
    },
    { signal },
  );
  const run = <T>(admitted: Admitted, from: AbortSignal, work: (until: AbortSignal, fail: (error: unknown) => void) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const entry = { admitted, controller: new AbortController() };
      const { signal: until } = entry.controller;
      const stopped = (): void => entry.controller.abort(new TfxError("widget/stopped"));
      until.addEventListener("abort", () => settle(() => reject(until.reason as Error)), { once: true });
      const settle = (answer: () => void): void => {
        open.delete(entry);
        for (const source of [from, signal]) source.removeEventListener("abort", stopped);
        countUses();
        answer();
      };
      open.add(entry);
      for (const source of [from, signal]) source.addEventListener("abort", stopped, { once: true });
      countUses();
      if (from.aborted || signal.aborted) return stopped();
      const fail = (error: unknown): void => entry.controller.abort(TfxError.from(error));
      work(until, fail).then((value) => {
        settle(() => resolve(value));
        entry.controller.abort();
      }, fail);
    });
  return { run, uses };
};

/** Makes the gate of one instance. Events flow from now on. */
export const createGate = ({ manifest, grants, services, emit, signal, nowMs = () => performance.now() }: GateOptions): Gate => {
  const isHost = (): boolean => services.participants.value.some((person) => person.isSelf && person.role === "host");
  const granted = derive([grants, services.participants], () => effectiveGrants(manifest, { person: grants.value, isHost: isHost() }), {
    signal,
    isSame: isSameGranted,
  });
  const admit = createAdmission({ manifest, granted, nowMs });
  const { run, uses: taken } = createUnderWay({ granted, signal });
  const channelLane = (name: string) => manifest.channels.find((channel) => channel.name === name)?.lane ?? "control";
  const { video, filters } = lendVideo(services.video, { granted, signal });
  const calls = createCalls({ ...services, video }, { channelLane, granted });
  const signals = createSignals(services);
  const streams = createStreams(services);
  sendEvents(services, { granted, fits: createMessageRule(manifest), emit, signal });
  return {
    granted,
    uses: derive([taken, filters], () => new Set<Use>([...taken.value, ...(filters.value ? ["filter" as const] : [])]), {
      signal,
      isSame: isSameSet,
    }),
    async call(name, params, from) {
      const admitted = admit("call", name, params);
      return run(admitted, from, async (until) => calls.get(name)?.(admitted.params, until));
    },
    tell(name, params) {
      if (signal.aborted) return new TfxError("widget/stopped");
      try {
        signals.get(name)?.(admit("signal", name, params).params);
      } catch (error) {
        return TfxError.from(error);
      }
      return undefined;
    },
    async stream(name, params, sink) {
      const admitted = admit("stream", name, params);
      const push = (until: AbortSignal) => (item: unknown) => (until.aborted ? discard(item) : sink.push(item));
      await run(
        admitted,
        sink.signal,
        (until, fail) =>
          new Promise<void>((end) => {
            streams.get(name)?.(admitted.params, { signal: until, wanted: () => sink.wanted(), push: push(until), end, fail });
          }),
      );
    },
  };
};
