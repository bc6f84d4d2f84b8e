import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import { follow } from "@tfx/ui";
import { TfxError, watchPictures, type AddedFilter, type WidgetContext } from "@tfx/widget-sdk";
import type { DrawPicture } from "./background/draw-picture.ts";
import { isApplied, move, putOn, setValue, takeOff } from "./change-choice.ts";
import { maxCubeBytes, parseCube } from "./cube/parse-cube.ts";
import { createKeeper, type Kept } from "./keep-choice.ts";
import { createLatest } from "./latest.ts";
import type { SettingId } from "./looks/look.ts";
import { mostFilters, noChoice, stagesOf, type Applied, type Background, type Choice, type Files } from "./stages.ts";
import { t, type TextKey } from "./texts.ts";
import { createThumbnails, type Thumbnails } from "./thumbnails.ts";

/** What the view shows and can do. */
export interface FiltersModel {
  readonly direction: ReadonlySignal<"ltr" | "rtl">;
  readonly choice: ReadonlySignal<Choice>;
  readonly files: ReadonlySignal<Files>;
  /** Filters that are data alone, which the person added. */
  readonly added: ReadonlySignal<readonly AddedFilter[]>;
  /** What went wrong, or is not as it was wished, in words. */
  readonly problem: ReadonlySignal<string | undefined>;
  /** Takes up what was chosen in another call; undefined when there is nothing, or it is in use. */
  readonly takeUp: ReadonlySignal<(() => void) | undefined>;
  /** What has just been done, for readers of the screen. */
  readonly said: ReadonlySignal<string>;
  readonly thumbnails: Thumbnails;
  readonly toggle: (id: Applied["look"]) => void;
  readonly set: (id: Applied["look"], setting: SettingId, value: number | string) => void;
  readonly move: (id: Applied["look"], by: -1 | 1) => void;
  readonly setBackground: (background: Background | undefined) => void;
  readonly pickPicture: (file: Blob) => Promise<void>;
  readonly pickTable: (file: File) => Promise<void>;
  readonly useAdded: (filter: AddedFilter) => void;
  /** Everything off, filters that were added as well. */
  readonly clear: () => void;
  /** Calls with what is sent, about ten times a second; returns the undo. Whoever takes a picture closes it. */
  readonly watch: (show: (picture: ImageBitmap) => void) => () => void;
}

/** What the model needs besides the context. */
export interface Ports {
  readonly drawPicture: DrawPicture;
}

/** The chain takes ten changes a second of one widget. */
const everyMs = 120;

/** Sends what is chosen into the chain, and says what became of it. */
const createSender = (context: WidgetContext, wish: () => { choice: Choice; files: Files }) => {
  const refused = signal<TextKey | undefined>(undefined);
  const send = createLatest(
    async () => {
      const { choice, files } = wish();
      try {
        await context.media.filter.set(stagesOf(choice, files));
        refused.value = undefined;
      } catch (error) {
        if (!(error instanceof TfxError)) throw error;
        context.log.warn(`filter: ${error.code}`);
        refused.value = "problem.refused";
      }
    },
    { everyMs, signal: context.signal },
  );
  return { refused, send };
};

/** What is wrong, in words: the gravest first. */
const createProblem = (
  context: WidgetContext,
  {
    refused,
    picked,
    added,
  }: {
    refused: ReadonlySignal<TextKey | undefined>;
    picked: ReadonlySignal<TextKey | undefined>;
    added: ReadonlySignal<readonly AddedFilter[]>;
  },
): ReadonlySignal<string | undefined> => {
  const state = follow(context.media.filter.state, context.signal);
  return computed(() => {
    if (picked.value === undefined && state.value?.withheld === true) return t("problem.withheld");
    const key = picked.value ?? refused.value ?? (state.value?.problem && (`problem.${state.value.problem}` as const));
    if (key !== undefined) return t(key);
    const bypassed = state.value?.bypassed ?? [];
    // A background is never left out for being slow: it is named when nobody can be found in the picture.
    if (bypassed.includes("background")) return t("problem.background");
    const names = [
      ...bypassed.map((id) => t(id === "table" ? "table" : (`look.${id}` as TextKey))),
      ...added.value.filter(({ leftOut }) => leftOut).map(({ name }) => name),
    ];
    return names.length === 0 ? undefined : t("problem.slow", { names: names.join(", ") });
  });
};

