export { createRoomState, type RoomState, type RoomStateOptions, type WidgetStart } from "./state/room-state.ts";
export { type InstanceState, type StateListen } from "./state/instance-state.ts";
export { type WidgetMessage } from "./state/message-exchange.ts";
export { type Quarantined, type QuarantineReason } from "./state/quarantine.ts";
export { type StateRoom, type StateStore } from "./state/state-port.ts";
export { stateLimits } from "./state/state-limits.ts";
