import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { about, openProgramme } from "./programme.ts";

let folder = "";
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "tfx-programme-"))));
afterEach(() => rm(folder, { recursive: true }));

const concert = about.parse({ title: " Concert ", startsAt: "2026-12-01T20:00:00+01:00" });

it("what was planned is still there after a restart", async () => {
  const before = await openProgramme(folder);
  await Promise.all([before.set("a", concert), before.set("b", { ...concert, listed: false }), before.delete("b")]);
  const after = await openProgramme(folder);
  expect(after.all).toEqual([{ stream: "a", title: "Concert", startsAt: "2026-12-01T20:00:00+01:00", listed: true }]);
});

it("a damaged file is no programme, and is replaced", async () => {
  await writeFile(join(folder, "programme.json"), "{");
  const programme = await openProgramme(folder);
  expect(programme.all).toEqual([]);
  await programme.set("a", concert);
  expect((await openProgramme(folder)).find("a")?.title).toBe("Concert");
});

it("without a folder it is kept in memory", async () => {
  const programme = await openProgramme(undefined);
  await programme.set("a", concert);
  expect(programme.find("a")).toEqual(concert);
});

it.each([{ title: "" }, { title: "x".repeat(121) }, { title: "a", poster: "javascript:alert(1)" }, { title: "a", startsAt: "tomorrow" }])(
  "%j is refused",
  (wrong) => {
    expect(about.safeParse(wrong).success).toBe(false);
  },
);
