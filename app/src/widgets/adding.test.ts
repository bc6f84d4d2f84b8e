import { signal } from "@preact/signals";
import { TfxError } from "@tfx/protocol";
import { widgetOffer, type Permission } from "@tfx/protocol/widgets";
import { openBundleStore, openGrants, readBundle, type Bundle } from "@tfx/widget-host";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFakePlatform, openFakeApp } from "../testing/fake-app.ts";
import { createFakeSession } from "../testing/fake-session.ts";
import { createAdding } from "./adding.ts";
import { textStorageOf } from "./text-storage-of.ts";

beforeEach(() => void vi.stubGlobal("window", { origin: "https://call.example" }));
afterEach(() => void vi.unstubAllGlobals());

const unused = () => Promise.reject(new TfxError("internal"));

const offerOf = ({ manifest: { id, name, version, kind }, sha256 }: Bundle) =>
  widgetOffer.parse({
    instance: "a".repeat(22),
    widget: { id, name, version, kind, bundle: sha256 },
    startedBy: "j".repeat(22),
    startedAt: 0,
    protocol: 1,
    documents: [],
    stop: "everybody",
  });

interface World {
  /** What lies on the web. */
  readonly web?: ReadonlyMap<string, string>;
  /** What Jonas runs and hands out. */
  readonly given?: Bundle;
}

const answer = (url: string, text: string | undefined): Response =>
  Object.defineProperty(new Response(text, { status: text === undefined ? 404 : 200 }), "url", { value: url });

const setUp = async ({ web = new Map(), given }: World = {}) => {
  const end = new AbortController().signal;
  const app = await openFakeApp(createFakePlatform(createFakeSession), { end });
  const storage = textStorageOf(app.platform.store);
  const [bundles, grants] = await Promise.all([openBundleStore(storage), openGrants(storage)]);
  const started: string[] = [];
  const adding = createAdding({
    app,
    bundles,
    grants,
    exchange: { fetch: () => (given === undefined ? unused() : Promise.resolve(given)) },
    state: { offers: signal(given === undefined ? [] : [offerOf(given)]) },
    room: "amber-otter-lake",
    ask: (url) => Promise.resolve(answer(url, web.get(url))),
    end,
    start: (id) => started.push(id),
    nameOf: () => "Jonas",
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

const page = (change: object = {}): string =>
  JSON.stringify({
    id: "org.example.poll",
    name: "Poll",
    description: "Ask.",
    version: "1.0.0",
    sdk: "1",
    kind: "hosted",
    entry: "https://poll.example/",
    ...change,
  });
const home = "https://poll.example/tfx-widget.json";

test("nothing is kept or started before the yes, and nothing after a no", async () => {
  const { adding, bundles, started } = await setUp();
  expect(await adding.add(bundleOf("1.0.0", {}))).toBeUndefined();
  expect(adding.adding.value).toMatchObject({ from: "file", before: undefined });
  adding.finishAdding(false);
  expect([bundles.bundles.value, started, adding.adding.value]).toEqual([[], [], undefined]);
});

test("a newer version from whoever started it is shown beside the one that it would replace", async () => {
  const newer = await readBundle(await bundleOf("2.0.0", { permissions: ["media:frames"] }).text());
  const { adding, bundles, started } = await setUp({ given: newer });
  await adding.add(bundleOf("1.0.0", {}));
  adding.finishAdding(true);
  await expect.poll(() => started).toHaveLength(1);
  expect(await adding.fetch("a".repeat(22))).toBeUndefined();
  expect(adding.adding.value).toMatchObject({ from: "person", by: "Jonas", before: { version: "1.0.0", permissions: [] } });
  adding.finishAdding(false);
  expect(bundles.bundles.value).toMatchObject([{ manifest: { version: "1.0.0" } }]);
});

test("a page that wants no more than before is renewed, and one that quietly wants more is asked about", async () => {
  const web = new Map([[home, page()]]);
  const { adding, bundles, started } = await setUp({ web });
  expect(await adding.add(home)).toBeUndefined();
  adding.finishAdding(true);
  await expect.poll(() => started).toHaveLength(1);
  const renew = async () => {
    const [kept] = bundles.bundles.value;
    return kept !== undefined && adding.renew(kept);
  };
  web.set(home, page({ version: "1.0.1" }));
  expect(await renew()).toBe(true);
  expect(bundles.bundles.value).toMatchObject([{ manifest: { version: "1.0.1" } }]);
  web.set(home, page({ version: "2.0.0", permissions: ["media:frames"] }));
  expect(await renew()).toBe(false);
  expect(adding.adding.value).toMatchObject({ before: { version: "1.0.1" } });
  expect(bundles.bundles.value).toMatchObject([{ manifest: { version: "1.0.1" } }]);
  web.delete(home);
  expect(await renew()).toBe(true);
});

test.each([
  ["a page from a file", new Blob([page()]), { field: "kind" }],
  ["what is no widget", "https://poll.example/nothing.txt", { field: "/* tfx-widget … */" }],
  ["a manifest with a field that there is not", new Blob([page({ permisions: [] })]), { field: "permisions" }],
  ["an address over http", "http://poll.example/tfx-widget.json", "address"],
  ["this machine, for others than developers", "http://localhost:5180/widget.js", "local"],
  ["an address where nothing is", "poll.example/none", "unreachable"],
  ["a manifest beside somebody else's page", "https://evil.example/tfx-widget.json", "entry"],
  ["more than a widget may be", "https://poll.example/large.js", "tooLarge"],
])("%s is not shown", async (_what, source, problem) => {
  const web = new Map([
    ["https://poll.example/nothing.txt", "Hello"],
    ["https://evil.example/tfx-widget.json", page()],
    ["https://poll.example/large.js", `/* tfx-widget {} */${"x".repeat(3_000_000)}`],
  ]);
  const { adding } = await setUp({ web });
  expect(await adding.add(source)).toEqual(problem);
  expect(adding.adding.value).toBeUndefined();
});
