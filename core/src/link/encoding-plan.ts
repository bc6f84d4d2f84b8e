/** What decides how one picture is sent over one link. */
export interface EncodingNeed {
  /** People in the room, oneself included. */
  readonly people: number;
  readonly source: "camera" | "screen";
  /** A screen that shows a film or a game: smooth before sharp. */
  readonly motion?: boolean;
  /** Size at which the receiver shows the picture, in device pixels; unknown until it told. */
  readonly view: { readonly width: number; readonly height: number } | undefined;
  /** Size of the captured picture in pixels. */
  readonly captured: { readonly width: number; readonly height: number };
}

/** How one picture is sent over one link, in the terms of `RTCRtpEncodingParameters` (W3C WebRTC §5.2.3). */
export interface EncodingPlan {
  readonly active: boolean;
  readonly scaleResolutionDownBy: number;
  readonly maxBitrate: number;
  readonly maxFramerate: number;
}

/** Camera caps by people in the room: each link of a mesh has an encoder of its own, so cost grows with every one. */
const cameraCaps = [
  { upTo: 2, height: 720, fps: 30 },
  { upTo: 3, height: 480, fps: 24 },
  { upTo: 4, height: 360, fps: 20 },
  { upTo: 6, height: 270, fps: 15 },
  { upTo: Infinity, height: 180, fps: 15 },
] as const;

/** Steps of the scale, so that a tile that is dragged does not restart the encoder at every pixel. */
const scales = [1, 1.5, 2, 3, 4, 6, 8];

/** Bits a pixel a frame at which a talking head looks good in VP8 and H.264. */
const cameraBitsPerPixel = 0.085;
const screenBitsPerPixel = 0.07;
const kbit = 1_000;

/** The plan for one picture on one link. */
export const planEncoding = ({ people, source, motion = false, view, captured }: EncodingNeed): EncodingPlan => {
  const active = view === undefined || (view.width > 0 && view.height > 0);
  if (source === "screen") return { active, ...(motion ? filmPlan(people, captured) : { scaleResolutionDownBy: 1, ...textRates(people) }) };

  const cap = cameraCaps.find(({ upTo }) => people <= upTo) ?? cameraCaps[4];
  const shown = view === undefined || !active ? cap.height : neededHeight(view, captured);
  const wanted = Math.max(1, Math.min(cap.height, shown));
  const scale = scales.findLast((step) => captured.height / step >= wanted * 0.9) ?? 1;
  const pixels = (captured.width / scale) * (captured.height / scale);
  const maxBitrate = Math.round(clamp(pixels * cap.fps * cameraBitsPerPixel, 60 * kbit, 1_800 * kbit));
  return { active, scaleResolutionDownBy: scale, maxBitrate, maxFramerate: cap.fps };
};

/** Text must stay sharp, so a screen is never scaled; with more receivers it gets fewer frames instead. */
const textRates = (people: number) =>
  people <= 3 ? { maxBitrate: 2_500 * kbit, maxFramerate: 15 } : { maxBitrate: 1_500 * kbit, maxFramerate: people <= 5 ? 10 : 5 };

const filmCaps = [
  { upTo: 2, height: 1080, fps: 30, most: 4_000 * kbit },
  { upTo: 4, height: 720, fps: 30, most: 2_500 * kbit },
  { upTo: Infinity, height: 540, fps: 24, most: 1_200 * kbit },
] as const;

/** A film keeps its frames and gives up pixels. */
const filmPlan = (people: number, captured: EncodingNeed["captured"]): Omit<EncodingPlan, "active"> => {
  const cap = filmCaps.find(({ upTo }) => people <= upTo) ?? filmCaps[2];
  const scale = scales.find((step) => captured.height / step <= cap.height) ?? 8;
  const pixels = (captured.width / scale) * (captured.height / scale);
  const maxBitrate = Math.round(clamp(pixels * cap.fps * screenBitsPerPixel, 600 * kbit, cap.most));
  return { scaleResolutionDownBy: scale, maxBitrate, maxFramerate: cap.fps };
};

/** Height of the picture when it covers the tile, as `object-fit: cover` lays it out. */
const neededHeight = (view: { width: number; height: number }, captured: { width: number; height: number }): number =>
  Math.max(view.height, (view.width * captured.height) / Math.max(1, captured.width));

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
