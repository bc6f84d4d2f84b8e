import { z } from "zod";

// Pages with a Content Security Policy without 'unsafe-eval' must not be probed for code generation:
// the browser would report each probe. Servers keep zod's compiled parsers.
if ("document" in globalThis) z.config({ jitless: true });

export { limits } from "./limits.ts";
export { errorCodes, isErrorCode, type ErrorCode, type ErrorDetails } from "./error-codes.ts";
export { fileLimits, fileTopics, maxFileMessageBytes, type FileAsk, type FileGive } from "./file-messages.ts";
export { inkLimits, inkTopics, type InkMessage } from "./ink-messages.ts";
export { safeFileName } from "./safe-file-name.ts";
export { TfxError, type WireError } from "./tfx-error.ts";
export { wireError } from "./wire-error.ts";
export {
  connectionId,
  displayName,
  instanceId,
  participantId,
  roomName,
  type ConnectionId,
  type InstanceId,
  type ParticipantId,
  type RoomName,
} from "./ids.ts";
export { formatInvite, parseInvite, type Invite } from "./invite.ts";
export {
  clientCalls,
  clientMessages,
  iceServer,
  profilePayload,
  roomAccess,
  roomFacts,
  rosterEntry,
  serverEvents,
  signalPayload,
  type CallAnswer,
  type CallParams,
  type CallResult,
  type ClientCall,
  type ClientMessage,
  type EventBody,
  type IceServer,
  type MessageBody,
  type ProfilePayload,
  type RoomAccess,
  type RoomFacts,
  type RosterEntry,
  type ServerEvent,
  type SignalPayload,
} from "./signalling.ts";
export { peerSignal, profile, type PeerSignal, type Profile } from "./peer-signal.ts";
export {
  coreTopics,
  laneName,
  topicEnvelope,
  topicName,
  trackSources,
  type CoreTopic,
  type CoreTopicBody,
  type LaneName,
  type ScreenDrawing,
  type TrackSource,
} from "./peer-messages.ts";
