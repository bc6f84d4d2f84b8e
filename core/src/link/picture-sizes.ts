import type { EncodingNeed } from "./encoding-plan.ts";

type Size = EncodingNeed["captured"];

/** The members of statistics that are read here; every one may be missing. */
interface SourceEntry {
  readonly type: string;
  readonly kind?: string;
  readonly trackIdentifier?: string;
  readonly width?: number;
  readonly height?: number;
}

/** How large the pictures are that tracks really give. */
export interface PictureSizes {
  /** Takes statistics of the connection; answers whether a picture has another size than before. */
  take(report: Iterable<readonly [string, SourceEntry]>): boolean;
  /** The size of a track's picture, once there were statistics of it. */
  of(track: Pick<MediaStreamTrack, "id"> | undefined): Size | undefined;
}

const isSame = (one: Size | undefined, other: Size): boolean => one?.width === other.width && one.height === other.height;

/**
 * Follows the sizes of what is sent (W3C webrtc-stats, `RTCVideoSourceStats`): a turned phone, a shared window that is
 * drawn larger and a chain that is short of time change them, and no event of the track tells.
 */
export const createPictureSizes = (): PictureSizes => {
  let sizes: ReadonlyMap<string, Size> = new Map();
  return {
    take(report) {
      const next = new Map<string, Size>();
      for (const [, { type, kind, trackIdentifier, width = 0, height = 0 }] of report)
        if (type === "media-source" && kind === "video" && trackIdentifier !== undefined && width > 0 && height > 0)
          next.set(trackIdentifier, { width, height });
      const hasChanged = [...next].some(([track, size]) => !isSame(sizes.get(track), size));
      sizes = next;
      return hasChanged;
    },
    of: (track) => sizes.get(track?.id ?? ""),
  };
};
