import type { MediaPath, PathState } from "./media-path.ts";

const stateOf = ({ connectionState, iceConnectionState }: RTCPeerConnection): PathState => {
  if (connectionState === "failed" || connectionState === "closed") return "failed";
  if (connectionState === "disconnected" || iceConnectionState === "disconnected") return "interrupted";
  return connectionState === "connected" ? "connected" : "connecting";
};

/** A connection of the browser's own as a path; `change` has the last word on what is offered. */
export const pathOfConnection = (rtc: RTCPeerConnection, change: (sdp: string) => string = (sdp) => sdp): MediaPath => {
  let offered = "";
  const describe = async (options?: RTCOfferOptions): Promise<string> => change((await rtc.createOffer(options)).sdp ?? "");
  return {
    async offer() {
      offered = await describe();
      return offered;
    },
    async begin(answer, iceServers) {
      rtc.setConfiguration({ ...rtc.getConfiguration(), iceServers: [...iceServers] });
      await rtc.setLocalDescription({ type: "offer", sdp: offered });
      await rtc.setRemoteDescription({ type: "answer", sdp: answer });
    },
    async restart() {
      const sdp = await describe({ iceRestart: true });
      await rtc.setLocalDescription({ type: "offer", sdp });
      return sdp;
    },
    finishRestart: (answer) => rtc.setRemoteDescription({ type: "answer", sdp: answer }),
    get state() {
      return stateOf(rtc);
    },
    onCandidate(listen) {
      rtc.addEventListener("icecandidate", ({ candidate }) => listen(candidate ?? undefined));
    },
    onState(listen) {
      const tell = (): void => listen(stateOf(rtc));
      for (const name of ["connectionstatechange", "iceconnectionstatechange"]) rtc.addEventListener(name, tell);
    },
    stats: () => rtc.getStats(),
    close: () => rtc.close(),
  };
};
