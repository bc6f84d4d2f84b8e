import type { Welcome } from "@tfx/protocol/widgets";
import { createChannelArea } from "./areas/channel-area.ts";
import { createFilesArea } from "./areas/files-area.ts";
import { createMediaArea } from "./areas/media-area.ts";
import { createRoomArea } from "./areas/room-area.ts";
import { createStateArea } from "./areas/state-area.ts";
import { createSystemArea } from "./areas/system-area.ts";
import { createUiArea } from "./areas/ui-area.ts";
import type { Bridge } from "./bridge.ts";
import type { WidgetContext } from "./context.ts";

/** All that a widget has, over one bridge; it listens at once, before the bridge is started. */
export const createContext = (bridge: Bridge, { welcome, signal }: { welcome: Welcome; signal: AbortSignal }): WidgetContext => ({
  widget: welcome.widget,
  instance: welcome.instance,
  self: welcome.self,
  signal,
  ...createRoomArea(bridge),
  ...createChannelArea(bridge),
  ...createStateArea(bridge),
  ...createMediaArea(bridge),
  ...createFilesArea(bridge),
  ...createUiArea(bridge, welcome),
  ...createSystemArea(bridge, welcome),
});
