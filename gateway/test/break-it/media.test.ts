import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChances } from "../../src/testing/udp-relay.ts";
import { coloursOf, longestGap, openTsReader, type Seen } from "../../src/testing/look-at.ts";
import { filmOf, openStage, problemsOf, until, without, type Stage } from "./stage.ts";

const films = {
  lime: filmOf("lime"),
  large: filmOf("lime", { size: "640x360" }),
  small: filmOf("lime", { size: "160x90" }),
  red: filmOf("red"),
  blue: filmOf("blue"),
  vp8: filmOf("blue", { codec: "vp8" }),
};
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ streamsPerWorker: 8, mostWorkers: 3 });
}, 90_000);
let steady: Seen | undefined;
afterAll(async () => {
  steady = await stage.close();
  // Here, because all the others have to be over: whoever was on air meanwhile noticed nothing.
  expect(problemsOf(steady)).toEqual([]);
}, 60_000);

const gapOf = ({ pictures }: Seen): number => longestGap(pictures.map(({ seconds }) => seconds));
const widthsOf = ({ pictures }: Seen): readonly number[] =>
  pictures.filter(({ width }, index) => width !== pictures[index - 1]?.width).map(({ width }) => width);
const grow = ({ pictures }: Seen): boolean =>
  pictures.every(({ seconds }, index) => index === 0 || seconds > (pictures[index - 1]?.seconds ?? 0));

