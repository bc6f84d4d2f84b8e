import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createAacEncoder } from "../src/outputs/aac-encoder.ts";
import { createStreamCutter } from "../src/outputs/stream-cutter.ts";
import { makeStillPicture } from "../src/outputs/still-picture.ts";
import { createVideoTranscoder } from "../src/outputs/video-transcoder.ts";
import { mediaPart } from "../src/protocols/fmp4/media-part.ts";
import { createTsMuxer, type TsMuxer } from "../src/protocols/mpegts/muxer.ts";
import { createLiveStream } from "../src/stream/live-stream.ts";
import { soundOffsetsMs } from "../src/testing/flash-and-beep.ts";
import { loadFilm } from "../src/testing/load-film.ts";

const folder = mkdtempSync(join(tmpdir(), "tfx-lips-"));
afterAll(() => rmSync(folder, { recursive: true }));
const seconds = 7;

describe("sound that was coded anew", () => {
  it("is where its picture is, on HLS and in transport streams", async () => {
    const film = loadFilm({ seconds, sound: "opus" });
    const live = createLiveStream({
      encode: createAacEncoder,
      transcode: createVideoTranscoder,
      makeStill: makeStillPicture,
      report: () => undefined,
      nowUs: () => Math.round(performance.now() * 1_000),
    });
    const [ts, mp4]: [Uint8Array[], Uint8Array[]] = [[], []];
    let muxer: TsMuxer | undefined;
    let soundUs = 0;
    live.bus.listen({
      onFormat: (format) => void (muxer ??= createTsMuxer(format)),
      onFrame(frame) {
        ts.push(muxer?.write(frame) ?? new Uint8Array());
        if (frame.kind === "audio") soundUs = frame.timeUs;
      },
      onEnd: () => undefined,
    });
    let parts = 0;
    live.bus.listen(
      createStreamCutter(
        { partUs: 200_000, segmentUs: 1_000_000 },
        {
          begin: (init) => void mp4.push(init),
          add: ({ content }) => void mp4.push(mediaPart((parts += 1), content) ?? new Uint8Array()),
          end: () => undefined,
        },
      ),
    );
    const publication = live.begin({ video: true, audio: true });
    const { video, audio } = film.format;
    if (video === undefined || audio === undefined) throw new Error("The film is not whole.");
    publication.onVideoFormat(video);
    publication.onAudioFormat(audio);
    const startMs = performance.now();
    for (const frame of film.frames) {
      // At the pace at which a publisher sends.
      const waitMs = frame.timeUs / 1_000 - (performance.now() - startMs);
      if (waitMs > 5) await new Promise((resolve) => setTimeout(resolve, waitMs));
      publication.onFrame(frame);
    }
    await expect.poll(() => soundUs).toBeGreaterThan((seconds - 1) * 1_000_000);
    live.end();
    for (const [name, pieces] of [
      ["film.ts", ts],
      ["film.mp4", mp4],
    ] as const) {
      writeFileSync(join(folder, name), Buffer.concat(pieces));
      const offsets = soundOffsetsMs(["-i", join(folder, name)]);
      expect(offsets.length).toBeGreaterThanOrEqual(4);
      for (const offset of offsets) expect(Math.abs(offset)).toBeLessThanOrEqual(40);
    }
  }, 60_000);
});
