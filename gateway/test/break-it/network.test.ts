import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coloursOf, longestGap, type Seen } from "../../src/testing/look-at.ts";
import { openTestViewer } from "../../src/testing/test-viewer.ts";
import { createChances, isRtp, rerouteThrough, type Fate, type UdpRelay } from "../../src/testing/udp-relay.ts";
import { filmOf, openStage, problemsOf, until, type Show, type Stage } from "./stage.ts";

/** Several packets each picture. */
const noisy = filmOf("red", { kbps: 500 });
/** As publishers of films number it. */
const videoType = 96;
let stage: Stage;
const relays: UdpRelay[] = [];
beforeAll(async () => {
  stage = await openStage({ streamsPerWorker: 8, mostWorkers: 2 });
}, 90_000);
afterAll(async () => {
  expect(problemsOf(await stage.close())).toEqual([]);
  for (const relay of relays) relay.close();
}, 60_000);

/** A show whose publisher is behind a bad network. */
const showBehind = async (stream: string, fate: Fate): Promise<Show> => {
  let relay: UdpRelay | undefined;
  const show = await stage.show(stream, noisy, { reroute: rerouteThrough((opened) => void relays.push((relay = opened))) });
  // What keeps the connection alive is not what is looked at here.
  relay?.setFate((packet) => (isRtp(packet) ? fate(packet) : [0]));
  return show;
};
const gapOf = ({ pictures }: Seen): number => longestGap(pictures.map(({ seconds }) => seconds));

describe("on a bad network a publisher", { timeout: 180_000 }, () => {
  it("is seen whole although five of a hundred packets are lost", async () => {
    const chance = createChances(5);
    let [all, lost] = [0, 0];
    const show = await showBehind("lossy", () => {
      all += 1;
      const isLost = chance() < 0.05;
      lost += Number(isLost);
      return isLost ? [] : [0];
    });
    await show.goOn(8);
    const { seen } = await show.finish();
    expect(lost / all).toBeGreaterThan(0.03);
    // Retransmissions fill what was lost: nothing is broken, and next to nothing is left out.
    expect(gapOf(seen)).toBeLessThan(1.2);
    expect(seen.pictures.length / ((seen.pictures.at(-1)?.seconds ?? 0) - (seen.pictures[0]?.seconds ?? 0))).toBeGreaterThan(24);
    expect(longestGap(seen.sound)).toBeLessThan(0.1);
    expect([coloursOf(seen), seen.complaints, show.hls.problems]).toEqual([["red"], "", []]);
  });

  it("is asked for what is lost where its numbers begin anew, and after that", async () => {
    const [came, lost, repeated] = [new Set<number>(), new Set<number>(), new Set<number>()];
    /** Each is lost once: every other one around the end of the numbers, and some of those that follow. */
    const fate: Fate = (packet) => {
      const [, type = 0, high = 0, low = 0] = packet;
      const number = high * 256 + low;
      if ((type & 0x7f) !== videoType || !isRtp(packet)) return [0];
      if (lost.has(number)) repeated.add(number);
      const isNear = ((number + 16) & 0xffff) < 32;
      const isLost = !came.has(number) && (isNear ? number % 2 === 0 : number < 0x8000 && number % 12 === 0);
      came.add(number);
      if (isLost) lost.add(number);
      return isLost ? [] : [0];
    };
    const reroute = rerouteThrough((relay) => {
      relays.push(relay);
      relay.setFate(fate);
    });
    const show = await stage.show("anew", noisy, { first: { timestamp: 1_000, sequence: 65_536 - 200 }, reroute });
    await until("hundreds of packets after the end of the numbers", () => came.has(300));
    await show.goOn(2);
    const { seen } = await show.finish();
    expect([...lost].map((number) => number > 0x8000)).toEqual(expect.arrayContaining([true, false]));
    expect(lost.size).toBeGreaterThan(30);
    // The last ones may still be under way.
    expect(repeated.size).toBeGreaterThan(lost.size * 0.95 - 2);
    expect(gapOf(seen)).toBeLessThan(0.3);
    expect([coloursOf(seen), seen.complaints, show.hls.problems]).toEqual([["red"], "", []]);
  });

  it("is seen whole although packets overtake one another", async () => {
    const chance = createChances(6);
    const show = await showBehind("reordered", () => [Math.floor(chance() * 40)]);
    await show.goOn(5);
    const { seen } = await show.finish();
    expect(gapOf(seen)).toBeLessThan(0.1);
    expect([coloursOf(seen), seen.complaints, show.hls.problems]).toEqual([["red"], "", []]);
  });

  it("is seen once although each packet comes twice", async () => {
    const show = await showBehind("twice", () => [0, 15]);
    await show.goOn(5);
    const { seen } = await show.finish();
    const times = seen.pictures.map(({ seconds }) => seconds);
    expect(gapOf(seen)).toBeLessThan(0.1);
    expect(new Set(times).size).toBe(times.length);
    // Thirty a second, and not sixty.
    expect(Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? 0)))).toBeGreaterThan(0.01);
    expect([coloursOf(seen), seen.complaints, show.hls.problems]).toEqual([["red"], "", []]);
  });

  it("goes on after two seconds in which nothing came", async () => {
    let isCut = false;
    const show = await showBehind("cut", () => (isCut ? [] : [0]));
    isCut = true;
    const cutMs = performance.now();
    await until("a second and a half without a packet", () => performance.now() - cutMs > 1_500);
    isCut = false;
    await show.goOn(3);
    const { seen } = await show.finish();
    expect(gapOf(seen)).toBeLessThan(4);
    expect([coloursOf(seen), seen.complaints, show.hls.problems]).toEqual([["red"], "", []]);
  });
});

describe("viewers over WebRTC", { timeout: 120_000 }, () => {
  it("are not felt by one another when one of them hears nothing any more", async () => {
    const watch = () => openTestViewer(`${stage.url}/whep/steady`, {});
    const [gone, stays] = await Promise.all([watch(), watch()]);
    await until("pictures for both", () => gone.packets.length > 50 && stays.packets.length > 50);
    // No farewell: its socket is closed under it.
    await gone.peer.iceTransports[0]?.connection.close();
    const { pathname } = new URL(gone.session);
    const isGone = async () => (await fetch(stage.url + pathname, { method: "DELETE" })).status === 404;
    const noticed = until("that it is gone", async () => (await stage.viewers("whep")) === 1, 8_000);
    await noticed;
    expect(await isGone()).toBe(true);
    const before = stays.packets.length;
    await until("more for the other", () => stays.packets.length > before + 100);
    const numbers = stays.packets.filter(({ kind }) => kind === "video").map(({ packet }) => packet.header.sequenceNumber);
    const holes = numbers.filter((number, index) => index > 0 && number !== (((numbers[index - 1] ?? 0) + 1) & 0xffff));
    expect(holes).toEqual([]);
    await stays.peer.close();
    await stage.expectOthersUnharmed();
  });
});
