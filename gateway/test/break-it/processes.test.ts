import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { childrenOf } from "../../src/testing/child-processes.ts";
import { coloursOf, longestGap } from "../../src/testing/look-at.ts";
import { freeTcpPort, openRtmpServer } from "../../src/testing/rtmp-server.ts";
import { filmOf, openStage, problemsOf, until, type Stage } from "./stage.ts";

const lime = filmOf("lime");
const vp8 = filmOf("blue", { codec: "vp8" });
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ streamsPerWorker: 8, mostWorkers: 2 });
}, 90_000);
afterAll(async () => {
  expect(problemsOf(await stage.close())).toEqual([]);
}, 60_000);

/** Programs that the workers started. */
const programsOf = (words: string): readonly number[] => stage.gateway.workerPids.flatMap((pid) => childrenOf(pid, words));

describe("when a program dies under it, a stream", { timeout: 150_000 }, () => {
  it("has sound again after its encoder was killed, and loses no picture", async () => {
    // The one who is on air has an encoder too, which was there before.
    const others = programsOf("-f adts");
    const show = await stage.show("deaf", lime);
    const mine = await until("an encoder", () => programsOf("-f adts").find((pid) => !others.includes(pid)));
    process.kill(mine, "SIGKILL");
    await show.goOn(4);
    const { seen } = await show.finish();
    expect(longestGap(seen.pictures.map(({ seconds }) => seconds))).toBeLessThan(0.1);
    // It comes back: the last sound is where the last picture is.
    expect((seen.pictures.at(-1)?.seconds ?? 0) - (seen.sound.at(-1) ?? 0)).toBeLessThan(1.5);
    expect([coloursOf(seen), seen.complaints]).toEqual([["lime"], ""]);
  });

  it("has pictures again after what codes them was killed, or hung", async () => {
    const show = await stage.show("blind", vp8);
    const coder = () => programsOf("force_key_frames").at(-1);
    const first = await until("a program that codes pictures", coder);
    process.kill(first, "SIGKILL");
    const second = await until("another", () => coder() !== first && coder());
    await show.goOn(2);
    process.kill(second, "SIGSTOP");
    await until("an end of what hung", () => !programsOf("force_key_frames").includes(second), 40_000);
    await show.goOn(2);
    const { seen } = await show.finish();
    expect(coloursOf(seen)).toEqual(["blue"]);
    expect(seen.complaints).toBe("");
  });

  it("is pushed again after the program was killed, and while its target is dead it goes on", async () => {
    const port = await freeTcpPort();
    const show = await stage.show("pushed", lime);
    await stage.operate(`/api/streams/${show.stream}/outputs`, "POST", {
      kind: "push",
      params: { url: `rtmp://127.0.0.1:${port}/live/film` },
    });
    await until("a try in vain", async () => (await stage.outputState(show.stream)) === "retrying");
    await show.goOn(1);
    const server = await openRtmpServer(port);
    try {
      const pusher = () => programsOf("-f flv").at(-1);
      const running = await until(
        "a push that lasts",
        async () => (await stage.outputState(show.stream)) === "running" && server.hasConnections() && pusher(),
        40_000,
      );
      process.kill(running, "SIGKILL");
      await until("another push", () => pusher() !== running && pusher(), 40_000);
      const { seen } = await show.finish();
      expect(longestGap(seen.pictures.map(({ seconds }) => seconds))).toBeLessThan(0.1);
      expect(longestGap(seen.sound)).toBeLessThan(0.1);
    } finally {
      server.close();
    }
  });
});
