import { expect, test } from "vitest";
import { createMemoryStore } from "../storage/json-store.ts";
import { openSettingsModel } from "./settings-model.ts";
import { parseSettings } from "./settings.ts";

test("nothing stored, or nonsense, gives the defaults", () => {
  expect(parseSettings(undefined)).toEqual(parseSettings("nonsense"));
  expect(parseSettings(undefined)).toMatchObject({ name: "", theme: "system", mirror: true, keys: {} });
});

test("one spoiled field costs no other", () => {
  expect(parseSettings({ name: "Ravi", theme: "pink", mirror: false })).toMatchObject({ name: "Ravi", theme: "system", mirror: false });
});

test("a change is seen at once and is there at the next visit", async () => {
  const store = createMemoryStore();
  const model = await openSettingsModel(store, new AbortController().signal);
  model.update({ name: "Ravi" });
  expect(model.value.value.name).toBe("Ravi");
  const again = await openSettingsModel(store, new AbortController().signal);
  expect(again.value.value.name).toBe("Ravi");
});

test("a change of another page arrives", async () => {
  let tell: (value: unknown) => void = () => undefined;
  const store = {
    ...createMemoryStore(),
    onChanged: (_key: string, listener: (value: unknown) => void) => ((tell = listener), () => undefined),
  };
  const model = await openSettingsModel(store, new AbortController().signal);
  tell({ theme: "dark" });
  expect(model.value.value.theme).toBe("dark");
});
