import { errorCodes } from "@tfx/protocol";

/** The page of `docs/` that lists every error code, made from the table in protocol. */
export const errorTable = (): string => {
  const rows = Object.entries(errorCodes).map(([code, { details, doc }]) => {
    const fields = Object.keys(details).map((field) => `\`${field}\``);
    return `| \`${code}\` | ${fields.join(", ")} | ${doc} |`;
  });
  return [
    "# Error codes",
    "",
    "Made by `npm run docs` from `protocol/src/error-codes.ts`. On the wire an error is `{ code, details }`;",
    "in code it is a `TfxError`. What people read is chosen by the app from the code.",
    "",
    "| code | details | what happened |",
    "|---|---|---|",
    ...rows,
    "",
  ].join("\n");
};
