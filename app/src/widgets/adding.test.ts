import { signal } from "@preact/signals";
import { TfxError } from "@tfx/protocol";
import type { Permission } from "@tfx/protocol/widgets";
import { openBundleStore, openGrants } from "@tfx/widget-host";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFakePlatform, openFakeApp } from "../testing/fake-app.ts";
import { createFakeSession } from "../testing/fake-session.ts";
import { createAdding } from "./adding.ts";
import { textStorageOf } from "./text-storage-of.ts";

beforeEach(() => void vi.stubGlobal("window", { origin: "https://call.example" }));
afterEach(() => void vi.unstubAllGlobals());

const unused = () => Promise.reject(new TfxError("internal"));

const setUp = async () => {
  const end = new AbortController().signal;
  const app = await openFakeApp(createFakePlatform(createFakeSession), { end });
  const storage = textStorageOf(app.platform.store);
  const [bundles, grants] = await Promise.all([openBundleStore(storage), openGrants(storage)]);
  const started: string[] = [];
  const adding = createAdding({
    app,
    bundles,
    grants,
    exchange: { fetch: unused },
    state: { offers: signal([]) },
    room: "amber-otter-lake",
    ask: unused,
    end,
    start: (id) => started.push(id),
    nameOf: () => "",
  });
  return { adding, bundles, grants, started };
};

const bundleOf = (version: string, asks: { permissions?: readonly Permission[]; optionalPermissions?: readonly Permission[] }): Blob => {
  const manifest = { id: "org.example.poll", name: "Poll", description: "Ask.", version, sdk: "1", kind: "bundle", ...asks };
  return new Blob([`/* tfx-widget ${JSON.stringify(manifest)} */\nexport const widget = { mount() {} };\n`]);
};

test("what was allowed to one text is not handed on to another that takes its name and does not ask", async () => {
  const { adding, bundles, grants, started } = await setUp();
  const allowed = () => {
    const manifest = bundles.bundles.value[0]?.manifest;
    const place = { instance: "i", room: "amber-otter-lake", signal: new AbortController().signal };
    return manifest === undefined ? [] : [...grants.granted(manifest, place).value.permissions];
  };
  await adding.add(bundleOf("1.0.0", { permissions: ["media:frames"] }));
  adding.finishAdding(true);
  await expect.poll(() => started).toHaveLength(1);
  expect(allowed()).toEqual(["media:frames"]);
  // Its sheet asks for nothing, since what is optional is asked for later.
  await adding.add(bundleOf("1.0.1", { optionalPermissions: ["media:frames"] }));
  adding.finishAdding(true);
  await expect.poll(() => started).toHaveLength(2);
  expect(bundles.bundles.value[0]?.manifest.version).toBe("1.0.1");
  expect(allowed()).toEqual([]);
});
