import type { Page } from "@playwright/test";

/**
 * Publishes the page's camera and microphone over WHIP, the plain way: whatever plays it has to do with a browser that
 * is no part of ours. The page has to be one whose policy knows the gateway.
 */
export const publishCamera = (page: Page, endpoint: string, token?: string): Promise<void> =>
  page.evaluate(
    async ({ address, key }) => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
      const connection = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
      for (const track of stream.getTracks()) connection.addTransceiver(track, { direction: "sendonly", streams: [stream] });
      const video = connection.getTransceivers().find(({ sender }) => sender.track?.kind === "video");
      const codecs = RTCRtpSender.getCapabilities("video")?.codecs ?? [];
      video?.setCodecPreferences(
        codecs.toSorted((one, other) => Number(other.mimeType === "video/H264") - Number(one.mimeType === "video/H264")),
      );
      await connection.setLocalDescription(await connection.createOffer());
      await new Promise<void>((resolve) => {
        const look = () => connection.iceGatheringState === "complete" && resolve();
        connection.addEventListener("icegatheringstatechange", look);
        look();
      });
      const headers = { "content-type": "application/sdp", ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) };
      const answer = await fetch(address, { method: "POST", headers, body: connection.localDescription?.sdp ?? "" });
      if (answer.status !== 201) throw new Error(`The gateway said ${answer.status}`);
      await connection.setRemoteDescription({ type: "answer", sdp: await answer.text() });
    },
    { address: endpoint, key: token },
  );
