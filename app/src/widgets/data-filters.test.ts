import { readFileSync } from "node:fs";
import { signal } from "@preact/signals";
import { TfxError } from "@tfx/protocol";
import type { VideoStage } from "@tfx/protocol/widgets";
import { readBundle, type KnownWidget } from "@tfx/widget-host";
import { expect, it } from "vitest";
import { createDataFilters } from "./data-filters.ts";

const text = readFileSync(new URL("../../../examples/duotone/duotone.json", import.meta.url), "utf8");
const duotone: KnownWidget = await readBundle(text);

const setUp = (set: (stages: readonly VideoStage[]) => Promise<void> = () => Promise.resolve()) => {
  const chain = new Map<string, readonly VideoStage[]>();
  const news: string[] = [];
  const known = signal([duotone]);
  const filters = createDataFilters({
    known,
    set: (id, stages) => {
      chain.set(id, stages);
      return stages.length === 0 ? Promise.resolve() : set(stages);
    },
    tell: (...told) => news.push(told.join(" ")),
  });
  return { filters, chain, news, known };
};

it("puts the shaders of a filter into the chain, and takes them away again", () => {
  const { filters, chain } = setUp();
  expect(filters.all.value).toMatchObject([{ name: "Duotone", on: false, stages: [{ kind: "shader", id: "duotone" }] }]);
  filters.toggle(duotone);
  expect(chain.get(duotone.manifest.id)).toMatchObject([{ id: "duotone" }]);
  expect([...filters.on.value]).toEqual([duotone.manifest.id]);
  filters.toggle(duotone);
  expect(chain.get(duotone.manifest.id)).toEqual([]);
  expect(filters.all.value).toMatchObject([{ on: false }]);
});

it("puts a newer one in the place of the one that is on", () => {
  const { filters, chain } = setUp();
  filters.toggle(duotone);
  filters.toggle({ ...duotone, sha256: "newer" });
  expect(chain.get(duotone.manifest.id)).toHaveLength(1);
  expect(filters.on.value.size).toBe(1);
});

it("says so when the shader does not compile, and leaves the filter off", async () => {
  const { filters, chain, news } = setUp(() => Promise.reject(new TfxError("widget/invalid", { path: "stages.duotone: no" })));
  filters.use(duotone.manifest.id, true);
  await expect.poll(() => news).toEqual(["invalid Duotone"]);
  expect(chain.get(duotone.manifest.id)).toEqual([]);
  expect(filters.on.value.size).toBe(0);
});
