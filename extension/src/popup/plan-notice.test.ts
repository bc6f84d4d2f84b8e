import { expect, test } from "vitest";
import { planNotice } from "./plan-notice.ts";

test("nothing is said while everything works or is being asked", () => {
  expect(planNotice({ online: true, host: "call.example", server: "ready" })).toBeUndefined();
  expect(planNotice({ online: true, host: "call.example", server: undefined })).toBeUndefined();
});

test("without a network that is what is said, whatever the server answered before", () => {
  expect(planNotice({ online: false, host: "call.example", server: "ready" })).toBe("offline");
  expect(planNotice({ online: false, host: "call.example", server: "silent" })).toBe("offline");
});

test("a server on this computer needs no network", () => {
  expect(planNotice({ online: false, host: "localhost:3000", server: "ready" })).toBeUndefined();
  expect(planNotice({ online: false, host: "localhost:3000", server: "silent" })).toBe("silent");
});

test("a silent server and something that is no server are told apart", () => {
  expect(planNotice({ online: true, host: "call.example", server: "silent" })).toBe("silent");
  expect(planNotice({ online: true, host: "call.example", server: "other" })).toBe("other");
});
