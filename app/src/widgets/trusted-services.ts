import { computed, type ReadonlySignal } from "@preact/signals";
import { createComposition } from "@tfx/core/compose";
import type { WidgetManifest } from "@tfx/protocol/widgets";
import type { TrustedServices } from "@tfx/widget-host";
import type { TrustedTrack } from "@tfx/widget-sdk";
import type { WidgetGround } from "./instance-services.ts";
import { liveOf } from "./live-of.ts";

/** What widgets of ours have beyond the rest, made from core. */
export const createTrustedServices = (ground: WidgetGround, manifest: WidgetManifest): TrustedServices => {
  const { room, grants } = ground;
  return {
    tracks: liveOf(tracksOf(ground)),
    leftOut: liveOf(leftOutOf(ground)),
    compose: createComposition,
    announce: (recording) => room.consent.announce(recording),
    giveBack: (permission) => grants.revoke(manifest, permission),
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

const leftOutOf = ({ room }: WidgetGround): ReadonlySignal<ReadonlySet<string>> =>
  computed(() => {
    const others = room.participants.value.filter(({ consent }) => consent.value.leftOut).map(({ id }) => id);
    return new Set(room.consent.leftOut.value ? [room.self, ...others] : others);
  });
