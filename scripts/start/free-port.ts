import { createServer } from "node:net";

/** Whether a server could listen there now. Asked before anything is built, so that the answer comes at once. */
export const isPortFree = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    probe.listen({ port, host, exclusive: true }, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });

/** The port that a person set, or the usual one. Throws what to mend when it is none. */
export const readPort = (text: string | undefined, usual: number, variable = "TFX_PORT"): number => {
  if (text === undefined || text === "") return usual;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${variable} must be a number from 1 to 65535, not "${text}".`);
  return port;
};
