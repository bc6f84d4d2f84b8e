/** What everybody is shown of whoever takes the call along. */
export interface Announced<Value> {
  /** This person records the call. */
  readonly recording: Value;
  /** That recording takes nothing for the moment; it may go on at any time. */
  readonly recordingPaused: Value;
  /** This person broadcasts the call. */
  readonly onAir: Value;
  /** That broadcast has a break: nothing of the call goes out for the moment. */
  readonly onAirPaused: Value;
  /** Who watches that broadcast reads what is written in the chat. */
  readonly chatOnAir: Value;
  /** Who watches that broadcast reads the captions. */
  readonly captionsOnAir: Value;
}

/** One of them. */
export type Announcement = keyof Announced<unknown>;

/** Something of each. */
export const eachAnnounced = <Value>(of: (what: Announcement) => Value): Announced<Value> => ({
  recording: of("recording"),
  recordingPaused: of("recordingPaused"),
  onAir: of("onAir"),
  onAirPaused: of("onAirPaused"),
  chatOnAir: of("chatOnAir"),
  captionsOnAir: of("captionsOnAir"),
});

/** What a participant said of recording and broadcasting. */
export interface ParticipantConsent extends Announced<boolean> {
  /** This person asks to be left out of recordings and broadcasts. */
  readonly leftOut: boolean;
}

/**
 * Before a person has said anything. Pictures and sounds may come a moment before words: until then nothing of this
 * person is taken, for it may be one who asks for that.
 */
export const unsaid: ParticipantConsent = { ...eachAnnounced(() => false), leftOut: true };

/** What is said of a recording or a broadcast says nothing without one. */
export const readConsent = (said: ParticipantConsent): ParticipantConsent => ({
  ...said,
  recordingPaused: said.recording && said.recordingPaused,
  onAirPaused: said.onAir && said.onAirPaused,
  chatOnAir: said.onAir && said.chatOnAir,
  captionsOnAir: said.onAir && said.captionsOnAir,
});

/** Nothing of it has changed. */
export const isSameConsent = (before: ParticipantConsent, now: ParticipantConsent): boolean =>
  before.leftOut === now.leftOut && !Object.values(eachAnnounced((what) => before[what] === now[what])).includes(false);

/** What stays when the person comes back on another page, until that one speaks: nothing is taken of who did not want it. */
export const withAnotherPage = ({ leftOut }: ParticipantConsent): ParticipantConsent => ({ ...unsaid, leftOut });
