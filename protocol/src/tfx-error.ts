import { errorCodes, isErrorCode, readDetails, type ErrorCode, type ErrorDetails } from "./error-codes.ts";

type DetailsArgument<C extends ErrorCode> =
  Record<string, never> extends ErrorDetails<C>
    ? [details?: ErrorDetails<C>, options?: { cause?: unknown }]
    : [details: ErrorDetails<C>, options?: { cause?: unknown }];

/** The wire form of a {@link TfxError}. */
export interface WireError {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

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
    const refused = () => new TfxError("internal", {}, { cause: wire });
    if (!isObject(wire) || typeof wire["code"] !== "string" || !isErrorCode(wire["code"])) return refused();
    const given = wire["details"] ?? {};
    const details = isObject(given) ? readDetails(wire["code"], given) : undefined;
    return details === undefined ? refused() : new TfxError<ErrorCode>(wire["code"], details);
  }

  /** The error itself when it is ours, otherwise `internal` with the foreign one as its cause. */
  static from(error: unknown): TfxError {
    return error instanceof TfxError ? error : new TfxError("internal", {}, { cause: error });
  }
}