/** The choice, with what it takes to make it: whatever changes it is sent and remembered. */
const createChoosing = (context: WidgetContext) => {
  const choice = signal<Choice>(noChoice);
  const files = signal<Files>({});
  const picked = signal<TextKey | undefined>(undefined);
  const former = signal<Kept | undefined>(undefined);
  const keeper = createKeeper(context);
  const { refused, send } = createSender(context, () => ({ choice: choice.value, files: files.value }));
  const keep = createLatest(() => keeper.keepChoice(choice.value), { everyMs: 1_000, signal: context.signal });
  const choose = (next: Choice): void => {
    batch(() => {
      choice.value = next;
      picked.value = undefined;
      former.value = undefined;
    });
    send();
    keep();
  };
  const takeUp = (kept: Kept): void => {
    files.value = kept.files;
    choose(kept.choice);
  };
  // What others started must not change this person's picture; what was on in this very call is on again after a reload.
  void keeper.read().then((kept) => {
    if (kept === undefined || choice.value !== noChoice || context.signal.aborted) return;
    const { reason, id } = context.instance;
    if (reason !== "join" || kept.instance === id) takeUp(kept);
    else if (stagesOf(kept.choice, kept.files).length > 0) former.value = kept;
  });
  /** Puts a filter on where there is room, and says so where there is none. */
  const add = (id: Applied["look"]): void => {
    if (!isApplied(choice.value, id) && choice.value.filters.length >= mostFilters) picked.value = "problem.many";
    else choose(putOn(choice.value, id));
  };
  return { choice, files, picked, former, refused, keeper, choose, takeUp, add };
};

type Choosing = ReturnType<typeof createChoosing>;

/** Takes files of the person's: a picture for behind them, a table of colours. */
const createPicks = (
  { choice, files, picked, choose, add, keeper }: Choosing,
  { drawPicture }: Ports,
): Pick<FiltersModel, "pickPicture" | "pickTable"> => ({
  pickPicture: async (file) => {
    const picture = await drawPicture(file);
    if (picture === undefined) {
      picked.value = "problem.picture";
      return;
    }
    files.value = { ...files.value, picture };
    choose({ ...choice.value, background: { mode: "picture" } });
    await keeper.keepPicture(picture);
  },
  pickTable: async (file) => {
    const read = file.size > maxCubeBytes ? "large" : parseCube(await file.text(), file.name);
    if (typeof read === "string") {
      picked.value = `problem.cube.${read}`;
      return;
    }
    files.value = { ...files.value, table: read };
    add("table");
    await keeper.keepTable(read);
  },
});

/** What the person chose, and what becomes of it. */
export const createFiltersModel = (context: WidgetContext, ports: Ports): FiltersModel => {
  const choosing = createChoosing(context);
  const { choice, files, picked, refused, former, choose, takeUp, add } = choosing;
  const said = signal("");
  const added = follow(context.media.filter.added, context.signal);
  const use = ({ id }: AddedFilter, on: boolean): void => {
    // What was forgotten meanwhile is off by itself.
    context.media.filter.use(id, on).catch((error: unknown) => context.log.debug(`filter: ${TfxError.from(error).code}`));
  };
  return {
    direction: follow(context.locale, context.signal, ({ direction }) => direction),
    choice,
    files,
    added,
    said,
    problem: createProblem(context, { refused, picked, added }),
    takeUp: computed(() => {
      const kept = former.value;
      return kept && (() => takeUp(kept));
    }),
    thumbnails: createThumbnails(context),
    toggle: (id) => (isApplied(choice.value, id) ? choose(takeOff(choice.value, id)) : add(id)),
    set: (id, setting, value) => choose(setValue(choice.value, id, [setting, value])),
    move: (id, by) => {
      choose(move(choice.value, id, by));
      const place = choice.value.filters.findIndex(({ look }) => look === id) + 1;
      said.value = t("moved", { name: t(id === "table" ? "table" : `look.${id}`), place: String(place) });
    },
    setBackground: (background) => choose({ ...choice.value, background }),
    ...createPicks(choosing, ports),
    useAdded: (filter) => use(filter, !filter.on),
    clear: () => {
      choose(noChoice);
      for (const filter of added.value) if (filter.on) use(filter, false);
    },
    watch: (show) => watchPictures(context, { participant: context.self, width: 320, perSecond: 10 }, show),
  };
};
