import type { AddressInfo } from "node:net";
import { PeerServer } from "peer";

// peerjs-server as its README starts it, with room for all clients.

PeerServer({ host: "127.0.0.1", port: 0, path: "/", concurrent_limit: 10_000 }, (server) => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
