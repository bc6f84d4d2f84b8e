import type { LaneName } from "@tfx/protocol";
import type { StateOperation } from "@tfx/protocol/widgets";
import { encodePlain } from "./shared-values.ts";
import { stateLimits } from "./state-limits.ts";

/** Something that happened, and about how long it is on its way. */
export interface SizedOperation {
  readonly operation: StateOperation;
  readonly bytes: number;
}

/** Operations that travel as one message. */
export interface OperationBatch {
  readonly lane: Exclude<LaneName, "live">;
  readonly batch: StateOperation[];
}

const overhead = 512;
const mostInBatch = 2_048;

/** All in one message of the control lane where they fit, otherwise in as few as may be of the bulk lane. */
export const planBatches = (operations: readonly SizedOperation[]): readonly OperationBatch[] => {
  if (operations.length === 0) return [];
  const total = operations.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= stateLimits.controlBatch) return [{ lane: "control", batch: operations.map(({ operation }) => operation) }];
  const batches: OperationBatch[] = [];
  let left = 0;
  for (const { operation, bytes } of operations) {
    const last = batches.at(-1);
    if (last === undefined || left < bytes || last.batch.length >= mostInBatch) {
      batches.push({ lane: "bulk", batch: [operation] });
      left = stateLimits.bulkBatch - bytes;
      continue;
    }
    last.batch.push(operation);
    left -= bytes;
  }
  return batches;
};

/** About how long an operation is, rather more than less. */
export const bytesOf = (operation: StateOperation): number => {
  if (operation.op === "document") return operation.update.length + overhead;
  if (operation.op === "entry") return operation.entry.body.length + overhead;
  if (operation.op === "value") return (encodePlain(operation.value)?.length ?? 0) + overhead;
  return 8 * 1024;
};
