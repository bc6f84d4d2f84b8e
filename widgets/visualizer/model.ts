import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { follow } from "@tfx/ui";
import { TfxError, type ParticipantInfo, type SoundAnalyser, type TileBox, type TrustedWidgetContext } from "@tfx/widget-sdk";
import { paletteNames, type PaletteName } from "./draw/palette.ts";
import { shapes, type Look, type Shape } from "./draw/draw-shape.ts";
import { strongestTone } from "./draw/hertz-scale.ts";
import { createLoop, type FramePort, type Loop } from "./draw/loop.ts";
import { createSpeaking, levelOf } from "./draw/level.ts";
import { t } from "./texts.ts";

/** What the view shows and can do. */
export interface VisualizerModel {
  readonly direction: ReadonlySignal<"ltr" | "rtl">;
  readonly people: ReadonlySignal<readonly ParticipantInfo[]>;
  /** Whose sound is drawn; undefined is whoever speaks. */
  readonly who: ReadonlySignal<string | undefined>;
  readonly shape: ReadonlySignal<Shape>;
  readonly palette: ReadonlySignal<PaletteName>;
  /** Drawn over the tiles, not in a surface of its own. */
  readonly isOverlay: ReadonlySignal<boolean>;
  readonly tiles: ReadonlySignal<readonly TileBox[]>;
  readonly isCalm: ReadonlySignal<boolean>;
  /** Who speaks, in words. */
  readonly speaking: ReadonlySignal<string>;
  /** Hz of what is drawn. */
  readonly tone: ReadonlySignal<number | undefined>;
  readonly loop: Loop;
  pick(who: string | undefined): void;
  draw(shape: Shape): void;
  colour(palette: PaletteName): void;
  showRings(): void;
  nameOf(person: ParticipantInfo): string;
  /** The sound that is drawn, at this moment. */
  look(): Look;
  /** How loud somebody is at this moment, 0 to 1. */
  levelOf(participant: string): number;
}

/** What the model needs besides the context. */
export interface Ports {
  readonly frames: FramePort;
  /** Whether the page itself is seen; calls at each change, until the signal. */
  readonly pageSeen: { now(): boolean; on(change: () => void, until: AbortSignal): void };
}

const calmPerSecond = 2;

interface Ear {
  readonly analyser: SoundAnalyser;
  readonly speaks: (level: number, nowMs: number) => boolean;
  readonly wave: Uint8Array<ArrayBuffer>;
  level: number;
  isSpeaking: boolean;
}

const nameOf = ({ isSelf, name }: ParticipantInfo): string => (isSelf ? t("you") : (name ?? t("somebody")));

const speakingText = (speakers: readonly ParticipantInfo[]): string => {
  const [first, ...others] = speakers;
  if (first === undefined) return t("speaking.nobody");
  if (others.length > 0) return t("speaking.many", { names: speakers.map(nameOf).join(", ") });
  return first.isSelf ? t("speaking.you") : t("speaking.one", { name: nameOf(first) });
};

/** An ear for each person who is there, opened when first listened to. */
const createEars = ({ trusted, signal: end, log }: TrustedWidgetContext, people: ReadonlySignal<readonly ParticipantInfo[]>) => {
  const ears = new Map<string, Ear>();
  const forget = (id: string): void => {
    ears.get(id)?.analyser.close();
    ears.delete(id);
  };
  const open = (id: string): Ear | undefined => {
    try {
      return { analyser: trusted.analyser(id), speaks: createSpeaking(), wave: new Uint8Array(2_048), level: 0, isSpeaking: false };
    } catch (error) {
      if (!(error instanceof TfxError)) throw error;
      log.debug(`analyser: ${error.code}`);
      return undefined;
    }
  };
  const earOf = (id: string): Ear | undefined => {
    const ear = ears.get(id) ?? open(id);
    if (ear !== undefined) ears.set(id, ear);
    return ear;
  };
  const forgetAll = (): void => [...ears.keys()].forEach(forget);
  end.addEventListener("abort", forgetAll, { once: true });
  return {
    earOf,
    forgetAll,
    /** Listens to everybody once. */
    listen(nowMs: number): void {
      const present = new Set<string>(people.value.map(({ id }) => id));
      for (const id of ears.keys()) if (!present.has(id)) forget(id);
      for (const id of present) {
        const ear = earOf(id);
        if (ear === undefined) continue;
        ear.analyser.wave(ear.wave);
        ear.level = levelOf(ear.wave);
        ear.isSpeaking = ear.speaks(ear.level, nowMs);
      }
    },
  };
};

