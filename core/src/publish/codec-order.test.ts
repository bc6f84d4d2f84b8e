import { expect, it } from "vitest";
import { orderCodecs } from "./codec-order.ts";

const h264 = (mode: number, profile: string) => ({
  mimeType: "video/H264",
  sdpFmtpLine: `level-asymmetry-allowed=1;packetization-mode=${mode};profile-level-id=${profile}`,
});

it("prefers H.264 that everything plays, and keeps the rest", () => {
  const given: readonly { readonly mimeType: string; readonly sdpFmtpLine?: string }[] = [
    { mimeType: "video/VP8" },
    { mimeType: "video/rtx" },
    { mimeType: "video/AV1" },
    h264(0, "42001f"),
    h264(1, "4d001f"),
    h264(1, "42e01f"),
    { mimeType: "video/VP9" },
  ];
  expect(orderCodecs(given).map(({ mimeType, sdpFmtpLine }) => sdpFmtpLine?.slice(26) ?? mimeType)).toEqual([
    "packetization-mode=1;profile-level-id=42e01f",
    "packetization-mode=1;profile-level-id=4d001f",
    "packetization-mode=0;profile-level-id=42001f",
    "video/VP8",
    "video/VP9",
    "video/AV1",
    "video/rtx",
  ]);
});
