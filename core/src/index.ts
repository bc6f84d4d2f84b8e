export { type Session, type SessionOptions, type SessionState, type RoomAddress, type ResumeStore } from "./session.ts";
export { type HostActions, type Room, type RoomPreview } from "./room.ts";
export { type Participant, type ParticipantMedia, type ViewSize } from "./participant.ts";
export { type LinkState } from "./link/peer-link.ts";
export { type LinkStats } from "./link/link-stats.ts";
export { type Schema, type Topic, type TopicMessage, type TopicOptions, type TopicSendOptions } from "./channel/topic.ts";
export {
  type CaptureDevice,
  type CaptureState,
  type DeviceChoice,
  type DeviceList,
  type LocalMedia,
  type Microphone,
  type ScreenShare,
} from "./media/local-media.ts";
