import { expose, wrap, type Remote } from "comlink";
import { defineWidget, runWidget, type WidgetContext } from "@tfx/widget-sdk";
import { baselinePorts, picture, stored, type Arrived, type BaselineGuest, type BaselineHost, type GuestControl } from "../control.ts";

// The page of the sandboxed frame: a widget, and beside it in the same page Comlink's end.

const request = { key: stored.key } as const;

/** A frame without an origin has a clock of 0.1 ms: calls are timed by the batch. */
const batch = 50;

let mounted: (context: WidgetContext) => void = () => undefined;
const widget = new Promise<WidgetContext>((resolve) => (mounted = resolve));

const timeBatches = async (call: () => Promise<unknown>, calls: number): Promise<number> => {
  const times: number[] = [];
  for (let done = 0; done < calls; done += batch) {
    const startedAt = performance.now();
    for (let index = 0; index < batch; index++) await call();
    times.push((performance.now() - startedAt) / batch);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
};

const createCounter = () => {
  const at: number[] = [];
  return {
    take(frame: ImageBitmap): void {
      if (frame.width !== picture.width || frame.height !== picture.height) throw new Error("A picture of another size came");
      frame.close();
      at.push(performance.now());
    },
    arrived: (): Arrived => ({ frames: at.length, seconds: ((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1_000 }),
  };
};

const createControl = (host: Remote<BaselineHost>, counter: { current: ReturnType<typeof createCounter> }): GuestControl => ({
  async timeCall(side, calls) {
    const { storage } = await widget;
    const answers = [await storage.get(request.key), (await host.get(request)).value];
    if (answers.some((value) => value !== stored.value)) throw new Error("Another value came than was stored");
    return timeBatches(side === "ours" ? () => storage.get(request.key) : () => host.get(request), calls);
  },
  async takeFrames(ms) {
    const { media, self } = await widget;
    const counter = createCounter();
    const endsAt = performance.now() + ms;
    for await (const frame of media.frames({ participant: self, width: picture.width, perSecond: picture.perSecond })) {
      counter.take(frame);
      if (performance.now() >= endsAt) break;
    }
    return counter.arrived();
  },
  countFrames: () => void (counter.current = createCounter()),
  countedFrames: () => counter.current.arrived(),
});

addEventListener("message", ({ data, ports: [control, baseline] }: MessageEvent) => {
  if (data !== baselinePorts || control === undefined || baseline === undefined) return;
  const counter = { current: createCounter() };
  expose(createControl(wrap<BaselineHost>(baseline), counter), control);
  expose({ frame: (frame) => counter.current.take(frame) } satisfies BaselineGuest, baseline);
});
runWidget(defineWidget({ mount: (context) => mounted(context) }));
