import type { ParticipantInfo } from "@tfx/protocol/widgets";
import type { CompositionSource, TrustedTrack } from "./trusted-context.ts";

/** What the people of a composition are made of. */
export interface SourcesInput {
  readonly participants: readonly Pick<ParticipantInfo, "id" | "name" | "isSelf">[];
  readonly tracks: readonly TrustedTrack[];
  /** Those who ask to be left out: nothing of them is taken, not even the name. */
  readonly leftOut: ReadonlySet<string>;
  readonly speaking: ReadonlySet<string>;
  /** What stands on the shared screen of somebody with this name, in the widget's words. */
  readonly screenNameOf?: ((name: string) => string) | undefined;
}

/** Everybody who is taken along in a recording or a broadcast, with what they show and sound of now. */
export const sourcesOf = ({ participants, tracks, leftOut, speaking, screenNameOf }: SourcesInput): readonly CompositionSource[] =>
  participants
    .filter(({ id }) => !leftOut.has(id))
    .map(({ id, name }) => {
      const of = (source: TrustedTrack["source"]) => tracks.find((one) => one.participant === id && one.source === source);
      const known = name ?? tracks.find(({ participant }) => participant === id)?.name ?? "";
      return {
        participant: id,
        name: known,
        screenName: known === "" ? "" : screenNameOf?.(known),
        isSpeaking: speaking.has(id),
        camera: of("camera")?.track,
        screen: of("screen")?.track,
        microphone: of("microphone")?.track,
        screenAudio: of("screen-audio")?.track,
      };
    });
