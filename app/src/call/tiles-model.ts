import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Settings } from "../settings/settings.ts";
import { effectUntil } from "../scope/effect-until.ts";
import type { Area, Box } from "./grid-plan.ts";
import type { PeopleModel, PersonModel } from "./people-model.ts";
import { nearestCorner, planStage } from "./stage-plan.ts";

/** One thing on the stage. */
export type Tile =
  | { readonly kind: "person"; readonly key: string; readonly floating: false; readonly person: PersonModel }
  | { readonly kind: "screen"; readonly key: string; readonly floating: false; readonly person: PersonModel }
  | { readonly kind: "self"; readonly key: "self"; readonly floating: boolean }
  | { readonly kind: "own-screen"; readonly key: "own-screen"; readonly floating: false }
  | { readonly kind: "invite"; readonly key: "invite"; readonly floating: false };

/** `auto` shows a shared screen large and people equally otherwise. */
export type StageLayout = "auto" | "grid" | "speaker";

/** What stands on the stage and where. */
export interface TilesModel {
  readonly tiles: ReadonlySignal<readonly Tile[]>;
  readonly boxes: ReadonlySignal<ReadonlyMap<string, Box>>;
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
  readonly settings: { readonly value: ReadonlySignal<Settings>; update(changes: Partial<Settings>): void };
  readonly end: AbortSignal;
}

const corners = ["bottom-end", "bottom-start", "top-start", "top-end"] as const;

const gapOf = (area: Area): number => (area.width < 600 ? 8 : 12);

const listTiles = (people: readonly PersonModel[], own: { screen: boolean; self: boolean; floating: boolean }): readonly Tile[] => [
  ...people
    .filter((person) => person.screenOn.value)
    .map((person) => ({ kind: "screen", key: `${person.id}/screen`, floating: false, person }) as const),
  ...(own.screen ? [{ kind: "own-screen", key: "own-screen", floating: false } as const] : []),
  ...people.map((person) => ({ kind: "person", key: person.id, floating: false, person }) as const),
  ...(own.self ? [{ kind: "self", key: "self", floating: own.floating } as const] : []),
  ...(people.length === 0 && !own.screen ? [{ kind: "invite", key: "invite", floating: false } as const] : []),
];

const floats = (selfView: Settings["selfView"], others: number, hasMain: boolean): boolean => {
  if (others === 0 || selfView === "tile") return false;
  return selfView === "corner" || (others === 1 && !hasMain);
};

/** Decides what is on the stage; every new screen comes to the front by itself. */
export const createTilesModel = ({ people, mainSpeaker, ownScreenOn, settings, end }: TilesOptions): TilesModel => {
  const area = signal<Area>({ width: 0, height: 0 });
  const layout = signal<StageLayout>("auto");
  const pinned = signal<string | undefined>(undefined);
  const selfHidden = signal(false);
  const selfShown = computed(() => !selfHidden.value && settings.value.value.selfView !== "hidden");

  const wantedMain = computed(() => {
    if (pinned.value !== undefined) return pinned.value;
    if (layout.value === "speaker") return mainSpeaker.value ?? people.value[0]?.id;
    const screen = people.value.find((person) => person.screenOn.value);
    return layout.value === "auto" && screen !== undefined ? `${screen.id}/screen` : undefined;
  });
  const tiles = computed(() => {
    const floating = floats(settings.value.value.selfView, people.value.length, wantedMain.value !== undefined || ownScreenOn.value);
    return listTiles(people.value, { screen: ownScreenOn.value, self: selfShown.value, floating });
  });
  const main = computed(() => (tiles.value.some(({ key }) => key === wantedMain.value) ? wantedMain.value : undefined));

  const hadCompany = signal(false);
  effectUntil(end, () => {
    if (people.value.length > 0) hadCompany.value = true;
  });

  let screensBefore = new Set<string>();
  effectUntil(end, () => {
    const screens = new Set(people.value.filter((person) => person.screenOn.value).map(({ id }) => `${id}/screen`));
    if ([...screens].some((key) => !screensBefore.has(key))) {
      pinned.value = undefined;
      layout.value = "auto";
    }
    screensBefore = screens;
  });

  return {
    tiles,
    main,
    layout,
    pinned,
    selfShown,
    hadCompany,
    boxes: computed(() =>
      planStage(tiles.value, { main: main.value, area: area.value, gap: gapOf(area.value), corner: settings.value.value.selfCorner }),
    ),
    measure: (next) => {
      if (next.width !== area.peek().width || next.height !== area.peek().height) area.value = next;
    },
    choose: (next) => {
      pinned.value = undefined;
      layout.value = next;
    },
    togglePin: (key) => (pinned.value = pinned.peek() === key ? undefined : key),
    toggleSelf: () => {
      if (settings.value.peek().selfView === "hidden") settings.update({ selfView: "auto" });
      else selfHidden.value = !selfHidden.peek();
    },
    moveSelf: () => {
      const { selfCorner } = settings.value.peek();
      settings.update({ selfCorner: corners[(corners.indexOf(selfCorner) + 1) % corners.length] ?? "bottom-end" });
    },
    dropSelf: (point) => settings.update({ selfCorner: nearestCorner(point, area.peek()) }),
  };
};
