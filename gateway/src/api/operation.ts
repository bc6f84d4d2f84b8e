import type { z } from "zod";

/** Who may: anybody, whoever publishes the stream, or the operator alone. The operator always may. */
export type Access = "anybody" | "publisher" | "operator";

/** What an operation is called with, checked. */
export interface OperationInput<Body> {
  /** The `{name}` parts of its path. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly isOperator: boolean;
}

/** What an operation answers. */
export interface OperationAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One thing that can be asked of the gateway over HTTP; the routes and their document are made of these. */
export interface Operation<Body = unknown> {
  readonly method: "get" | "post" | "put" | "delete";
  /** With `{stream}` for the stream that it is about. */
  readonly path: string;
  readonly about: string;
  readonly access: Access;
  readonly body?: z.ZodType<Body>;
  /** Media types of a body that is no JSON; it is looked at by the operation itself. */
  readonly takes?: readonly string[];
  /** Most bytes of such a body. */
  readonly mostBytes?: number;
  /** What comes with each status; without a schema: nothing. */
  readonly answers: Readonly<Record<number, { readonly about: string; readonly schema?: z.core.$ZodType }>>;
  readonly run: (input: OperationInput<Body>) => OperationAnswer | Promise<OperationAnswer>;
}

/** Makes an operation fit for the table of operations: its body is checked by its schema before it runs. */
export const operation = <Body = undefined>(one: Operation<Body>): Operation => ({
  ...one,
  run: (input) => one.run({ ...input, body: input.body as Body }),
});
