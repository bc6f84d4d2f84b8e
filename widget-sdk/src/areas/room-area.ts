import type { ParticipantInfo, RoomInfo } from "@tfx/protocol/widgets";
import type { Bridge } from "../bridge.ts";
import type { WidgetContext } from "../context.ts";
import { createLive } from "../listeners.ts";

/** Room and people. */
export const createRoomArea = (bridge: Bridge): Pick<WidgetContext, "room" | "participants"> => {
  const info = createLive<RoomInfo | undefined>(undefined, bridge.report);
  const participants = createLive<readonly ParticipantInfo[]>([], bridge.report);
  bridge.on("room.changed", info.set);
  bridge.on("participants.changed", participants.set);
  return {
    participants,
    room: {
      info,
      async lock(locked) {
        await bridge.call("room.lock", { locked });
      },
      async remove(participant) {
        await bridge.call("room.remove", { participant });
      },
    },
  };
};
