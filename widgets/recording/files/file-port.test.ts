import { afterEach, describe, expect, it, vi } from "vitest";
import { openFilePort } from "./file-port.ts";

describe("the way to the disk", () => {
  afterEach(() => void vi.unstubAllGlobals());

  it("answers with the failure where its worker cannot be had, then and later", async () => {
    const workers: EventTarget[] = [];
    class Worker extends EventTarget {
      constructor() {
        super();
        workers.push(this);
      }
      postMessage(): void {}
      terminate(): void {}
    }
    vi.stubGlobal("Worker", Worker);
    const port = openFilePort();
    const asked = port.ask({ do: "open", recording: "one" });
    workers[0]?.dispatchEvent(Object.assign(new Event("error"), { message: "no such file" }));
    await expect(asked).rejects.toThrow("no such file");
    await expect(port.ask({ do: "close" })).rejects.toThrow("no such file");
    port.close();
  });
});
