interface BareSocket {
  on(event: "signal", listener: (signal: BareSignal) => void): void;
  emit(event: "signal", signal: BareSignal): void;
  emit(event: "join", present: (others: number) => void): void;
}

type BareSignal = { description: RTCSessionDescriptionInit } | { candidate: RTCIceCandidateInit };

/**
 * The whole program of the bare pair, as it runs in the page: camera and socket are warm before Join is
 * clicked, the newcomer offers, candidates trickle. Whoever came first answers.
 */
export const barePage = async (): Promise<void> => {
  const { io } = globalThis as typeof globalThis & { io: (options: object) => BareSocket };
  const socket = io({ transports: ["websocket"] });
  const media = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
  });
  const preview = document.body.appendChild(document.createElement("video"));
  Object.assign(preview, { srcObject: media, muted: true, autoplay: true });

  let connection: RTCPeerConnection | undefined;
  const connect = (): RTCPeerConnection => {
    connection?.close();
    document.querySelector("[data-remote]")?.remove();
    const made = new RTCPeerConnection({ iceServers: [], bundlePolicy: "max-bundle" });
    connection = made;
    for (const track of media.getTracks()) made.addTrack(track, media);
    made.addEventListener(
      "icecandidate",
      ({ candidate }) => candidate !== null && socket.emit("signal", { candidate: candidate.toJSON() }),
    );
    made.addEventListener("track", ({ streams }) => {
      if (document.querySelector("[data-remote]") !== null) return;
      const video = document.body.appendChild(document.createElement("video"));
      video.dataset["remote"] = "";
      Object.assign(video, { srcObject: streams[0], autoplay: true, playsInline: true });
    });
    return made;
  };
  socket.on("signal", (signal) => {
    void (async () => {
      if ("candidate" in signal) return connection?.addIceCandidate(signal.candidate);
      if (signal.description.type === "answer") return connection?.setRemoteDescription(signal.description);
      const answering = connect();
      await answering.setRemoteDescription(signal.description);
      await answering.setLocalDescription();
      if (answering.localDescription !== null) socket.emit("signal", { description: answering.localDescription });
    })();
  });
  const join = document.body.appendChild(document.createElement("button"));
  join.textContent = "Join";
  join.addEventListener("click", () =>
    socket.emit("join", (others) => {
      if (others === 0) return;
      const offering = connect();
      void offering.setLocalDescription().then(() => {
        if (offering.localDescription !== null) socket.emit("signal", { description: offering.localDescription });
      });
    }),
  );
};
