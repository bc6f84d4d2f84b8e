import type { Tokens } from "../access/tokens.ts";
import type { AnyOutputKind } from "../outputs/output-kind.ts";
import type { Posters } from "../programme/posters.ts";
import type { OperationAnswer } from "./operation.ts";
import type { Facts, FactSources } from "./stream-facts.ts";

/** What operations work on. */
export interface OperationParts extends Pick<FactSources, "broadcasts" | "programme" | "wanted" | "texts"> {
  readonly facts: Facts;
  readonly posters: Posters;
  readonly tokens: Tokens | undefined;
  readonly kinds: readonly AnyOutputKind[];
}

/** Says no, as every operation does: a code for programs, and details. */
export const refusal = (status: number, code: string, details: object = {}): OperationAnswer => ({ status, body: { code, details } });

/** How a stream that nobody knows is answered. */
export const unknownStream = { about: "There is no such stream." } as const;

/** The stream of a path. */
export const streamOf = (params: Readonly<Record<string, string>>): string => params["stream"] ?? "";
