import { fileURLToPath } from "node:url";
import { writeWidget } from "./new-widget/write-widget.ts";

// npm run new-widget <id>: a widget of ours, with its test, in widgets/<last part of the id>.

const made = await writeWidget(fileURLToPath(new URL("..", import.meta.url)), process.argv[2] ?? "");
if ("problem" in made) {
  console.error(`${made.problem}\nUse: npm run new-widget app.tfx.<name>`);
  process.exit(1);
}
console.log(`${made.folder} is there, package.json and tsconfig.json know it. Next:

  npm install                       links it, and writes package-lock.json
  npx vitest run ${made.folder}
  npm start                         then open the tray of widgets in a call

Change manifest.ts first. docs/widgets/reference.md lists what a widget can do.`);
