import { once } from "node:events";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { barePage } from "./bare-page.ts";

/** The least that two people need to meet: one room, every signal to the others in it. */
export const openBareServer = async (): Promise<{ origin: string; close(): Promise<void> }> => {
  const page = `<!doctype html><title>Bare pair</title><body><script src="/socket.io/socket.io.min.js"></script><script>(${barePage.toString()})()</script>`;
  const http = createServer((_request, response) => response.setHeader("content-type", "text/html").end(page));
  const sockets = new Server(http);
  sockets.on("connection", (socket) => {
    socket.on("join", async (answer: (others: number) => void) => {
      const others = sockets.sockets.adapter.rooms.get("room")?.size ?? 0;
      await socket.join("room");
      answer(others);
    });
    socket.on("signal", (signal: unknown) => socket.to("room").emit("signal", signal));
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("The bare server has no port");
  return { origin: `http://127.0.0.1:${address.port}`, close: async () => sockets.close() };
};
