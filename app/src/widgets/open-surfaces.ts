import { batch, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { ResumeStore } from "@tfx/core";
import type { Surface } from "@tfx/protocol/widgets";
import { z } from "zod";
import { effectUntil, onceAborted } from "../scope/effect-until.ts";

const key = "tfx.surfaces";
const instance = z.string().max(160);
const kept = z.object({
  room: z.string(),
  panel: instance.optional(),
  stage: instance.optional(),
  overlays: z.array(instance).max(16),
  joined: z.array(instance).max(64),
  tucked: z.array(instance).max(64).default([]),
});
type Kept = z.output<typeof kept>;

/** What is open in a call and where; a reload brings it back. */
export interface OpenSurfaces {
  /** `people`, the instance of a widget, or closed. */
  readonly panel: Signal<string | undefined>;
  /** The instance that is shown large. */
  readonly stage: ReadonlySignal<string | undefined>;
  readonly overlays: ReadonlySignal<ReadonlySet<string>>;
  /** Instances whose tab the person closed; opening one brings its tab back. */
  readonly tucked: ReadonlySignal<ReadonlySet<string>>;
  /** Where an instance is seen; follows the signals when it is read in a computed. */
  surfaceOf(instance: string): Surface | null;
  open(instance: string, surface: Surface): void;
  close(instance: string): void;
  /** Closes an instance with its tab; where that was open, another tab of the panel is. */
  tuck(instance: string, next: string): void;
  /** Whether this page ran the instance before it was loaded again. */
  wasHere(instance: string): boolean;
  /** Which instances run; those that are new come back to where they were before the reload. */
  setRunning(instances: readonly string[]): void;
}

const read = (store: ResumeStore | undefined, room: string): Kept | undefined => {
  const text = store?.getItem(key);
  if (text === undefined || text === null || !text.startsWith("{")) return undefined;
  const parsed = kept.safeParse(JSON.parse(text));
  return parsed.success && parsed.data.room === room ? parsed.data : undefined;
};

/** What is open now, apart from what decides about it. */
const createOpen = (initial: string | undefined) => ({
  panel: signal(initial),
  stage: signal<string | undefined>(undefined),
  overlays: signal<ReadonlySet<string>>(new Set()),
  tucked: signal<ReadonlySet<string>>(new Set()),
  running: signal<ReadonlySet<string>>(new Set()),
  /** Instances that have run here since the page was loaded. */
  returned: signal<ReadonlySet<string>>(new Set()),
});
type Open = ReturnType<typeof createOpen>;

/** Writes down what is open, and what was and waits for its widget: another reload may come before that. */
const keep = (
  { panel, stage, overlays, tucked, running, returned }: Open,
  before: Kept | undefined,
  write: (now: Omit<Kept, "room">) => void,
) => {
  const waits = (id: string) => !returned.value.has(id);
  const only = (id: string | undefined) => (id !== undefined && waits(id) ? id : undefined);
  write({
    panel: panel.value ?? only(before?.panel),
    stage: stage.value ?? only(before?.stage),
    overlays: [...overlays.value, ...(before?.overlays ?? []).filter(waits)].slice(0, 16),
    tucked: [...tucked.value, ...(before?.tucked ?? []).filter(waits)].slice(0, 64),
    joined: [...running.value, ...(before?.joined ?? []).filter(waits)].slice(0, 64),
  });
};

const without = (all: ReadonlySet<string>, id: string): ReadonlySet<string> => new Set([...all].filter((other) => other !== id));

const closeIn = ({ panel, stage, overlays }: Open, id: string): void => {
  if (panel.peek() === id) panel.value = undefined;
  if (stage.peek() === id) stage.value = undefined;
  if (overlays.peek().has(id)) overlays.value = without(overlays.peek(), id);
};

const forgetIn = (all: Open, id: string): void => {
  closeIn(all, id);
  all.tucked.value = without(all.tucked.peek(), id);
};

const openIn = (all: Open, id: string, surface: Surface): void => {
  if (surface !== "panel" || all.panel.peek() !== id) closeIn(all, id);
  if (all.tucked.peek().has(id)) all.tucked.value = without(all.tucked.peek(), id);
  if (surface === "panel") all.panel.value = id;
  if (surface === "stage") all.stage.value = id;
  if (surface === "tile-overlay") all.overlays.value = new Set([...all.overlays.peek(), id]);
};

/** Gives an instance back the place that it had, where the person has opened nothing else there. */
const bringBack = (all: Open, before: Kept, id: string): void => {
  if (before.tucked.includes(id)) all.tucked.value = new Set([...all.tucked.peek(), id]);
  if (before.stage === id && all.stage.peek() === undefined) openIn(all, id, "stage");
  else if (before.overlays.includes(id)) openIn(all, id, "tile-overlay");
  else if (before.panel === id && all.panel.peek() === undefined) openIn(all, id, "panel");
};

/** What the surfaces of a call belong to. */
export interface OpenSurfacesOptions {
  /** Lasts as long as the tab. */
  readonly store: ResumeStore | undefined;
  readonly room: string;
  readonly end: AbortSignal;
}

/** The surfaces of a call, kept with the tab until the signal aborts. */
export const createOpenSurfaces = ({ store, room, end }: OpenSurfacesOptions): OpenSurfaces => {
  const before = read(store, room);
  const all = createOpen(before?.panel === "people" ? "people" : undefined);
  const { panel, stage, overlays, tucked, running, returned } = all;
  effectUntil(end, () => keep(all, before, (now) => store?.setItem(key, JSON.stringify({ room, ...now }))));
  onceAborted(end, () => store?.removeItem(key));
  return {
    panel,
    stage,
    overlays,
    tucked,
    surfaceOf: (id) => {
      if (stage.value === id) return "stage";
      if (overlays.value.has(id)) return "tile-overlay";
      return panel.value === id ? "panel" : null;
    },
    // At once: on its way from one surface to another a widget is not told that nobody sees it.
    open: (id, surface) => batch(() => openIn(all, id, surface)),
    close: (id) => batch(() => closeIn(all, id)),
    tuck: (id, next) =>
      batch(() => {
        const wasOpen = panel.peek() === id;
        closeIn(all, id);
        tucked.value = new Set([...tucked.peek(), id]);
        if (wasOpen) panel.value = next;
      }),
    wasHere: (id) => before?.joined.includes(id) === true && !returned.peek().has(id),
    setRunning: (ids) =>
      batch(() => {
        for (const id of running.peek()) if (!ids.includes(id)) forgetIn(all, id);
        running.value = new Set(ids);
        const fresh = ids.filter((id) => !returned.peek().has(id));
        if (before !== undefined) for (const id of fresh) bringBack(all, before, id);
        if (fresh.length > 0) returned.value = new Set([...returned.peek(), ...fresh]);
      }),
  };
};
