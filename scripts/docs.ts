import { writeFile } from "node:fs/promises";
import { errorTable } from "./error-table.ts";

await writeFile(new URL("../docs/errors.md", import.meta.url), errorTable());
