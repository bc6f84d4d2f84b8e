import { followSpeakers, sourcesOf, type Composition, type CompositionSource, type TrustedWidgetContext } from "@tfx/widget-sdk";
import type { Choices } from "../choices.ts";

/** How a stage is shown: small and without sound for oneself, as it is to those who watch, or a break. */
export type StageMode = "preview" | "live" | "break";

/** What goes out, as one picture and one sound that never break off. */
export interface Stage {
  readonly stream: MediaStream;
  /** Resolves with the first picture. */
  readonly ready: Promise<void>;
  /** Aborts when its picture stands still for good: another stage is needed. */
  readonly lost: AbortSignal;
  setMode(mode: StageMode): void;
  setLayout(layout: Choices["layout"]): void;
  /** Sends fewer lines than the stage has. */
  setHeight(height: number): void;
  close(): void;
}

/** Pictures a second of what goes out. */
export const liveFps = 30;
const preview = { fps: 10, height: 360 } as const;
const soundStage = { width: 16, height: 16, fps: 1, layout: "grid", names: false } as const;

/** Bits of a picture of so many lines: what H.264 in real time needs for people, in kbit/s. */
export const kbpsOf = (height: number): number => ({ 360: 900, 480: 1_400, 720: 2_500 })[height] ?? 3_800;

/** Whoever goes out: nothing of those who asked to be left out. */
export const peopleOnStage = (people: readonly CompositionSource[], { what, self }: { what: Choices["what"]; self: string }) =>
  what === "camera"
    ? people.filter(({ participant }) => participant === self).map(({ screen: _screen, screenAudio: _sound, ...rest }) => rest)
    : people;

const silent = ({ microphone: _voice, screenAudio: _sound, ...rest }: CompositionSource): CompositionSource => rest;

/** What of the people is on the stage in a mode: a break shows and sounds nobody. */
export const sourcesIn = (mode: StageMode, people: readonly CompositionSource[]): readonly CompositionSource[] => {
  if (mode === "break") return [];
  return mode === "preview" ? people.map((person) => silent(person)) : people;
};

/** What is written on a stage: in a break, and on the shared screen of somebody with a name. */
export interface StageWords {
  readonly slate: string;
  readonly screenNameOf: (name: string) => string;
}

/** Opens the stage, and keeps it as the call is until it is closed. */
export const openStage = (
  context: Pick<TrustedWidgetContext, "trusted" | "participants" | "media" | "log" | "self">,
  { what, layout, height, slate, screenNameOf }: Pick<Choices, "what" | "layout" | "height"> & StageWords,
): Stage => {
  const { trusted, participants, self } = context;
  const width = Math.round((height * 16) / 9 / 2) * 2;
  const composition: Composition = trusted.compose(what === "sound" ? soundStage : { width, height, fps: liveFps, layout });
  const life = new AbortController();
  const { signal } = life;
  let speaking: ReadonlySet<string> = new Set();
  let mode: StageMode = "preview";
  let lines: number = height;
  const update = (): void => {
    const facts = {
      participants: participants.value,
      tracks: trusted.tracks.value,
      leftOut: trusted.leftOut.value,
      speaking,
      screenNameOf,
    };
    composition.setSources(sourcesIn(mode, peopleOnStage(sourcesOf(facts), { what, self })));
  };
  const pace = (): void => {
    if (what === "sound") return;
    const { fps, height: most } = mode === "preview" ? preview : { fps: liveFps, height: lines };
    composition.setPace({ fps, scale: Math.min(1, most / height) });
  };
  for (const live of [participants, trusted.tracks, trusted.leftOut]) live.on(update, { signal });
  followSpeakers(context, signal, (next) => {
    speaking = next;
    update();
  });
  update();
  pace();
  return {
    stream: what === "sound" ? new MediaStream(composition.stream.getAudioTracks()) : composition.stream,
    ready: composition.ready,
    // Nobody misses a picture where there is none.
    lost: what === "sound" ? new AbortController().signal : composition.lost,
    setMode(next) {
      mode = next;
      composition.setSlate(next === "break" ? slate : undefined);
      update();
      pace();
    },
    setLayout: (next) => composition.setLayout(next),
    setHeight(next) {
      lines = next;
      pace();
    },
    close() {
      life.abort();
      composition.close();
    },
  };
};
