import { writeFile } from "node:fs/promises";
import { errorTable } from "./error-table.ts";
import { widgetReference } from "./widget-reference.ts";

// npm run docs: the pages that are made from tables in protocol.

const docs = new URL("../docs/", import.meta.url);
await writeFile(new URL("errors.md", docs), errorTable());
await writeFile(new URL("widgets/reference.md", docs), widgetReference());
