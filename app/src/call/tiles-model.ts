import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Settings } from "../settings/settings.ts";
import { effectUntil } from "../scope/effect-until.ts";
import type { Area, Box } from "./grid-plan.ts";
import type { PeopleModel, PersonModel } from "./people-model.ts";
import { edgeOf, nearestCorner, planStage, type StageEdge } from "./stage-plan.ts";

/** One thing on the stage. */
export type Tile =
  | { readonly kind: "person"; readonly key: string; readonly floating: false; readonly person: PersonModel }
  | { readonly kind: "screen"; readonly key: string; readonly floating: false; readonly person: PersonModel }
  | { readonly kind: "self"; readonly key: "self"; readonly floating: boolean }
  | { readonly kind: "own-screen"; readonly key: "own-screen"; readonly floating: false }
  | { readonly kind: "widget"; readonly key: "widget"; readonly floating: false; readonly instance: string }
  | { readonly kind: "invite"; readonly key: "invite"; readonly floating: false };

/** `auto` shows a widget on the stage or a shared screen large and people equally otherwise. */
export type StageLayout = "auto" | "grid" | "speaker";

/** What stands on the stage and where. */
export interface TilesModel {
  readonly tiles: ReadonlySignal<readonly Tile[]>;
  readonly boxes: ReadonlySignal<ReadonlyMap<string, Box>>;
  readonly area: ReadonlySignal<Area>;
  /** The line between what is large and the strip beside it. */
  readonly edge: ReadonlySignal<StageEdge | undefined>;
  /** Gives the strip this share of the stage; `keeps` remembers it. */
  resizeStrip(share: number, keeps: boolean): void;
  readonly layout: ReadonlySignal<StageLayout>;
  readonly main: ReadonlySignal<string | undefined>;
  readonly pinned: ReadonlySignal<string | undefined>;
  readonly selfShown: ReadonlySignal<boolean>;
  /** Somebody else has been here: being alone now is not being the first. */
  readonly hadCompany: ReadonlySignal<boolean>;
  measure(area: Area): void;
  choose(layout: StageLayout): void;
  /** Shows a tile large, or with the others again when it is already. */
  togglePin(key: string): void;
  toggleSelf(): void;
  /** Moves the own picture to the next corner, for those who do not drag. */
  moveSelf(): void;
  /** The own picture was dropped with its middle at this point. */
  dropSelf(point: { readonly x: number; readonly y: number }): void;
}

/** What the stage depends on. */
export interface TilesOptions {
  readonly people: PeopleModel;
  readonly mainSpeaker: ReadonlySignal<string | undefined>;
  readonly ownScreenOn: ReadonlySignal<boolean>;
  /** Instance of the widget on the stage. */
  readonly widget: ReadonlySignal<string | undefined>;
  readonly settings: { readonly value: ReadonlySignal<Settings>; update(changes: Partial<Settings>): void };
  readonly end: AbortSignal;
}

const corners = ["bottom-end", "bottom-start", "top-start", "top-end"] as const;

/** How much of the stage a strip may take. */
export const stripShares = { least: 0.1, most: 0.5 };

const gapOf = (area: Area): number => (area.width < 600 ? 8 : 12);

const listTiles = (
  people: readonly PersonModel[],
  own: { widget: string | undefined; screen: boolean; self: boolean; floating: boolean },
): readonly Tile[] => [
  ...(own.widget === undefined ? [] : [{ kind: "widget", key: "widget", floating: false, instance: own.widget } as const]),
  ...people
    .filter((person) => person.screenOn.value)
    .map((person) => ({ kind: "screen", key: `${person.id}/screen`, floating: false, person }) as const),
  ...(own.screen ? [{ kind: "own-screen", key: "own-screen", floating: false } as const] : []),
  ...people.map((person) => ({ kind: "person", key: person.id, floating: false, person }) as const),
  ...(own.self ? [{ kind: "self", key: "self", floating: own.floating } as const] : []),
  ...(people.length === 0 && !own.screen && own.widget === undefined ? [{ kind: "invite", key: "invite", floating: false } as const] : []),
];

const floats = (selfView: Settings["selfView"], others: number, hasMain: boolean): boolean => {
  if (others === 0 || selfView === "tile") return false;
  return selfView === "corner" || (others === 1 && !hasMain);
};

type SelfActions = Pick<TilesModel, "toggleSelf" | "moveSelf" | "dropSelf">;

