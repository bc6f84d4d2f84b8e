import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals";
import type { LinkState, LinkStats, Participant, Room } from "@tfx/core";
import type { ParticipantId } from "@tfx/protocol";
import { onceAborted } from "../scope/effect-until.ts";
import { createViewReporter, type ViewReporter } from "./view-reporter.ts";

/** Somebody else, as tile, list and sound show them. */
export interface PersonModel {
  readonly id: ParticipantId;
  readonly name: ReadonlySignal<string>;
  readonly link: ReadonlySignal<LinkState>;
  readonly camera: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly screen: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly microphone: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly screenSound: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly microphoneOn: ReadonlySignal<boolean>;
  readonly cameraOn: ReadonlySignal<boolean>;
  /** Shares a screen, paused or not. */
  readonly screenOn: ReadonlySignal<boolean>;
  readonly screenPaused: ReadonlySignal<boolean>;
  readonly hand: ReadonlySignal<boolean>;
  readonly isHost: ReadonlySignal<boolean>;
  readonly speaking: ReadonlySignal<boolean>;
  readonly level: ReadonlySignal<number>;
  readonly stats: ReadonlySignal<LinkStats | undefined>;
  readonly views: ViewReporter;
}

/** The others in the room; each model stays the same as long as the person stays. */
export type PeopleModel = ReadonlySignal<readonly PersonModel[]>;

const createPerson = (
  participant: Participant,
  room: Room,
  rest: { speaking: ReadonlySignal<ReadonlySet<string>>; end: AbortSignal },
): PersonModel => {
  const { id, name, link, level, stats, media, tracks } = participant;
  return {
    id,
    name,
    link,
    level,
    stats,
    camera: computed(() => tracks.value.get("camera")),
    screen: computed(() => tracks.value.get("screen")),
    microphone: computed(() => tracks.value.get("microphone")),
    screenSound: computed(() => tracks.value.get("screen-audio")),
    microphoneOn: computed(() => media.value.on.has("microphone")),
    cameraOn: computed(() => media.value.on.has("camera")),
    screenOn: computed(() => media.value.on.has("screen") || tracks.value.has("screen") || media.value.screen.paused),
    screenPaused: computed(() => media.value.screen.paused && !tracks.value.has("screen")),
    hand: computed(() => media.value.hand),
    isHost: computed(() => room.facts.value.host === id),
    speaking: computed(() => rest.speaking.value.has(id)),
    views: createViewReporter(participant, rest.end),
  };
};

/** Follows who is in the room. */
export const createPeopleModel = (room: Room, speaking: ReadonlySignal<ReadonlySet<string>>, end: AbortSignal): PeopleModel => {
  const known = new Map<ParticipantId, { person: PersonModel; gone: AbortController }>();
  const people = signal<readonly PersonModel[]>([]);
  const keep = (participant: Participant): PersonModel => {
    const former = known.get(participant.id);
    if (former !== undefined) return former.person;
    const gone = new AbortController();
    const person = createPerson(participant, room, { speaking, end: AbortSignal.any([end, gone.signal]) });
    known.set(participant.id, { person, gone });
    return person;
  };
  const stop = effect(() => {
    const participants = room.participants.value;
    untracked(() => {
      people.value = participants.map(keep);
      const present = new Set(participants.map(({ id }) => id));
      for (const [id, { gone }] of known) {
        if (present.has(id)) continue;
        gone.abort();
        known.delete(id);
      }
    });
  });
  onceAborted(end, stop);
  return people;
};
