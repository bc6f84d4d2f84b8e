import { TfxError } from "@tfx/protocol";
import { readConfig } from "./config/read-config.ts";
import { createGateway } from "./create-gateway.ts";

const start = async (): Promise<void> => {
  const options = readConfig(process.env);
  const gateway = await createGateway(options);
  options.log.info({ url: gateway.url, tokens: options.secret !== undefined }, "gateway is up");
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void gateway.close().then(() => process.exit(0)));
};

start().catch((error: unknown) => {
  const { code, details } = TfxError.from(error);
  process.stderr.write(`The gateway cannot start: ${code} ${JSON.stringify(details)}\n`);
  process.exitCode = 1;
});