/** Remembers what was chosen, on this device. */
const createChoices = ({ storage, log }: TrustedWidgetContext) => {
  const shape = signal<Shape>("bars");
  const palette = signal<PaletteName>("viridis");
  const read = async (): Promise<void> => {
    const [storedShape, storedPalette] = await Promise.all([storage.get("shape"), storage.get("palette")]);
    shape.value = shapes.find((one) => one === storedShape) ?? shape.value;
    palette.value = paletteNames.find((one) => one === storedPalette) ?? palette.value;
  };
  const refused = (error: unknown): void => log.debug(`storage: ${TfxError.from(error).code}`);
  read().catch(refused);
  return {
    shape,
    palette,
    draw: (next: Shape) => {
      shape.value = next;
      storage.set("shape", next).catch(refused);
    },
    colour: (next: PaletteName) => {
      palette.value = next;
      storage.set("palette", next).catch(refused);
    },
  };
};

/** How people sound, and who speaks; nothing is listened to or drawn while nobody sees it. */
export const createVisualizerModel = (context: TrustedWidgetContext, { frames, pageSeen }: Ports): VisualizerModel => {
  const { signal: end, ui } = context;
  const people = follow(context.participants, end);
  const shown = follow(ui.shown, end);
  const isCalm = follow(context.theme, end, ({ reducedMotion }) => reducedMotion);
  const who = signal<string | undefined>(undefined);
  const speakers = signal<readonly ParticipantInfo[]>([]);
  const lastSpeaker = signal<string | undefined>(undefined);
  const tone = signal<number | undefined>(undefined);
  const ears = createEars(context, people);
  const choices = createChoices(context);
  const loop = createLoop(frames);
  const frequencies = new Uint8Array(1_024);
  const silence: Look = { frequencies: new Uint8Array(1_024), wave: new Uint8Array(2_048).fill(128), hertzPerBin: 1 };

  const see = (): void => {
    const isSeen = !end.aborted && pageSeen.now() && shown.peek() !== null;
    loop.setSeen(isSeen);
    if (!isSeen) ears.forgetAll();
  };
  const listen = (nowMs: number): void => {
    ears.listen(nowMs);
    const now = people.value.filter(({ id }) => ears.earOf(id)?.isSpeaking === true);
    if (now.map(({ id }) => id).join() !== speakers.value.map(({ id }) => id).join()) speakers.value = now;
    if (!people.value.some(({ id }) => id === lastSpeaker.value)) lastSpeaker.value = undefined;
    // Of many who speak the one that was drawn stays.
    if (now.length > 0 && !now.some(({ id }) => id === lastSpeaker.value)) lastSpeaker.value = now[0]?.id;
  };
  const look = (): Look => {
    const ear = ears.earOf(who.value ?? lastSpeaker.value ?? context.self);
    if (ear === undefined) return silence;
    ear.analyser.frequencies(frequencies);
    const hertz = strongestTone(frequencies, ear.analyser.hertzPerBin);
    tone.value = hertz === undefined ? undefined : Math.round(hertz);
    return { frequencies, wave: ear.wave, hertzPerBin: ear.analyser.hertzPerBin };
  };

  loop.setPace(isCalm.value ? calmPerSecond : undefined);
  context.theme.on(({ reducedMotion }) => loop.setPace(reducedMotion ? calmPerSecond : undefined), { signal: end });
  // Before whatever draws: it listens for all of them.
  loop.add(listen);
  ui.shown.on(see, { signal: end });
  pageSeen.on(see, end);
  end.addEventListener("abort", see, { once: true });
  see();
  return {
    direction: follow(context.locale, end, ({ direction }) => direction),
    people,
    who,
    ...choices,
    isOverlay: computed(() => shown.value === "tile-overlay"),
    tiles: follow(ui.tiles, end),
    isCalm,
    speaking: computed(() => speakingText(speakers.value)),
    tone,
    loop,
    pick: (next) => (who.value = next),
    showRings: () => void ui.open("tile-overlay").catch((error: unknown) => context.log.debug(`rings: ${TfxError.from(error).code}`)),
    nameOf,
    look,
    levelOf: (participant) => ears.earOf(participant)?.level ?? 0,
  };
};
