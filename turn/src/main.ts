import { TfxError } from "@tfx/protocol";
import { findTurnserver, turnserverMissing } from "./find-turnserver.ts";
import { startTurn } from "./start-turn.ts";
import { readTurnSettings, type TurnSettings } from "./turn-settings.ts";

const fail = (line: string): never => {
  console.error(line);
  process.exit(1);
};

const readSettings = (): TurnSettings => {
  try {
    return readTurnSettings(process.env);
  } catch (error) {
    if (error instanceof TfxError && error.cause instanceof Error)
      return fail(`${String(error.details["variable"])} ${error.cause.message}`);
    throw error;
  }
};

if (findTurnserver() === undefined) fail(turnserverMissing);
const settings = readSettings();
if (settings.allowLoopbackPeers) {
  console.warn(
    "!!! TFX_TURN_ALLOW_LOOPBACK_PEERS=1: THIS RELAY REACHES SERVICES OF THE MACHINE IT RUNS ON. FOR TESTS ALONE, NEVER IN PUBLIC. !!!",
  );
}
// Whoever read the log is gone, and with them whoever started this. Heard once, and perhaps before the relay is up.
const unread = new Promise<void>((resolve) => process.stdout.once("error", () => resolve()));
const turn = await startTurn(settings, { log: console.log });
console.log(`TURN answers on ${turn.url}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void turn.close());
void unread.then(() => turn.close());
process.exitCode = (await turn.exited) ?? 0;
