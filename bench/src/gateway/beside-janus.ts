import { setTimeout as wait } from "node:timers/promises";
import { resultOf, type BenchResult, type Round } from "../result.ts";
import type { PageControl } from "./control.ts";
import { openJanusSide } from "./janus-side.ts";
import { openLossRelay, withoutCandidates, type LossRelay } from "./loss-relay.ts";
import { openOurSide } from "./our-side.ts";
import { openPublisherPage, type PublisherPage } from "./publisher-page.ts";
import type { Side } from "./side.ts";

declare const bench: PageControl;

const publishers = 4;
const maxKbps = 1_000;
/** Until the publishers have found their bitrate. */
const settleMs = 6_000;
const measureMs = 8_000;

/** What four publishers on one side come to. */
interface Measured {
  /** Milliseconds of processor a second, of each publisher. */
  readonly cpu: number;
  /** Milliseconds between two pictures that a publisher sends. */
  readonly frameMs: number;
  /** Milliseconds that a publisher takes for a megabit. */
  readonly megabitMs: number;
}

/** How a round is measured. */
export interface Wish {
  readonly rounds: number;
  readonly lossShare?: number;
  readonly withOutputs?: boolean;
}

const publishAll = async (publisher: PublisherPage, side: Side, lossShare: number): Promise<readonly LossRelay[]> => {
  const { page } = publisher;
  const relays: LossRelay[] = [];
  publisher.setAnswerer(async (name, offer) => {
    if (lossShare === 0) return side.answer(Number(name), offer);
    const relay = await openLossRelay(lossShare);
    relays.push(relay);
    return relay.rewrite(await side.answer(Number(name), withoutCandidates(offer)));
  });
  for (let index = 0; index < publishers; index += 1)
    await page.evaluate(([name, most]) => bench.publish(name, { maxKbps: most }), [String(index), maxKbps] as const);
  return relays;
};

const sentBy = async ({ page }: PublisherPage): Promise<{ frames: number; bytes: number }> => {
  const all = await page.evaluate(() => bench.sent());
  return all.reduce((sum, { frames, bytes }) => ({ frames: sum.frames + frames, bytes: sum.bytes + bytes }), { frames: 0, bytes: 0 });
};

const measureSide = async (publisher: PublisherPage, side: Side, { lossShare = 0, withOutputs = false }: Wish): Promise<Measured> => {
  const relays = await publishAll(publisher, side, lossShare);
  try {
    if (withOutputs) await side.startOutputs?.(publishers);
    await wait(settleMs);
    const [startedMs, cpuBefore, before] = [performance.now(), side.cpuSeconds(), await sentBy(publisher)];
    await wait(measureMs);
    const [cpuAfter, after] = [side.cpuSeconds(), await sentBy(publisher)];
    const seconds = (performance.now() - startedMs) / 1_000;
    return {
      cpu: ((cpuAfter - cpuBefore) * 1_000) / seconds / publishers,
      frameMs: (seconds * 1_000 * publishers) / (after.frames - before.frames),
      megabitMs: (seconds * 1_000 * publishers) / (((after.bytes - before.bytes) * 8) / 1e6),
    };
  } finally {
    await publisher.page.evaluate(() => bench.stopAll());
    await side.clear();
    for (const relay of relays) relay.close();
  }
};

const describe = ({ cpu, frameMs, megabitMs }: Measured): string =>
  `${(cpu / 10).toFixed(2)} % of a core, ${(1_000 / frameMs).toFixed(1)} pictures/s, ${(1_000 / megabitMs).toFixed(2)} Mbit/s`;

/** Four publishers of one Chromium on our gateway and on Janus, in turn. */
export const measureBesideJanus = async (what: string, wish: Wish): Promise<BenchResult[]> => {
  const publisher = await openPublisherPage();
  const sides: Side[] = [];
  try {
    const ours = await openOurSide();
    sides.push(ours);
    const janus = await openJanusSide();
    sides.push(janus);
    const measured: { readonly ours: Measured; readonly baseline: Measured }[] = [];
    for (let round = 0; round < wish.rounds; round += 1) {
      const order = round % 2 === 0 ? [ours, janus] : [janus, ours];
      const taken = new Map<Side, Measured>();
      for (const side of order) taken.set(side, await measureSide(publisher, side, wish));
      const [one, other] = [taken.get(ours), taken.get(janus)];
      if (one === undefined || other === undefined) continue;
      measured.push({ ours: one, baseline: other });
      console.log(`${what}, round ${round + 1}, each publisher: ours ${describe(one)}; ${janus.name} ${describe(other)}`);
    }
    const named = { bench: "gateway", baselineName: wish.withOutputs === true ? `${janus.name}, and an ffmpeg for HLS each` : janus.name };
    const roundsOf = (read: (one: Measured) => number): Round[] =>
      measured.map((round) => ({ ours: read(round.ours), baseline: read(round.baseline) }));
    return [
      resultOf(
        { ...named, metric: `${what}: processor for each publisher`, unit: "ms/s" },
        roundsOf(({ cpu }) => cpu),
      ),
      resultOf(
        { ...named, metric: `${what}: between two pictures sent`, unit: "ms" },
        roundsOf(({ frameMs }) => frameMs),
      ),
      resultOf(
        { ...named, metric: `${what}: for a megabit sent`, unit: "ms" },
        roundsOf(({ megabitMs }) => megabitMs),
      ),
    ];
  } finally {
    await Promise.allSettled([publisher.close(), ...sides.map((side) => side.close())]);
  }
};
