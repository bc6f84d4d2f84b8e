import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Order, Report } from "./protocol.ts";

/** The load generator on a core of its own, seen from the benchmark: one order at a time. */
export class Generator implements Disposable {
  readonly #child: ChildProcess;

  constructor(core: number) {
    const program = fileURLToPath(new URL("main.ts", import.meta.url));
    this.#child = spawn("taskset", ["-c", String(core), process.execPath, program], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  }

  async order(order: Order): Promise<Report> {
    this.#child.send(order);
    const [report] = (await once(this.#child, "message")) as [Report];
    if (report.error !== undefined) throw new Error(`load generator: ${report.error}`);
    return report;
  }

  [Symbol.dispose](): void {
    this.#child.kill("SIGKILL");
  }
}
