import { signal, type ReadonlySignal } from "@preact/signals";
import type { LocalMedia, Room } from "@tfx/core";
import { everyUntil } from "../scope/effect-until.ts";
import { nextSpeakers, noSpeakers } from "./speakers.ts";

const tickMs = 200;

/** Who speaks now, by participant id, oneself included. */
export interface SpeakersModel {
  readonly speaking: ReadonlySignal<ReadonlySet<string>>;
  /** Whom to show large: never oneself. */
  readonly main: ReadonlySignal<string | undefined>;
}

/** Follows the levels of everybody. */
export const createSpeakersModel = (room: Room, media: LocalMedia, end: AbortSignal): SpeakersModel => {
  const speaking = signal<ReadonlySet<string>>(new Set());
  const main = signal<string | undefined>(undefined);
  let state = noSpeakers;
  let own = noSpeakers;
  everyUntil(end, tickMs, () => {
    const now = performance.now();
    const others = room.participants.peek();
    const ownLevel = media.microphone.state.peek() === "on" ? media.microphone.level.peek() : 0;
    state = nextSpeakers(
      state,
      new Map(others.map((other) => [other.id, heard(other.media.peek().on.has("microphone"), other.level.peek())])),
      now,
    );
    own = nextSpeakers(own, new Map([[room.self, ownLevel]]), now);
    main.value = state.main;
    const next = new Set([...state.speaking, ...own.speaking]);
    const before = speaking.peek();
    if (next.size !== before.size || [...next].some((id) => !before.has(id))) speaking.value = next;
  });
  return { speaking, main };
};

const heard = (on: boolean, level: number): number => (on ? level : 0);
