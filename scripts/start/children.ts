import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

/** How long a child may take to end when asked to. */
const stopMs = 5_000;

/** Programs that end with this one. */
export interface Children {
  /** Starts a program; `onEnd` hears when it ends by itself. */
  start(program: string, parameters: readonly string[], options: ChildOptions): ChildProcess;
  /** Asks all to end, then makes them; resolves when none is left. May be called twice. */
  stopAll(): Promise<void>;
}

/** How one program is started. */
export interface ChildOptions {
  readonly environment?: NodeJS.ProcessEnv;
  /** Whether people see what it prints. */
  readonly quiet?: boolean;
  readonly onEnd?: (reason: string) => void;
}

/** Keeps the programs that `npm start` runs. */
export const createChildren = (): Children => {
  const running = new Set<ChildProcess>();
  let stopping = false;

  const stop = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), stopMs);
    await ended;
    clearTimeout(force);
  };

  return {
    start(program, parameters, { environment = process.env, quiet = false, onEnd }) {
      const output = quiet ? "ignore" : "inherit";
      // An own process group: Ctrl-C reaches this program alone, which then ends the others in order.
      const child = spawn(program, parameters, {
        env: environment,
        stdio: ["ignore", output, output],
        detached: process.platform !== "win32",
      });
      running.add(child);
      const ended = (reason: string): void => {
        running.delete(child);
        if (!stopping) onEnd?.(reason);
      };
      child.once("error", (error) => ended(error.message));
      child.once("exit", (code, signal) => ended(signal === null ? `exit code ${String(code)}` : signal));
      return child;
    },
    async stopAll() {
      stopping = true;
      await Promise.all([...running].map(stop));
    },
  };
};
