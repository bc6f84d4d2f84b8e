/** What is remembered to notice somebody who speaks while muted. Times in milliseconds of one clock. */
export interface MutedSpeech {
  readonly loudSince: number | undefined;
  readonly quietUntil: number;
}

/** Nothing was noticed yet. */
export const noMutedSpeech: MutedSpeech = { loudSince: undefined, quietUntil: 0 };

const loud = 0.03;
const forMs = 500;
const coolDownMs = 30_000;

/** The next state, and whether to say now that the microphone is off: after half a second of speech, every 30 seconds at most. */
export const nextMutedSpeech = (
  state: MutedSpeech,
  now: { readonly muted: boolean; readonly level: number; readonly nowMs: number },
): { readonly state: MutedSpeech; readonly hint: boolean } => {
  if (!now.muted || now.level < loud) return { state: { ...state, loudSince: undefined }, hint: false };
  const loudSince = state.loudSince ?? now.nowMs;
  if (now.nowMs - loudSince < forMs || now.nowMs < state.quietUntil) return { state: { ...state, loudSince }, hint: false };
  return { state: { loudSince, quietUntil: now.nowMs + coolDownMs }, hint: true };
};
