import { bandsOf, type SoundAnalyser } from "@tfx/core/sound";
import type { ParticipantId } from "@tfx/protocol";
import type { InstanceServices } from "@tfx/widget-host";
import type { WidgetGround } from "./instance-services.ts";
import { microphoneOf } from "./trusted-services.ts";

/** Bands of everybody's sound for one stream: an analyser for whoever is there, closed when they are gone. */
export const listenToBands = (ground: WidgetGround): ReturnType<InstanceServices["bands"]> => {
  const analysers = new Map<ParticipantId, SoundAnalyser>();
  const bytes = new Uint8Array(1_024);
  const forget = (id: ParticipantId): void => {
    analysers.get(id)?.close();
    analysers.delete(id);
  };
  const look = (participant: ParticipantId): number[] => {
    const analyser = analysers.get(participant) ?? ground.listening.open(() => microphoneOf(ground, participant));
    analysers.set(participant, analyser);
    analyser.frequencies(bytes);
    return bandsOf(bytes, analyser.hertzPerBin);
  };
  return {
    look() {
      const people = [ground.room.self, ...ground.room.participants.peek().map(({ id }) => id)];
      for (const id of analysers.keys()) if (!people.includes(id)) forget(id);
      return people.map((participant) => ({ participant, bands: look(participant) }));
    },
    close() {
      for (const id of analysers.keys()) forget(id);
    },
  };
};
