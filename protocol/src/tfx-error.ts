import { z } from "zod";
import { errorCodes, isErrorCode, type ErrorCode, type ErrorDetails } from "./error-codes.ts";

type DetailsArgument<C extends ErrorCode> =
  Record<string, never> extends ErrorDetails<C>
    ? [details?: ErrorDetails<C>, options?: { cause?: unknown }]
    : [details: ErrorDetails<C>, options?: { cause?: unknown }];

/** An error as it crosses a border: the code and its details, never a stack. */
export const wireError = z.object({ code: z.string().max(64), details: z.record(z.string(), z.unknown()).default({}) });

/** The wire form of a {@link TfxError}. */
export type WireError = z.output<typeof wireError>;

/**
 * The one error of this project. `code` is a name of the table in `error-codes.ts`, `details` has the
 * shape that the table gives the code, `cause` is the foreign error where there was one. The message
 * is for logs; what a person reads is chosen by the app from the code.
 */
export class TfxError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "TfxError";
  readonly code: C;
  readonly details: ErrorDetails<C>;

  constructor(code: C, ...[details, options]: DetailsArgument<C>) {
    super(`${code}: ${errorCodes[code].doc}`, options);
    this.code = code;
    this.details = (details ?? {}) as ErrorDetails<C>;
  }

  /** The error as it may be sent to another end: no stack, no cause. */
  toWire(): WireError {
    return { code: this.code, details: { ...this.details } };
  }

  /**
   * Rebuilds an error that another end sent. An unknown code, or details of another shape, become
   * `internal`: what the other end says is not trusted.
   */
  static fromWire(wire: unknown): TfxError {
    const parsed = wireError.safeParse(wire);
    if (!parsed.success || !isErrorCode(parsed.data.code)) return new TfxError("internal", {}, { cause: wire });
    const details = errorCodes[parsed.data.code].details.safeParse(parsed.data.details);
    if (!details.success) return new TfxError("internal", {}, { cause: wire });
    return new TfxError<ErrorCode>(parsed.data.code, details.data);
  }

  /** The error itself when it is ours, otherwise `internal` with the foreign one as its cause. */
  static from(error: unknown): TfxError {
    return error instanceof TfxError ? error : new TfxError("internal", {}, { cause: error });
  }
}
