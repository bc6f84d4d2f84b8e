export {
  apiCall,
  apiEvent,
  apiSignal,
  apiStream,
  plainValue,
  type ApiEntry,
  type EntryKind,
  type EntryLimits,
  type PlainValue,
} from "./api-entry.ts";
export { type AddedFilter, type FilterState, type SeenFace } from "./api/filters.ts";
export { type FetchProgress, type Sending, type SharedFile } from "./api/files.ts";
export { logEntry, type LogEntry } from "./api/state.ts";
export { type ParticipantInfo, type RoomInfo } from "./api/room.ts";
export { feedPermissions, type FeedItem } from "./api/system.ts";
export { summary, type Summary, type TileBox } from "./api/ui.ts";
export { entryNames, findEntry, widgetApi, type EntryInput, type EntryName, type EntryParams, type EntryResult } from "./api/widget-api.ts";
export {
  bridgeLimits,
  bridgeTimes,
  bridgeVersion,
  guestMessage,
  hello,
  hostMessage,
  welcome,
  type GuestMessage,
  type HostMessage,
  type Welcome,
} from "./bridge.ts";
export { bundleManifestText, maxBundleBytes } from "./bundle-text.ts";
export {
  mayLoad,
  surface,
  widgetId,
  widgetManifest,
  type Surface,
  type WidgetId,
  type WidgetKind,
  type WidgetManifest,
  type WidgetManifestInput,
  sharingPermissions,
} from "./manifest.ts";
export { sandboxPolicy } from "./sandbox-policy.ts";
export { permission, permissionFacts, permissions, type GrantedBy, type Permission } from "./permissions.ts";
export {
  signedBody,
  statePart,
  stateSnapshot,
  stateTopics,
  widgetOffer,
  type SignedBody,
  type SignedEntry,
  type StateOperation,
  type StatePart,
  type WidgetOffer,
} from "./state-messages.ts";
export {
  readDataStages,
  stageBands,
  stageLimits,
  videoStage,
  videoStages,
  type VideoStage,
  type VideoStageInput,
  type VideoStageOf,
} from "./video-stage.ts";
