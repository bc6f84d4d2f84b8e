import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { childrenOf } from "../../src/testing/child-processes.ts";
import { coloursOf } from "../../src/testing/look-at.ts";
import { filmOf, openStage, problemsOf, until, type Stage } from "./stage.ts";

const lime = filmOf("lime");
let stage: Stage;
beforeAll(async () => {
  // One stream a worker, so that a worker can be harmed under one of them.
  stage = await openStage({ streamsPerWorker: 1, mostWorkers: 3 });
}, 90_000);
afterAll(async () => {
  expect(problemsOf(await stage.close())).toEqual([]);
}, 60_000);

const withEncoder = (): readonly number[] => stage.gateway.workerPids.filter((pid) => childrenOf(pid, "-f adts").length > 0);

describe("a worker", { timeout: 150_000 }, () => {
  it("that hangs is ended, and its stream can be published again; viewers keep their place", async () => {
    const others = withEncoder();
    const show = await stage.show("hung", lime);
    const worker = await until("its worker", () => withEncoder().find((pid) => !others.includes(pid)));
    const events = fetch(`${show.publisher.session}/events`).then((response) => response.text());
    process.kill(worker, "SIGSTOP");
    expect(await events).toContain('"reason":"worker-lost"');
    expect(stage.gateway.workerPids).not.toContain(worker);
    const back = await until("a way in", async () => {
      const next = await stage.publish(show.stream, lime);
      return next.status === 201 && next;
    });
    await show.goOn(1);
    await show.publisher.close();
    const { seen } = await show.finish(back);
    expect([coloursOf(seen), seen.complaints, show.hls.hasEnded]).toEqual([["lime"], "", false]);
  });
});