/** Where the own picture stands, and whether. */
const selfActions = (
  settings: TilesOptions["settings"],
  { hidden, area }: { hidden: Signal<boolean>; area: ReadonlySignal<Area> },
): SelfActions => ({
  toggleSelf: () => {
    if (settings.value.peek().selfView === "hidden") settings.update({ selfView: "auto" });
    else hidden.value = !hidden.peek();
  },
  moveSelf: () => {
    const { selfCorner } = settings.value.peek();
    settings.update({ selfCorner: corners[(corners.indexOf(selfCorner) + 1) % corners.length] ?? "bottom-end" });
  },
  dropSelf: (point) => settings.update({ selfCorner: nearestCorner(point, area.peek()) }),
});

/** How much of the stage the strip takes: as the person drags it, else as the settings have it. */
const createStrip = (settings: TilesOptions["settings"]) => {
  const dragged = signal<number | undefined>(undefined);
  return {
    share: computed(() => dragged.value ?? settings.value.value.stripShare),
    resize: (share: number, keeps: boolean) => {
      const stripShare = Math.max(stripShares.least, Math.min(share, stripShares.most));
      dragged.value = keeps ? undefined : stripShare;
      if (keeps) settings.update({ stripShare });
    },
  };
};

/** Calls back when there is a new screen, or the person has put a widget on the stage: what is new is what they want to see. */
const onNewToShow = ({ people, widget, end }: Pick<TilesOptions, "people" | "widget" | "end">, bringToFront: () => void): void => {
  let screensBefore = new Set<string>();
  effectUntil(end, () => {
    const screens = new Set(people.value.filter((person) => person.screenOn.value).map(({ id }) => id));
    if ([...screens].some((id) => !screensBefore.has(id))) bringToFront();
    screensBefore = screens;
  });
  effectUntil(end, () => {
    if (widget.value !== undefined) bringToFront();
  });
};

/** Decides what is on the stage; every new screen comes to the front by itself. */
export const createTilesModel = (options: TilesOptions): TilesModel => {
  const { people, mainSpeaker, ownScreenOn, widget, settings, end } = options;
  const area = signal<Area>({ width: 0, height: 0 });
  const layout = signal<StageLayout>("auto");
  const pinned = signal<string | undefined>(undefined);
  const selfHidden = signal(false);
  const selfShown = computed(() => !selfHidden.value && settings.value.value.selfView !== "hidden");

  const wantedMain = computed(() => {
    if (pinned.value !== undefined) return pinned.value;
    if (layout.value === "auto" && widget.value !== undefined) return "widget";
    if (layout.value === "speaker") return mainSpeaker.value ?? people.value[0]?.id;
    const screen = people.value.find((person) => person.screenOn.value);
    return layout.value === "auto" && screen !== undefined ? `${screen.id}/screen` : undefined;
  });
  const tiles = computed(() => {
    const floating = floats(settings.value.value.selfView, people.value.length, wantedMain.value !== undefined || ownScreenOn.value);
    return listTiles(people.value, { widget: widget.value, screen: ownScreenOn.value, self: selfShown.value, floating });
  });
  const main = computed(() => (tiles.value.some(({ key }) => key === wantedMain.value) ? wantedMain.value : undefined));

  const hadCompany = signal(false);
  effectUntil(end, () => {
    if (people.value.length > 0) hadCompany.value = true;
  });

  onNewToShow({ people, widget, end }, () => {
    pinned.value = undefined;
    layout.value = "auto";
  });

  const strip = createStrip(settings);
  const boxes = computed(() => {
    const { selfCorner } = settings.value.value;
    return planStage(tiles.value, {
      main: main.value,
      area: area.value,
      gap: gapOf(area.value),
      corner: selfCorner,
      strip: strip.share.value,
    });
  });

  return {
    tiles,
    area,
    boxes,
    edge: computed(() => edgeOf(main.value === undefined ? undefined : boxes.value.get(main.value), area.value, gapOf(area.value))),
    resizeStrip: strip.resize,
    main,
    layout,
    pinned,
    selfShown,
    hadCompany,
    measure: (next) => {
      if (next.width !== area.peek().width || next.height !== area.peek().height) area.value = next;
    },
    choose: (next) => {
      pinned.value = undefined;
      layout.value = next;
    },
    togglePin: (key) => (pinned.value = pinned.peek() === key ? undefined : key),
    ...selfActions(settings, { hidden: selfHidden, area }),
  };
};
