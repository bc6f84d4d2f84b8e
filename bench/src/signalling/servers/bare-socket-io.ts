import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

// The baseline: what a tutorial's signalling server does, and nothing else. No checks, no limits.

const http = createServer();
const io = new Server(http);
io.on("connection", (socket) => {
  socket.on("join", async (room: string, answer: (id: string) => void) => {
    await socket.join(room);
    answer(socket.id);
  });
  socket.on("signal", ({ to, payload }: { to: string; payload: string }) => {
    io.sockets.sockets.get(to)?.emit("signal", { from: socket.id, payload });
  });
});
http.listen(0, "127.0.0.1", () => {
  const { port } = http.address() as AddressInfo;
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
