import type { ParticipantInfo } from "@tfx/protocol/widgets";
import type { CompositionSource, TrustedTrack } from "./trusted-context.ts";

/** What the people of a composition are made of. */
export interface SourcesInput {
  readonly participants: readonly Pick<ParticipantInfo, "id" | "name" | "isSelf">[];
  readonly tracks: readonly TrustedTrack[];
  /** Those who ask to be left out: nothing of them is taken, not even the name. */
  readonly leftOut: ReadonlySet<string>;
  readonly speaking: ReadonlySet<string>;
}

/** Everybody who is taken along in a recording or a broadcast, with what they show and sound of now. */
export const sourcesOf = ({ participants, tracks, leftOut, speaking }: SourcesInput): readonly CompositionSource[] =>
  participants
    .filter(({ id }) => !leftOut.has(id))
    .map(({ id, name }) => {
      const of = (source: TrustedTrack["source"]) => tracks.find((one) => one.participant === id && one.source === source);
      return {
        participant: id,
        name: name ?? tracks.find(({ participant }) => participant === id)?.name ?? "",
        isSpeaking: speaking.has(id),
        camera: of("camera")?.track,
        screen: of("screen")?.track,
        microphone: of("microphone")?.track,
        screenAudio: of("screen-audio")?.track,
      };
    });
