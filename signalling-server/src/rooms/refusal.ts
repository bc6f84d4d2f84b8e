import type { ErrorCode, ErrorDetails } from "@tfx/protocol";

/** A call or message that is refused, in the form in which it is answered. */
export interface Refusal {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;
}

/** What became of a call. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;

/** A refusal with the details that its code asks for. */
export const refuse = <C extends ErrorCode>(code: C, details: ErrorDetails<C>): Refusal => ({ ok: false, code, details: { ...details } });
