import { describe, expect, it } from "vitest";
import type { TimedFrame } from "../fmp4/media-part.ts";
import { addPart, emptyWindow, endWindow, findAwaited, openSegment, segmentUs, slide, type LiveWindow } from "./live-window.ts";
import { createPartCutter, type CutPart } from "./part-cutter.ts";
import { mediaPlaylist, multivariantPlaylist } from "./playlist.ts";

const options = { partUs: 200_000, segmentUs: 1_000_000 };
const timed = (kind: "video" | "audio", timeUs: number, { key = kind === "audio", durationUs = 0 } = {}): TimedFrame => ({
  frame: { kind, timeUs, key, parts: [Uint8Array.of(1)] },
  durationUs: durationUs || (kind === "video" ? 33_333 : 21_333),
});
const frameUs = (index: number) => Math.round((index * 1e6) / 30);

const cutAll = (keyEvery: number, frames: number): readonly CutPart[] => {
  const cutter = createPartCutter("video", options);
  const parts: CutPart[] = [];
  for (let index = 0; index < frames; index += 1) {
    parts.push(
      ...cutter.push(timed("video", frameUs(index), { key: index % keyEvery === 0, durationUs: frameUs(index + 1) - frameUs(index) })),
    );
    parts.push(...cutter.push(timed("audio", frameUs(index))));
  }
  return [...parts, ...cutter.flush()];
};

describe("the cutter", () => {
  it("makes parts that are no longer than their target, without a gap", () => {
    const parts = cutAll(60, 300);
    let at = 0;
    for (const { startUs, durationUs } of parts) {
      expect(startUs).toBe(at);
      expect(durationUs).toBeLessThanOrEqual(options.partUs);
      at = startUs + durationUs;
    }
    expect(at).toBe(frameUs(300));
    expect(parts.flatMap(({ content }) => content.audio)).toHaveLength(300);
  });

  it("opens segments at key pictures alone, once they are long enough", () => {
    const segments = cutAll(20, 300).filter(({ opensSegment }) => opensSegment);
    expect(segments.map(({ startUs }) => startUs)).toEqual([0, 40, 80, 120, 160, 200, 240, 280].map((index) => frameUs(index)));
    for (const { independent } of segments) expect(independent).toBe(true);
  });

  it("is led by sound where there are no pictures", () => {
    const cutter = createPartCutter("audio", options);
    const parts = Array.from({ length: 100 }, (_, index) => cutter.push(timed("audio", index * 20_000, { durationUs: 20_000 }))).flat();
    expect(parts.map(({ durationUs }) => durationUs).every((us) => us === 200_000)).toBe(true);
    expect(parts.filter(({ opensSegment }) => opensSegment).map(({ startUs }) => startUs)).toEqual([0, 1_000_000]);
  });
});

const fill = (segments: number, partsEach = 5): LiveWindow => {
  let window = emptyWindow;
  for (let sequence = 0; sequence < segments; sequence += 1) {
    window = openSegment(window, { startsAtMs: sequence * 1_000, map: "i0.mp4", isDiscontinuous: false });
    for (let part = 0; part < partsEach; part += 1) window = addPart(window, { durationUs: 200_000, independent: part === 0 });
  }
  return window;
};

const render = (window: LiveWindow, change: Partial<Parameters<typeof mediaPlaylist>[1]> = {}) =>
  mediaPlaylist(window, { partTargetUs: 200_000, targetSeconds: 2, ...change });

describe("the window", () => {
  it("keeps as much as it should and counts on", () => {
    const { window, gone } = slide(fill(10), 4_000_000);
    expect(gone.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(window.segments.map(({ sequence }) => sequence)).toEqual([6, 7, 8, 9]);
    expect(window.segments.map(segmentUs)).toEqual([1e6, 1e6, 1e6, 1e6]);
  });

  it("counts discontinuities that are gone", () => {
    const broken = openSegment(fill(2), { startsAtMs: 0, map: "i1.mp4", isDiscontinuous: true });
    const longer = [1, 2, 3, 4].reduce(
      (window) =>
        addPart(openSegment(window, { startsAtMs: 0, map: "i1.mp4", isDiscontinuous: false }), { durationUs: 1e6, independent: true }),
      addPart(broken, { durationUs: 1e6, independent: true }),
    );
    expect(slide(longer, 1).window.discontinuitySequence).toBe(1);
  });

  it("knows what is there, what will come, and what is too far", () => {
    const window = fill(3);
    expect(findAwaited(window, { sequence: 1 })).toBe("there");
    expect(findAwaited(window, { sequence: 2, part: 4 })).toBe("there");
    expect(findAwaited(window, { sequence: 2, part: 5 })).toBe("to-come");
    expect(findAwaited(window, { sequence: 2 })).toBe("to-come");
    expect(findAwaited(window, { sequence: 3, part: 0 })).toBe("to-come");
    expect(findAwaited(window, { sequence: 5 })).toBe("too-far");
    expect(findAwaited(endWindow(window), { sequence: 9 })).toBe("there");
  });
});

describe("playlists", () => {
  it("list parts of the newest segments and a hint of what comes", () => {
    const text = render(fill(8));
    expect(text).toMatch(/^#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:2\n/);
    expect(text).toContain("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.00000,PART-HOLD-BACK=0.60000,HOLD-BACK=6.00000");
    expect(text.match(/#EXT-X-PART:/g)).toHaveLength(15);
    expect(text.match(/#EXTINF:1.00000,/g)).toHaveLength(7);
    expect(text).toContain('#EXT-X-PART:DURATION=0.20000,URI="s7.0.m4s",INDEPENDENT=YES\n');
    expect(text).toMatch(/#EXT-X-PRELOAD-HINT:TYPE=PART,URI="s7.5.m4s"\n$/);
    expect(text.match(/#EXT-X-MAP/g)).toHaveLength(1);
  });

  it("leave out what the player has, for those who ask", () => {
    const text = render(fill(40), { skip: true });
    expect(text).toContain("#EXT-X-SKIP:SKIPPED-SEGMENTS=28\n");
    expect(text.match(/#EXTINF/g)).toHaveLength(11);
    expect(render(fill(5), { skip: true })).not.toContain("SKIP:");
  });

  it("put a break and its new head in front of the segment", () => {
    const window = addPart(openSegment(fill(1), { startsAtMs: 5_000, map: "i1.mp4", isDiscontinuous: true }), {
      durationUs: 1,
      independent: true,
    });
    expect(render(window)).toContain('#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="i1.mp4"\n#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:05.000Z\n');
  });

  it("end", () => {
    const text = render(endWindow(fill(2)));
    expect(text).toMatch(/#EXT-X-ENDLIST\n$/);
    expect(text).not.toMatch(/PART:|HINT/);
    expect(text.match(/#EXTINF/g)).toHaveLength(2);
  });

  it("carry what has to stand behind each address", () => {
    expect(render(fill(1), { query: "?token=x" }).match(/URI="[^"]*\?token=x"/g)).toHaveLength(7);
  });

  it("say what a stream is made of", () => {
    expect(
      multivariantPlaylist({ uri: "media.m3u8", codecs: "avc1.42e01f,mp4a.40.2", bandwidth: 1_200_000, size: { width: 640, height: 360 } }),
    ).toContain('#EXT-X-STREAM-INF:BANDWIDTH=1200000,CODECS="avc1.42e01f,mp4a.40.2",RESOLUTION=640x360\nmedia.m3u8\n');
  });
});
