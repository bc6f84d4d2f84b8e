import { describe, expect, it } from "vitest";
import { captureError, type PermissionAnswer } from "./capture-error.ts";

const rejection = (name: string, message = "") => Object.assign(new Error(message), { name });

describe("a failed capture", () => {
  it.each<[string, string, PermissionAnswer, string]>([
    ["NotAllowedError", "Permission denied", "denied", "media/blocked"],
    ["NotAllowedError", "Permission dismissed", "prompt", "media/dismissed"],
    ["NotAllowedError", "Permission denied by system", "denied", "media/system-blocked"],
    ["NotFoundError", "", "granted", "media/not-found"],
    ["NotReadableError", "", "granted", "media/busy"],
    ["AbortError", "", "granted", "media/busy"],
    ["OverconstrainedError", "", "granted", "media/unsuitable"],
    ["SecurityError", "", "unknown", "media/insecure"],
    ["TypeError", "", "unknown", "media/failed"],
    ["DevicesNotFoundError", "", "unknown", "media/not-found"],
  ])("%s (%s, %s) is %s", (name, message, permission, code) => {
    const error = rejection(name, message);
    expect(captureError(error, permission)).toMatchObject({ code, cause: error });
  });
});
