/** What a participant said of recording and broadcasting. */
export interface ParticipantConsent {
  /** This person records the call. */
  readonly recording: boolean;
  /** That recording takes nothing for the moment; it may go on at any time. */
  readonly recordingPaused: boolean;
  /** This person broadcasts the call. */
  readonly onAir: boolean;
  /** Who watches that broadcast reads what is written in the chat. */
  readonly chatOnAir: boolean;
  /** Who watches that broadcast reads the captions. */
  readonly captionsOnAir: boolean;
  /** This person asks to be left out of recordings and broadcasts. */
  readonly leftOut: boolean;
}

/**
 * Before a person has said anything. Pictures and sounds may come a moment before words: until then nothing of this
 * person is taken, for it may be one who asks for that.
 */
export const unsaid: ParticipantConsent = {
  recording: false,
  recordingPaused: false,
  onAir: false,
  chatOnAir: false,
  captionsOnAir: false,
  leftOut: true,
};

/** Nothing of it has changed. */
export const isSameConsent = (before: ParticipantConsent, now: ParticipantConsent): boolean =>
  before.recording === now.recording &&
  before.recordingPaused === now.recordingPaused &&
  before.onAir === now.onAir &&
  before.chatOnAir === now.chatOnAir &&
  before.captionsOnAir === now.captionsOnAir &&
  before.leftOut === now.leftOut;

/** What stays when the person comes back on another page, until that one speaks: nothing is taken of who did not want it. */
export const withAnotherPage = ({ leftOut }: ParticipantConsent): ParticipantConsent => ({ ...unsaid, leftOut });
