/** What a live player knows of its place, in seconds; hls.js has both. */
export interface LivePlace {
  /** How far it is behind the newest there is. */
  readonly latency: number;
  /** How far it should be; null until a playlist was read. */
  readonly targetLatency: number | null;
}

/** What of a media element is read, and set. */
export interface LivePlayer extends Pick<HTMLMediaElement, "paused" | "seeking" | "currentTime" | "playbackRate"> {
  readonly buffered: Pick<TimeRanges, "length" | "end">;
}

/** Where a live player is, in seconds. */
export interface LiveDistance {
  /** How much later it is than it should be. */
  readonly lateS: number;
  /** How much is there to be played. */
  readonly aheadS: number;
}

/** Less is not worth a change; a player that catches up goes on until it is there. */
const worthS = 0.05;
/** So much stays to be played, else catching up would end in a stall. */
const leastAheadS = 0.3;
/** Whoever is later than this went there, or is taken to what is new: catching up would take too long. */
const mostLateS = 3;
/** 3 % is not to be heard; a second is made up for at 10 %. */
const rates = { least: 1.03, most: 1.2, perSecond: 0.1 } as const;
const lookMs = 250;

/** The rate at which a live player goes on, in times of the usual one. `before`: its rate until now. */
export const rateOf = ({ lateS, aheadS }: LiveDistance, before = 1): number => {
  const isLate = lateS > (before > 1 ? 0 : worthS) && lateS < mostLateS;
  if (!isLate || aheadS < leastAheadS) return 1;
  return Math.min(rates.most, Math.max(rates.least, 1 + lateS * rates.perSecond));
};

const aheadOf = ({ buffered, currentTime }: LivePlayer): number =>
  buffered.length === 0 ? 0 : buffered.end(buffered.length - 1) - currentTime;

/**
 * Knows when a player is to go on with what is new: it plays again after a stall that left it far behind. Where somebody
 * wanted it, because it was paused in the middle or sent back, it stays.
 */
const createStallWatch = () => {
  let lastS = Number.NEGATIVE_INFINITY;
  let hasPlayed = false;
  let isChosen = false;
  return ({ paused, currentTime }: LivePlayer, lateS: number): boolean => {
    if (lateS < mostLateS) isChosen = false;
    if (hasPlayed && (paused || currentTime < lastS)) isChosen = true;
    hasPlayed ||= !paused;
    const isMoving = currentTime > lastS;
    lastS = currentTime;
    return isMoving && !isChosen && lateS >= mostLateS;
  };
};

/**
 * Holds a live player at its distance: clocks that differ by little, and stalls of a few milliseconds, add up over
 * an hour; after a long stall it goes on with what is new. Where somebody paused or went back, it stays. (hls.js does
 * it too, but only while a second or more lies ready, which low latency never has: its own has to be off,
 * `maxLiveSyncPlaybackRate: 1`.) Answers how to stop.
 */
export const keepUp = (video: LivePlayer, place: LivePlace): (() => void) => {
  const isLeftBehind = createStallWatch();
  const look = (): number => {
    const { latency, targetLatency } = place;
    // Nobody knows where it is, or not yet.
    if (video.seeking || targetLatency === null || latency <= 0) return 1;
    const lateS = latency - targetLatency;
    if (isLeftBehind(video, lateS)) video.currentTime += lateS;
    return video.paused ? 1 : rateOf({ lateS, aheadS: aheadOf(video) }, video.playbackRate);
  };
  const timer = setInterval(() => {
    const rate = look();
    if (rate !== video.playbackRate) video.playbackRate = rate;
  }, lookMs);
  return () => {
    clearInterval(timer);
    video.playbackRate = 1;
  };
};
