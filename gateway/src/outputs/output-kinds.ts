import type { AnyOutputKind } from "./output-kind.ts";

/** Every kind of output that can be started by name. */
export const outputKinds: readonly AnyOutputKind[] = [];
