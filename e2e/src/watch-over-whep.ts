import type { Locator, Page } from "@playwright/test";

/** Id under which the watched video is found, and heard as if it were a participant's. */
export const watchedAs = "broadcast";

/** Plays a stream of a gateway in a page that has nothing to do with the call (draft-ietf-wish-whep); resolves once it is answered. */
export const watchOverWhep = async (page: Page, { gateway, stream }: { gateway: string; stream: string }): Promise<Locator> => {
  await page.goto(`${gateway}/live`);
  // Sound plays for those who have done something on the page.
  await page.mouse.click(5, 5);
  await page.evaluate(
    async ({ endpoint, id }) => {
      const rtc = new RTCPeerConnection();
      const video = Object.assign(document.createElement("video"), { autoplay: true, playsInline: true, width: 640, height: 360 });
      video.dataset["participant"] = id;
      const stream = new MediaStream();
      video.srcObject = stream;
      rtc.addEventListener("track", ({ track }) => stream.addTrack(track));
      for (const kind of ["video", "audio"]) rtc.addTransceiver(kind, { direction: "recvonly" });
      await rtc.setLocalDescription(await rtc.createOffer());
      await new Promise<void>((resolve) => {
        const look = (): void => (rtc.iceGatheringState === "complete" ? resolve() : undefined);
        rtc.addEventListener("icegatheringstatechange", look);
        look();
      });
      const headers = { "content-type": "application/sdp" };
      const body = rtc.localDescription?.sdp ?? "";
      let response = await fetch(endpoint, { method: "POST", headers, body });
      while (response.status === 409) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        response = await fetch(endpoint, { method: "POST", headers, body });
      }
      await rtc.setRemoteDescription({ type: "answer", sdp: await response.text() });
      document.body.replaceChildren(video);
    },
    { endpoint: `${gateway}/whep/${stream}`, id: watchedAs },
  );
  return page.locator("video");
};
