export type { ParticipantId } from "@tfx/protocol";
export { safeFileName } from "@tfx/protocol/safe-file-name";
export { TfxError } from "@tfx/protocol/tfx-error";
export type {
  EntryInput,
  EntryResult,
  FeedItem,
  FetchProgress,
  AddedFilter,
  FilterState,
  LogEntry,
  ParticipantInfo,
  TileBox,
  Permission,
  PlainValue,
  RoomInfo,
  Sending,
  SeenFace,
  SharedFile,
  Summary,
  Surface,
  VideoStageInput,
  WidgetManifestInput,
} from "@tfx/protocol/widgets";
export { adoptStyles } from "./adopt-styles.ts";
export { sourcesOf, type SourcesInput } from "./composition-sources.ts";
export { followSpeakers } from "./follow-speakers.ts";
export { connectWidget, type Connection } from "./connect-widget.ts";
export { runWidget } from "./run-widget.ts";
export { watchPictures } from "./watch-pictures.ts";
export type {
  Broadcast,
  BroadcastAbout,
  BroadcastLink,
  BroadcastPlace,
  BroadcastProblem,
  BroadcastState,
  BroadcastStats,
  BroadcastText,
  BroadcastTextKind,
  BroadcastTextsAnswer,
  BroadcastWish,
} from "./broadcast.ts";
export {
  defineTrustedWidget,
  type Composition,
  type CompositionLayout,
  type CompositionOptions,
  type CompositionSource,
  type RecordingLease,
  type SoundAnalyser,
  type TrackSource,
  type TrustedParts,
  type TrustedTrack,
  type TrustedWidgetContext,
} from "./trusted-context.ts";
export {
  defineWidget,
  type Live,
  type Presence,
  type SharedDocument,
  type SharedLog,
  type SharedValue,
  type Until,
  type WidgetChannel,
  type WidgetContext,
  type WidgetDefinition,
  type WidgetStream,
} from "./context.ts";
