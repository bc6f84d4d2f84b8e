import { describe, expect, it } from "vitest";
import { createStreamClock, type TrackClock } from "./stream-clock.ts";

const videoRate = 90_000;
const audioRate = 48_000;
const wrap = (value: number) => ((Math.round(value) % 2 ** 32) + 2 ** 32) % 2 ** 32;

/** A sender whose picture is captured at the same moments as its sound; pictures arrive late. */
const createSender = ({ videoBase = 4_294_900_000, audioBase = 77, videoLateUs = 0, audioDrift = 0 } = {}) => {
  const clock = createStreamClock();
  const video = clock.track(videoRate);
  const audio = clock.track(audioRate);
  const rtp = (atUs: number, [base, rate]: readonly [number, number]) => wrap(base + (atUs * rate) / 1e6);
  const audioAt = (atUs: number) => rtp(atUs * (1 + audioDrift), [audioBase, audioRate]);
  const videoAt = (atUs: number) => rtp(atUs, [videoBase, videoRate]);
  return {
    clock,
    video,
    audio,
    audioAt,
    videoAt,
    /** Sends one picture and one packet of sound of the same moment; answers how far apart they are placed. */
    step: (atUs: number) => audio.timeUs(audioAt(atUs), atUs) - video.timeUs(videoAt(atUs), atUs + videoLateUs),
    report: (atUs: number, ntpBaseUs = 3_900_000_000_000_000) => [
      video.handleReport({ rtpTimestamp: videoAt(atUs), ntpUs: ntpBaseUs + atUs }),
      audio.handleReport({ rtpTimestamp: audioAt(atUs), ntpUs: ntpBaseUs + atUs }),
    ],
  };
};

const run = (sender: ReturnType<typeof createSender>, fromUs: number, toUs: number) => {
  let apart = 0;
  for (let atUs = fromUs; atUs < toUs; atUs += 20_000) apart = sender.step(atUs);
  return apart;
};

const growing = (clock: TrackClock, rate: number, values: readonly number[]) => {
  let last = -1;
  for (const value of values) {
    const time = clock.timeUs(wrap((value * rate) / 1e6), value);
    expect(time).toBeGreaterThan(last);
    last = time;
  }
};

describe("the clock of a stream", () => {
  it("starts at zero and runs with the timestamps", () => {
    const clock = createStreamClock();
    const video = clock.track(videoRate);
    expect([0, 3_000, 6_000].map((timestamp) => video.timeUs(timestamp, 5_000_000 + timestamp))).toEqual([0, 33_333, 66_667]);
  });

  it("places tracks by arrival until there are reports, then where the sender captured them", () => {
    const sender = createSender({ videoLateUs: 90_000 });
    expect(run(sender, 0, 1_000_000)).toBeCloseTo(-90_000, -3);
    sender.report(1_000_000);
    expect(Math.abs(run(sender, 1_000_000, 8_000_000))).toBeLessThan(1_000);
    expect(sender.clock.errorUs()).toBeLessThan(1_000);
  });

  it("places a track rightly from its first packet when reports came before", () => {
    const sender = createSender({ videoLateUs: 90_000 });
    sender.audio.timeUs(sender.audioAt(0), 0);
    sender.report(0);
    expect(Math.abs(sender.step(500_000))).toBeLessThan(1_000);
  });

  it("puts a large difference right at once", () => {
    const sender = createSender({ videoLateUs: 900_000 });
    run(sender, 0, 200_000);
    sender.report(200_000);
    expect(Math.abs(run(sender, 200_000, 260_000))).toBeLessThan(1_000);
  });

  it("keeps sound beside the picture for an hour although its clock runs wrong and timestamps wrap", () => {
    const sender = createSender({ audioDrift: 1e-4 });
    let worst = 0;
    for (let atUs = 0; atUs < 3_600e6; atUs += 1e6) {
      if (atUs % 5e6 === 0) sender.report(atUs);
      const apart = Math.abs(sender.step(atUs));
      if (atUs > 20e6) worst = Math.max(worst, apart);
    }
    expect(worst).toBeLessThan(5_000);
  });

  it("believes no report that goes back, runs wrong or puts sound far from its picture", () => {
    const sender = createSender();
    run(sender, 0, 1_000_000);
    expect(sender.report(1_000_000)).toEqual([true, true]);
    expect(sender.report(2_000_000, 3_900_000_000_000_000 - 9_000_000)).toEqual([false, false]);
    expect(Math.abs(run(sender, 1_000_000, 3_000_000))).toBeLessThan(1_000);
    const liar = createSender();
    run(liar, 0, 1_000_000);
    liar.video.handleReport({ rtpTimestamp: liar.videoAt(1_000_000), ntpUs: 1e15 });
    liar.audio.handleReport({ rtpTimestamp: liar.audioAt(1_000_000), ntpUs: 1e15 + 3_600e6 });
    expect(Math.abs(run(liar, 1_000_000, 2_000_000))).toBeLessThan(1_000);
  });

  it("goes on where it was when timestamps jump, and brings sound and picture together again", () => {
    for (const jump of [3_600 * videoRate, -3_600 * videoRate, 2 ** 31]) {
      const sender = createSender();
      run(sender, 0, 1_000_000);
      sender.report(1_000_000);
      run(sender, 1_000_000, 2_000_000);
      const jumped = (atUs: number) => wrap(sender.videoAt(atUs) + jump);
      for (let atUs = 2_000_000; atUs < 9_000_000; atUs += 20_000) {
        if (atUs % 1_000_000 === 0) {
          sender.video.handleReport({ rtpTimestamp: jumped(atUs), ntpUs: 3.9e15 + atUs });
          sender.audio.handleReport({ rtpTimestamp: sender.audioAt(atUs), ntpUs: 3.9e15 + atUs });
        }
        const [picture, sound] = [sender.video.timeUs(jumped(atUs), atUs + 30_000), sender.audio.timeUs(sender.audioAt(atUs), atUs)];
        expect(Math.abs(picture - sound)).toBeLessThan(35_000);
        if (atUs > 7_000_000) expect(Math.abs(picture - sound)).toBeLessThan(1_000);
      }
    }
  });

  it("never runs backwards while it corrects itself", () => {
    const sender = createSender({ videoLateUs: 300_000 });
    run(sender, 0, 400_000);
    sender.report(400_000);
    const steps = Array.from({ length: 300 }, (_, index) => 400_000 + index * 20_000);
    growing({ ...sender.audio, timeUs: (_, atUs) => sender.audio.timeUs(sender.audioAt(atUs), atUs) }, audioRate, steps);
  });
});
