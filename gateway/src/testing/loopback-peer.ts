import type { RTCPeerConnection } from "werift";

/** How connections of tests are made: to this machine alone. */
export const loopbackPeer = {
  iceServers: [],
  iceAdditionalHostAddresses: ["127.0.0.1"],
  iceInterfaceAddresses: { udp4: "127.0.0.1" },
  iceUseIpv6: false,
  bundlePolicy: "max-bundle" as const,
};

/** Settles when a connection knows all of its candidates. */
export const gathered = (peer: RTCPeerConnection): Promise<void> =>
  new Promise((resolve) => {
    if (peer.iceGatheringState === "complete") return resolve();
    peer.iceGatheringStateChange.subscribe((state) => state === "complete" && resolve());
  });
