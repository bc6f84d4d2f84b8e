/** Entry `@tfx/core/sound`: the own voice without noise, and what everybody's sound looks like. */
export { createListening, type Listening, type SoundAnalyser } from "./media/sound/listening.ts";
export { createOwnSound, type OwnSound, type OwnSoundOptions, type OwnSoundState } from "./media/sound/own-sound.ts";
export { bandCount, bandsOf } from "./media/sound/bands.ts";
export { createDenoiser, type Denoiser } from "./media/sound/worklet/denoiser.ts";
export { createVoiceChain, type VoiceChain, type VoiceWish } from "./media/sound/worklet/voice-chain.ts";