describe("a publisher", { timeout: 180_000 }, () => {
  it("may change the size of its pictures, up and down", async () => {
    const show = await stage.show("sizes", films.lime);
    show.publisher.play(films.large);
    await show.goOn(3);
    show.publisher.play(films.small);
    await show.goOn(3);
    const { seen, files } = await show.finish();
    expect(widthsOf(seen)).toEqual([320, 640, 160]);
    expect(files.map(widthsOf)).toEqual([[320], [640], [160]]);
    for (const one of [seen, ...files]) {
      expect(coloursOf(one)).toEqual(["lime"]);
      expect(one.complaints).toBe("");
    }
    expect(gapOf(seen)).toBeLessThan(0.2);
    expect(show.hls.problems).toEqual([]);
  });

  it("may be muted without a packet, and heard again", async () => {
    const show = await stage.show("muted", films.red);
    show.publisher.shape(without("audio"));
    await show.goOn(4);
    show.publisher.shape((packet) => [packet]);
    await show.goOn(2);
    const { seen } = await show.finish();
    expect(longestGap(seen.sound)).toBeLessThan(0.06);
    expect(gapOf(seen)).toBeLessThan(0.1);
    expect([coloursOf(seen), seen.complaints, show.hls.problems]).toEqual([["red"], "", []]);
  });

  it("may send a packet of sound now and then alone (DTX)", async () => {
    const show = await stage.show("dtx", films.red);
    let count = 0;
    show.publisher.shape((packet) => (packet.kind === "audio" && (count += 1) % 20 !== 0 ? [] : [packet]));
    await show.goOn(4);
    const { seen } = await show.finish();
    expect(longestGap(seen.sound)).toBeLessThan(0.06);
    expect([coloursOf(seen), seen.complaints, show.hls.problems]).toEqual([["red"], "", []]);
  });

  it("may have sound alone", async () => {
    const show = await stage.show("radio", films.red, { kinds: ["audio"] });
    await show.goOn(3);
    const { seen } = await show.finish();
    expect(seen.pictures).toEqual([]);
    expect(seen.sound.length).toBeGreaterThan(100);
    expect(longestGap(seen.sound)).toBeLessThan(0.06);
    expect(show.hls.problems).toEqual([]);
  });

  it("may have pictures alone", async () => {
    const show = await stage.show("silent", films.blue, { kinds: ["video"] });
    await show.goOn(3);
    const { seen } = await show.finish();
    expect([coloursOf(seen), seen.sound, seen.complaints, show.hls.problems]).toEqual([["blue"], [], "", []]);
    expect(gapOf(seen)).toBeLessThan(0.1);
  });

  it("may pause its pictures: the last one stands while the sound goes on", async () => {
    const show = await stage.show("paused", films.lime);
    show.publisher.shape(without("video"));
    await show.goOn(4);
    show.publisher.play(films.red);
    show.publisher.shape((packet) => [packet]);
    await show.goOn(3);
    const { seen, files } = await show.finish();
    expect(coloursOf(seen)).toEqual(["lime", "red"]);
    expect(files.map(coloursOf)).toEqual([["lime"], ["lime"], ["red"]]);
    expect(gapOf(seen)).toBeLessThan(1.3);
    expect(longestGap(seen.sound)).toBeLessThan(0.06);
    expect([seen.complaints, show.hls.problems]).toEqual(["", []]);
  });

  it("may change its codec in the middle, from H.264 to VP8 and back", async () => {
    const show = await stage.show("codecs", films.lime);
    show.publisher.play(films.vp8);
    await show.goOn(4);
    show.publisher.play(films.red);
    await show.goOn(3);
    const { seen } = await show.finish();
    expect(coloursOf(seen)).toEqual(["lime", "blue", "red"]);
    expect([seen.complaints, show.hls.problems]).toEqual(["", []]);
    expect(grow(seen)).toBe(true);
  });

  it("may go on from other sources (SSRC), with other numbers and times", async () => {
    const show = await stage.show("sources", films.lime);
    show.publisher.changeSource("video");
    show.publisher.changeSource("audio");
    show.publisher.play(films.red);
    await show.goOn(3);
    show.publisher.changeSource("video");
    show.publisher.play(films.blue);
    await show.goOn(3);
    const { seen } = await show.finish();
    expect(coloursOf(seen)).toEqual(["lime", "red", "blue"]);
    expect(grow(seen)).toBe(true);
    expect(gapOf(seen)).toBeLessThan(0.5);
    expect(longestGap(seen.sound)).toBeLessThan(0.5);
    expect([seen.complaints, show.hls.problems]).toEqual(["", []]);
  });

  it("need not name its sources in the offer", async () => {
    const show = await stage.show("unnamed", films.blue, { isUnnamed: true });
    await show.goOn(2);
    const { seen } = await show.finish();
    expect([coloursOf(seen), seen.complaints, show.hls.problems]).toEqual([["blue"], "", []]);
    expect(seen.sound.length).toBeGreaterThan(50);
  });

  it("may count over the end of its numbers and timestamps", async () => {
    const show = await stage.show("wrap", films.red, { first: { timestamp: 2 ** 32 - 200_000, sequence: 65_400 } });
    await show.goOn(6);
    const { seen } = await show.finish();
    expect(gapOf(seen)).toBeLessThan(0.1);
    expect(longestGap(seen.sound)).toBeLessThan(0.06);
    expect([coloursOf(seen), seen.complaints, show.hls.problems]).toEqual([["red"], "", []]);
  });

  it("may jump in its timestamps, by an hour and back", async () => {
    const show = await stage.show("jump", films.red);
    for (const hours of [1, -1]) {
      show.publisher.jump("video", hours * 3_600 * 90_000);
      show.publisher.jump("audio", hours * 3_600 * 48_000);
      await show.goOn(3);
    }
    const { seen } = await show.finish();
    expect(gapOf(seen)).toBeLessThan(0.5);
    expect(longestGap(seen.sound)).toBeLessThan(0.5);
    expect(grow(seen)).toBe(true);
    expect([coloursOf(seen), seen.complaints, show.hls.problems]).toEqual([["red"], "", []]);
  });

  it("may be killed and come back: viewers keep their place", async () => {
    const show = await stage.show("back", films.lime);
    const { session } = show.publisher;
    await show.publisher.close();
    await until("the end of the session", async () => (await stage.get(new URL(session).pathname)).status === 404, 20_000);
    const back = await stage.publish(show.stream, films.red);
    expect(back.status).toBe(201);
    await show.goOn(2);
    const { seen } = await show.finish(back);
    expect(coloursOf(seen)).toEqual(["lime", "red"]);
    expect([seen.complaints, show.hls.problems, show.hls.hasEnded]).toEqual(["", [], false]);
  });

  it("may take its own stream back before the lost session is noticed", async () => {
    const token = await stage.tokenOf("takeover-x");
    const first = await stage.publish("takeover-x", films.lime, { token });
    const { pathname } = new URL(first.session);
    await first.close();
    expect((await stage.get(pathname)).status).toBe(204);
    const second = await stage.publish("takeover-x", films.red, { token });
    expect(second.status).toBe(201);
    expect((await stage.get(pathname)).status).toBe(404);
    await until("red pictures", async () => coloursOf(await lookAtLive("takeover-x")).join() === "red");
    await second.close();
    await stage.expectOthersUnharmed();
  });

  it("harms itself alone with payloads of anything", async () => {
    const show = await stage.show("garbage", films.lime);
    const chance = createChances(7);
    const noise = (length: number): Buffer => Buffer.from(Array.from({ length }, () => Math.floor(chance() * 256)));
    let count = 0;
    show.publisher.shape((packet) => {
      count += 1;
      return chance() < 0.4 ? [{ ...packet, payload: noise(Math.floor(chance() * 400)) }] : [packet];
    });
    await until("hundreds of packets", () => count > 400, 60_000);
    show.publisher.shape((packet) => [packet]);
    show.publisher.play(films.blue);
    await until("blue pictures again", async () => {
      const reader = await lookAtLive(show.stream);
      return coloursOf(reader).join() === "blue";
    });
    await show.finish();
  });
});

/** A viewer who comes now and stays for a moment. */
const lookAtLive = async (stream: string): Promise<Seen> => {
  const reader = await openTsReader(`${stage.url}/ts/${stream}.ts`);
  await until(`a second of ${stream}`, () => reader.bytes > 20_000 || !reader.isOpen, 5_000);
  return reader.look();
};
