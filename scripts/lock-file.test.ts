import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Locked {
  readonly version?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")) as {
  packages: Readonly<Record<string, Locked>>;
};

// npm leaves a package for another system out of the lock file when it could not look it up at that
// moment, and `npm ci` then refuses the file everywhere. An entry with version, os and cpu is enough.
test("every optional dependency stands in the lock file, or nobody can install from it", () => {
  const missing = Object.entries(lock.packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => lock.packages[`node_modules/${name}`] === undefined && lock.packages[`${at}/node_modules/${name}`] === undefined,
    ),
  );
  expect(missing).toEqual([]);
});

test("every package has an exact version", () => {
  const open = Object.entries(lock.packages).filter(
    ([at, { version, link }]) => at.includes("node_modules/") && link !== true && version === undefined,
  );
  expect(open.map(([at]) => at)).toEqual([]);
});
