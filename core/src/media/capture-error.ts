import { TfxError } from "@tfx/protocol";

/** What the browser says of a permission, where it says anything (W3C Permissions). */
export type PermissionAnswer = "granted" | "denied" | "prompt" | "unknown";

/**
 * Translates what `getUserMedia` rejects with (W3C mediacapture-streams §10.2) into a code of ours.
 * Old browsers' names map to the same rows: https://blog.addpipe.com/common-getusermedia-errors/
 */
export const captureError = (error: unknown, permission: PermissionAnswer): TfxError => {
  const { name, message } = error instanceof Error ? error : { name: "", message: "" };
  const options = { cause: error };
  switch (name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
      if (/system/i.test(message)) return new TfxError("media/system-blocked", {}, options);
      return new TfxError(permission === "prompt" ? "media/dismissed" : "media/blocked", {}, options);
    case "NotFoundError":
    case "DevicesNotFoundError":
      return new TfxError("media/not-found", {}, options);
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return new TfxError("media/busy", {}, options);
    case "OverconstrainedError":
    case "ConstraintNotSatisfiedError":
      return new TfxError("media/unsuitable", {}, options);
    case "SecurityError":
      return new TfxError("media/insecure", {}, options);
    default:
      return new TfxError("media/failed", {}, options);
  }
};

/** Asks the browser what it would answer now; `unknown` where it cannot be asked. */
export const askPermission = async (kind: CaptureKind): Promise<PermissionAnswer> => {
  try {
    const status = await navigator.permissions.query({ name: kind });
    return status.state;
  } catch {
    // Firefox knows neither name; then the error's own name has to do.
    return "unknown";
  }
};

/** What is captured by `getUserMedia`. */
export type CaptureKind = "microphone" | "camera";
