/** What is remembered about one voice. Times in milliseconds of one clock. */
interface Voice {
  readonly smooth: number;
  readonly loudSince: number | undefined;
  readonly loudUntil: number;
}

/** Who speaks. `main` is the one to show large: it changes calmly and stays when everybody is silent. */
export interface Speakers {
  readonly voices: ReadonlyMap<string, Voice>;
  readonly speaking: ReadonlySet<string>;
  readonly main: string | undefined;
}

/** Nobody has spoken yet. */
export const noSpeakers: Speakers = { voices: new Map(), speaking: new Set(), main: undefined };

// -38 dB begins a voice and -44 dB ends it: two thresholds, so that a level between them changes nothing.
const begins = 0.012;
const ends = 0.006;
/** Pauses between words are shorter than this. */
const holdMs = 900;
/** A cough is shorter than this. */
const settleMs = 250;
/** Before somebody else is shown large they have spoken this long. */
const takeOverMs = 800;

const nextVoice = (voice: Voice | undefined, level: number, nowMs: number): Voice => {
  const before = voice?.smooth ?? 0;
  const smooth = before + (level - before) * (level > before ? 0.7 : 0.4);
  const loud = smooth > begins || (voice?.loudSince !== undefined && smooth > ends);
  const loudUntil = loud ? nowMs + holdMs : (voice?.loudUntil ?? 0);
  const goesOn = loud || nowMs < loudUntil;
  return { smooth, loudUntil, loudSince: goesOn ? (voice?.loudSince ?? (loud ? nowMs : undefined)) : undefined };
};

const isSpeaking = (voice: Voice | undefined, nowMs: number): boolean =>
  voice?.loudSince !== undefined && nowMs - voice.loudSince >= settleMs;

/** The next state from everybody's level (0 to 1, linear); whoever is not in `levels` is gone. Call it about five times a second. */
export const nextSpeakers = (state: Speakers, levels: ReadonlyMap<string, number>, nowMs: number): Speakers => {
  const voices = new Map([...levels].map(([id, level]) => [id, nextVoice(state.voices.get(id), level, nowMs)]));
  const speaking = new Set([...voices].filter(([, voice]) => isSpeaking(voice, nowMs)).map(([id]) => id));
  const main = state.main !== undefined && voices.has(state.main) ? state.main : undefined;
  return { voices, speaking: sameMembers(speaking, state.speaking) ? state.speaking : speaking, main: nextMain(main, voices, nowMs) };
};

const nextMain = (main: string | undefined, voices: ReadonlyMap<string, Voice>, nowMs: number): string | undefined => {
  if (main !== undefined && isSpeaking(voices.get(main), nowMs)) return main;
  const longest = [...voices]
    .filter(([, voice]) => voice.loudSince !== undefined && nowMs - voice.loudSince >= (main === undefined ? settleMs : takeOverMs))
    .toSorted(([, one], [, other]) => (one.loudSince ?? 0) - (other.loudSince ?? 0))[0];
  return longest?.[0] ?? main;
};

const sameMembers = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((id) => other.has(id));
