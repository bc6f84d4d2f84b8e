import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { TfxError } from "@tfx/protocol";
import { readDataStages, type AddedFilter, type VideoStage } from "@tfx/protocol/widgets";
import type { KnownWidget } from "@tfx/widget-host";

/** What becomes of a filter, told to the person. */
export type FilterNews = "invalid" | "leftOut";

/** What filters stand on. */
export interface DataFiltersOptions {
  readonly known: ReadonlySignal<readonly KnownWidget[]>;
  /** Puts stages into the chain; none takes them away. @throws {TfxError} widget/invalid */
  readonly set: (id: string, stages: readonly VideoStage[]) => Promise<void>;
  readonly tell: (news: FilterNews, name: string) => void;
}

/** Filters that are data alone: the person puts them on and off, nothing of them runs. */
export interface DataFilters {
  /** Ids of those that are on. */
  readonly on: ReadonlySignal<ReadonlySet<string>>;
  readonly all: ReadonlySignal<readonly Omit<AddedFilter, "leftOut">[]>;
  /** Puts a filter on, or off when this very one is on; of a newer one with the same id the newer is put on. */
  toggle(known: KnownWidget): void;
  use(id: string, on: boolean): void;
}

/** Makes the filters of a call. */
export const createDataFilters = ({ known, set, tell }: DataFiltersOptions): DataFilters => {
  const worn = signal<ReadonlyMap<string, string | undefined>>(new Map());
  const found = computed(() =>
    known.value.flatMap(({ manifest: { id, name, filter } }) =>
      filter === undefined ? [] : [{ id, name, stages: [...readDataStages(filter.stages)] }],
    ),
  );
  const takeOff = (id: string): void => {
    worn.value = new Map([...worn.peek()].filter(([other]) => other !== id));
    void set(id, []);
  };
  const putOn = async ({ manifest: { id, name, filter }, sha256 }: KnownWidget): Promise<void> => {
    if (filter === undefined) return;
    worn.value = new Map([...worn.peek(), [id, sha256]]);
    try {
      await set(id, readDataStages(filter.stages));
    } catch (error) {
      if (!(error instanceof TfxError)) throw error;
      takeOff(id);
      tell("invalid", name);
    }
  };
  return {
    on: computed(() => new Set(worn.value.keys())),
    all: computed(() => found.value.map((filter) => ({ ...filter, on: worn.value.has(filter.id) }))),
    toggle: (one) => {
      const { id } = one.manifest;
      if (worn.peek().has(id) && worn.peek().get(id) === one.sha256) takeOff(id);
      else void putOn(one);
    },
    use: (id, on) => {
      const one = known.peek().find(({ manifest }) => manifest.id === id);
      if (!on) takeOff(id);
      else if (one !== undefined) void putOn(one);
    },
  };
};
