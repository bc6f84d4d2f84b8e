import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mostPosterBytes, openPosters, readPoster } from "./posters.ts";

const png = Buffer.from("\u0089PNG\r\n\u001a\n and more", "latin1");
let folder = "";
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "tfx-posters-"))));
afterEach(() => rm(folder, { recursive: true }));

describe("a poster", () => {
  it("is what its first bytes say", () => {
    expect(readPoster(png)?.type).toBe("image/png");
    expect(readPoster(Buffer.from("\u00ff\u00d8\u00ff\u00e0", "latin1"))?.type).toBe("image/jpeg");
    expect(readPoster(Buffer.from("RIFF\u0000\u0000\u0000\u0000WEBPVP8 ", "latin1"))?.type).toBe("image/webp");
  });

  it("is no script and nothing large, whatever it is called", () => {
    expect(readPoster(Buffer.from("<svg onload=alert(1)>"))).toBeUndefined();
    expect(readPoster(Buffer.concat([png, Buffer.alloc(mostPosterBytes)]))).toBeUndefined();
  });

  it("is not looked for in a recording of a stream that is called posters", async () => {
    await mkdir(join(folder, "posters", "recording"), { recursive: true });
    expect((await openPosters(folder)).find("recording")).toBeUndefined();
  });

  it("is there again after a restart", async () => {
    const poster = readPoster(png);
    if (poster === undefined) throw new Error("This is a picture.");
    await (await openPosters(folder)).set("film", poster);
    expect((await openPosters(folder)).find("film")).toMatchObject({ type: "image/png" });
  });
});
