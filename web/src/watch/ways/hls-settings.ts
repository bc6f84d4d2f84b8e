import type { HlsConfig } from "hls.js";

/** How HLS is played: as soon as can be, a little later and calmer, from a while ago, or a recording. */
export type HlsMode = "low" | "smooth" | "past" | "recording";

const patient = {
  maxTimeToFirstByteMs: 15_000,
  maxLoadTimeMs: 25_000,
  timeoutRetry: { maxNumRetry: 3, retryDelayMs: 0, maxRetryDelayMs: 0 },
};
const errorRetry = { maxNumRetry: 5, retryDelayMs: 700, maxRetryDelayMs: 4_000 };

/** hls.js as each mode needs it. */
export const hlsSettings = (mode: HlsMode): Partial<HlsConfig> => ({
  // Fragmented MP4 goes through as it is: a worker would have nothing to do, and the page's policy knows no blob: workers.
  enableWorker: false,
  lowLatencyMode: mode === "low",
  backBufferLength: mode === "past" || mode === "recording" ? 120 : 60,
  // Low latency is kept by `keepUp`: hls.js would do it only while a second lies ready.
  maxLiveSyncPlaybackRate: 1,
  // A single stall, such as the one at the start, would keep the player a second behind for good.
  ...(mode === "low" ? { liveSyncOnStallIncrease: 0.2 } : {}),
  ...(mode === "smooth" ? { liveSyncDuration: 5, liveMaxLatencyDuration: 30 } : {}),
  // While a publisher is away playlists stand still, and are answered late.
  playlistLoadPolicy: { default: { ...patient, errorRetry } },
});
