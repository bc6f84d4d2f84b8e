import { computed, type ReadonlySignal } from "@preact/signals";
import type { Room } from "@tfx/core";
import { createComposition, type Composition, type CompositionOptions } from "@tfx/core/compose";
import type { WidgetManifest } from "@tfx/protocol/widgets";
import type { TrustedServices } from "@tfx/widget-host";
import type { TrustedTrack } from "@tfx/widget-sdk";
import { createBroadcastServices } from "./broadcast-services.ts";
import type { WidgetGround } from "./instance-services.ts";
import { liveOf } from "./live-of.ts";

/** What widgets of ours have beyond the rest, made from core. */
export const createTrustedServices = (ground: WidgetGround, manifest: WidgetManifest): TrustedServices => {
  const { room, grants } = ground;
  return {
    tracks: liveOf(tracksOf(ground)),
    leftOut: liveOf(leftOutOf(ground)),
    compose: (options) => holdViews(room, createComposition(options), options),
    analyser: (participant) => ground.listening.open(() => microphoneOf(ground, participant)),
    ...createBroadcastServices(ground),
    announce: (what, on) => room.consent.announce(what, on),
    giveBack: (permission) => grants.revoke(manifest, permission),
  };
};

/** Has the others send pictures large enough for a composition, whatever of them is shown here. */
const holdViews = (room: Room, composition: Composition, { width, height }: CompositionOptions): Composition => {
  let release: readonly (() => void)[] = [];
  let held = "";
  const hold = (ids: readonly string[]): void => {
    if (ids.join() === held) return;
    held = ids.join();
    const before = release;
    const columns = Math.ceil(Math.sqrt(Math.max(1, ids.length)));
    const camera = { width: Math.ceil(width / columns), height: Math.ceil(height / columns) };
    const people = room.participants.peek().filter(({ id }) => ids.includes(id));
    release = people.map((person) => person.hold({ camera, screen: { width, height } }));
    before.forEach((undo) => undo());
  };
  return {
    ...composition,
    setSources: (sources) => {
      hold(sources.map(({ participant }) => participant));
      composition.setSources(sources);
    },
    close: () => {
      hold([]);
      composition.close();
    },
  };
};

const tracksOf = ({ room, media, name }: WidgetGround): ReadonlySignal<readonly TrustedTrack[]> =>
  computed(() => {
    const own = [...media.sending.value].map(([source, track]) => ({ participant: room.self, isSelf: true, name, source, track }));
    const others = room.participants.value.flatMap(({ id, name: theirs, tracks }) =>
      [...tracks.value].map(([source, track]) => ({ participant: id, isSelf: false, name: theirs.value, source, track })),
    );
    return [...own, ...others];
  });

/** What is heard of somebody now: nothing of a muted microphone. */
export const microphoneOf = ({ room, media }: WidgetGround, participant: string): MediaStreamTrack | undefined => {
  if (participant === room.self) return media.sending.peek().get("microphone");
  const person = room.participants.peek().find(({ id }) => id === participant);
  return person?.media.peek().on.has("microphone") === true ? person.tracks.peek().get("microphone") : undefined;
};

const leftOutOf = ({ room }: WidgetGround): ReadonlySignal<ReadonlySet<string>> =>
  computed(() => {
    const others = room.participants.value.filter(({ consent }) => consent.value.leftOut).map(({ id }) => id);
    return new Set(room.consent.leftOut.value ? [room.self, ...others] : others);
  });
