import { readFile } from "node:fs/promises";
import { readBundle } from "@tfx/widget-host";
import type { WidgetContext } from "@tfx/widget-sdk";
import { createSimulator } from "@tfx/widget-sdk/simulator";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeElement, fakeDocument } from "./fake-page.ts";

const tutorial = await readFile(new URL("../../docs/widgets/tutorial.md", import.meta.url), "utf8");
const [first = "", second = "", third = ""] = [...tutorial.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);

/** What a reader has in the editor after each step. */
const steps = [first, first.replace(/ {2}mount\([\s\S]*?\n {2}\},\n/, second)];
steps.push((steps[1] ?? "").replace("    draw();\n  },", `    draw();\n${third}  },`));

beforeEach(() => void vi.stubGlobal("document", fakeDocument));
afterEach(() => vi.unstubAllGlobals());

const run = async (step: number) => {
  const text = steps[step] ?? "";
  const { manifest } = await readBundle(text);
  const { widget } = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as {
    readonly widget: { mount(context: WidgetContext, root: FakeElement): void };
  };
  const simulator = createSimulator({ manifest });
  const join = async (name: string) => {
    const root = new FakeElement("div");
    const peer = await simulator.join({ name, mount: (context) => widget.mount(context, root) });
    await simulator.settle();
    const press = async (text: string) => {
      root
        .all("button")
        .find(({ textContent }) => textContent.startsWith(text))
        ?.click();
      await simulator.settle();
    };
    return { peer, root, press, buttons: () => root.all("button").map(({ textContent }) => textContent) };
  };
  return { join, close: () => simulator.close() };
};

it("says hello after the first step", async () => {
  const { join, close } = await run(0);
  expect((await join("Ada")).root.textContent).toBe("Hello");
  close();
});

it("shows everybody the question after the second", async () => {
  const { join, close } = await run(1);
  const [ada, bo] = [await join("Ada"), await join("Bo")];
  await ada.press("Ask about lunch");
  expect(bo.root.all("h2").map(({ textContent }) => textContent)).toEqual(["Lunch?"]);
  close();
});

it("is a working poll after the third", async () => {
  const { join, close } = await run(2);
  const [ada, bo] = [await join("Ada"), await join("Bo")];
  await ada.press("Ask about lunch");
  await ada.press("Soup");
  await bo.press("Soup");
  await bo.press("Noodles");
  expect(ada.buttons()).toEqual(["Ask about lunch", "Soup: 1", "Noodles: 1"]);
  expect(bo.buttons()).toEqual(ada.buttons());
  expect(bo.peer.seen.summary).toMatchObject([{ text: "Lunch?" }, { value: 0.5 }, { value: 0.5 }]);
  close();
});
