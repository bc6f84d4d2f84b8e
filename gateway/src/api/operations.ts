import { outputOperations } from "./output-operations.ts";
import { refusal, type OperationParts } from "./operation-parts.ts";
import { operation, type Operation } from "./operation.ts";
import { issuedToken, tokenWish } from "./schemas.ts";
import { publicOperations, streamOperations } from "./stream-operations.ts";
import { textOperations } from "./text-operations.ts";

const tokenOperation = ({ tokens }: OperationParts): Operation =>
  operation({
    method: "post",
    path: "/api/tokens",
    about: "Signs a token that publishes or watches one stream.",
    access: "operator",
    body: tokenWish,
    answers: { 201: { about: "The token.", schema: issuedToken }, 409: { about: "This gateway needs no tokens." } },
    async run({ body: { stream, right, lastsSeconds, owner } }) {
      if (tokens === undefined) return refusal(409, "api/no-tokens");
      const expiresAt = new Date(Date.now() + lastsSeconds * 1_000).toISOString();
      return { status: 201, body: { token: await tokens.sign(stream, right, { lastsSeconds, owner }), expiresAt } };
    },
  });

/** Everything that can be asked over HTTP beside the protocols. */
export const createOperations = (parts: OperationParts): readonly Operation[] => [
  ...publicOperations(parts),
  ...streamOperations(parts),
  ...textOperations(parts),
  ...outputOperations(parts),
  tokenOperation(parts),
];
