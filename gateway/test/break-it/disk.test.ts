import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longestGap, lookAt } from "../../src/testing/look-at.ts";
import { createRecordings } from "../../src/servers/recordings.ts";
import { filmOf, openStage, problemsOf, until, type Stage } from "./stage.ts";

const noisy = filmOf("red", { kbps: 500 });
const folder = mkdtempSync(join(tmpdir(), "tfx-disk-"));
// A disk of its own, so that it can be filled.
const isMounted = process.platform === "linux" && spawnSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", folder]).status === 0;
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ folder, limits: { freeDiskBytes: 8 * 1024 ** 2 } });
}, 90_000);
afterAll(async () => {
  const seen = await stage.close();
  if (isMounted) execFileSync("umount", ["-l", folder]);
  rmSync(folder, { recursive: true, force: true });
  expect(problemsOf(seen)).toEqual([]);
}, 60_000);

const recorded = async (stream: string) => (await createRecordings(folder).list(stream))[0];

describe.skipIf(!isMounted)("a disk that fills up (needs root, to mount one)", { timeout: 150_000 }, () => {
  it("stops the recording alone, which goes on when there is room and is whole in the end", async () => {
    const show = await stage.show("recorded", noisy);
    await stage.operate(`/api/streams/${show.stream}/outputs`, "POST", { kind: "record", params: {} });
    await until("something recorded", async () => ((await recorded(show.stream))?.seconds ?? 0) > 2);
    const ballast = join(folder, "ballast");
    const { bavail, bsize } = statfsSync(folder);
    // To the last byte: what others write does not ask how much we leave free.
    spawnSync("dd", ["if=/dev/zero", `of=${ballast}`, "bs=64k", `count=${Math.ceil((bavail * bsize) / 65_536) + 1}`], { stdio: "ignore" });
    await until("a recording that stops", async () => (await stage.outputState(show.stream)) === "retrying");
    await show.goOn(2);
    unlinkSync(ballast);
    await until("a recording that goes on", async () => (await stage.outputState(show.stream)) === "running");
    await show.goOn(3);
    const { seen } = await show.finish();
    // A full disk is not felt; a busy machine may lose a picture, and what depends on it.
    expect(longestGap(seen.pictures.map(({ seconds }) => seconds))).toBeLessThan(1.2);
    await stage.operate(`/api/streams/${show.stream}`, "DELETE");
    const facts = await until(
      "the recording as MP4",
      async () => {
        const found = await recorded(show.stream);
        return found?.isFinished === true && found.files.length > 0 && found;
      },
      40_000,
    );
    for (const file of facts.files) {
      const film = await lookAt(["-i", join(folder, show.stream, facts.id, file)]);
      expect(film.complaints).toBe("");
      expect(film.pictures.length).toBeGreaterThan(30);
    }
  });

  it("answers people when nothing at all can be written", async () => {
    const ballast = join(folder, "ballast");
    try {
      spawnSync("dd", ["if=/dev/zero", `of=${ballast}`, "bs=64k", "count=1000"], { stdio: "ignore" });
      expect(() => writeFileSync(join(folder, "one more"), Buffer.alloc(100_000))).toThrow();
      expect((await stage.get("/healthz")).status).toBe(200);
      await stage.expectOthersUnharmed();
    } finally {
      unlinkSync(ballast);
    }
  });
});
